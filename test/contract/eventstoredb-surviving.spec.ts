import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkout } from '../checkout.js';

it('a process outlives its EventStoreDB, and what it was about to write is written when that comes back', async () => {
  const program = join(checkout, 'dist/test/contract/surviving-program.js');
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { stdout } = await promisify(execFile)(process.execPath, [program], { env });
  expect(stdout).toBe('30 written\n');
}, 60_000);
