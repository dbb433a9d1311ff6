import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkout } from '../checkout.js';
import { runs } from '../runs.js';

const main = join(checkout, 'dist/test/simulation/main.js');

describe('a small network whose database, processes, lines and clocks fail while people use it', () => {
  it.each([
    // In the few steps of the short seeds the database, or the event server, is killed as well.
    {
      store: 'postgres',
      ...runs({ short: { seed: 113, steps: 3 }, long: { seed: 8, steps: 60 } }),
    },
    {
      store: 'eventstoredb',
      ...runs({ short: { seed: 259, steps: 2 }, long: { seed: 8, steps: 24 } }),
    },
  ])(
    'has lost nothing, and what can be worked out anew comes out the same, with events in $store',
    async ({ store, seed, steps }) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [main, '--quiet', '--seed', String(seed), '--steps', String(steps), '--store', store],
        { env: { PATH: process.env['PATH'] } },
      ).catch((error: { stdout: string; stderr: string }) => ({ stdout: error.stdout + error.stderr }));
      expect(stdout).toContain(`seed ${seed} on ${store}: `);
      expect(stdout).toMatch(/; findings: 0\.\n$/);
      expect(stdout).not.toContain('FINDING');
      expect(stdout).toMatch(/killed \d/);
    },
    300_000,
  );
});
