import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from '../checkout.js';

const programs = [
  'api/main.js',
  'api/token.js',
  'worker/main.js',
  'worker/log.js fsck',
  'worker/projections.js status',
  'backup/backup.js',
  'backup/restore.js',
  'demo/main.js',
  'importer/main.js',
  'auditor/main.js books',
  'witness/main.js',
];

let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'semina-misused-'));
});

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

/** What the built program answers, which must have no server to start for that. */
function answer(program: string, ...words: string[]): Promise<{ status: number; out: string; err: string }> {
  const [file = '', ...command] = program.split(' ');
  const env = { PATH: process.env['PATH'], SEMINA_HOME: home };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(checkout, 'dist/apps', file), ...command, ...words],
      { env, cwd: home },
      (_error, out, err) => resolve({ status: child.exitCode ?? Number.NaN, out, err }),
    );
  });
}

describe.each(programs)('%s', (program) => {
  it('ends with 2 where it is not understood, as 1 would mean that it has found something', async () => {
    const { status, out, err } = await answer(program, '--no-such-option');
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/^error: (unknown|required) option/);
  });

  it('ends with 0 where it is asked what it does', async () => {
    const { status, out, err } = await answer(program, '--help');
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('Usage:');
  });
});
