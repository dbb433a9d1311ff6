import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkout } from '../checkout.js';

const main = join(checkout, 'dist/test/simulation/main.js');

describe('a small network whose database, processes, lines and clocks fail while people use it', () => {
  it.each([
    { store: 'postgres', steps: 20 },
    { store: 'eventstoredb', steps: 8 },
  ])(
    'has lost nothing, and what can be worked out anew comes out the same, with events in $store',
    async ({ store, steps }) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [main, '--quiet', '--seed', '8', '--steps', String(steps), '--store', store],
        { env: { PATH: process.env['PATH'] } },
      ).catch((error: { stdout: string; stderr: string }) => ({ stdout: error.stdout + error.stderr }));
      expect(stdout).toContain(`seed 8 on ${store}: `);
      expect(stdout).toMatch(/; findings: 0\.\n$/);
      expect(stdout).not.toContain('FINDING');
      expect(stdout).toMatch(/killed \d/);
    },
    300_000,
  );
});
