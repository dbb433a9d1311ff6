import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkout } from '../checkout.js';

/** What breaks a rule of which file may import which: `rule: from → to`. */
function broken(folder: string, ...tops: readonly string[]): Promise<string[]> {
  const program = join(checkout, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const rules = join(checkout, '.dependency-cruiser.cjs');
  const options = ['--config', rules, '--output-type', 'json', ...tops];
  return new Promise((resolve, reject) => {
    const run = { cwd: folder, maxBuffer: 100_000_000 };
    execFile(process.execPath, [program, ...options], run, (error, stdout, stderr) => {
      // It ends with the number of what it found: only an end without an answer is a failure.
      if (stdout === '') return reject(new Error(stderr, { cause: error }));
      const { summary } = JSON.parse(stdout) as {
        summary: { violations: { rule: { name: string }; from: string; to: string }[] };
      };
      resolve(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort());
    });
  });
}

describe('which room may import which', () => {
  let folder: string;
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'semina-rules-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is kept by the house', async () => {
    expect(await broken(checkout, 'apps', 'libs', 'infra', 'test')).toEqual([]);
  }, 60_000);

  it('keeps financing out of every engine, and everything out of what lies below', async () => {
    const house: { readonly [path: string]: string } = {
      'tsconfig.json': '{}',
      'libs/financing/index.ts': 'export const terms = 1;\n',
      'libs/decision/money.ts': "export * from '../financing/index.js';\n",
      'libs/accounting/chart.ts': "export * from '../financing/index.js';\n",
      'libs/event-store/index.ts': "export * from '../financing/index.js';\n",
      'libs/command-handling/index.ts': "export * from '../financing/index.js';\n",
      'libs/projection-engine/index.ts': "export * from '../financing/index.js';\n",
      'libs/read-models/index.ts': "export * from '../financing/index.js';\n",
    };
    for (const [path, text] of Object.entries(house)) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const found = await broken(folder, 'libs');
    const offenders = found
      .filter((line) => line.includes('imports-only'))
      .map((line) => line.split(': ')[1]);
    expect(offenders).toEqual([
      'libs/accounting/chart.ts → libs/financing/index.ts',
      'libs/command-handling/index.ts → libs/financing/index.ts',
      'libs/decision/money.ts → libs/financing/index.ts',
      'libs/event-store/index.ts → libs/financing/index.ts',
      'libs/projection-engine/index.ts → libs/financing/index.ts',
    ]);
  }, 60_000);
});
