import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newLogKeys } from '#notary';
import { openLogKeys, logKeyPath } from './log-keys.js';

describe('the keys of a log', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'semina-log-key-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('are made at the first start, under a name of their own, and stay the same for whoever starts', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => openLogKeys({ home })));
    expect(new Set(all.map(({ verifierKeys }) => verifierKeys.join())).size).toBe(1);
    expect(all[0]!.origin).toMatch(/^localhost\/semina-[0-9a-f]{8}$/);
    expect((await openLogKeys({ home })).verifierKeys).toEqual(all[0]!.verifierKeys);
    expect((await stat(logKeyPath(home))).mode & 0o777).toBe(0o600);
  });

  it('bear the name that the log is given, and refuse another one later', async () => {
    expect((await openLogKeys({ home, origin: 'example.org/log' })).origin).toBe('example.org/log');
    await expect(openLogKeys({ home, origin: 'example.org/other' })).rejects.toThrow(
      'The log is to be called example.org/other, and its key is that of example.org/log.',
    );
  });

  it('come from the environment or a file, where these are named', async () => {
    const keyFile = join(home, 'elsewhere');
    await writeFile(keyFile, newLogKeys('from.a/file'));
    expect((await openLogKeys({ home, keyFile })).origin).toBe('from.a/file');
    expect((await openLogKeys({ home, keyFile, keys: newLogKeys('the.environment') })).origin).toBe(
      'the.environment',
    );
    await expect(openLogKeys({ home, keyFile: join(home, 'nowhere') })).rejects.toThrow(
      'There is no key file',
    );
    await expect(stat(logKeyPath(home))).rejects.toThrow('ENOENT');
  });

  it('are not overwritten where the file is damaged', async () => {
    await writeFile(logKeyPath(home), 'PRIVATE+KEY+example.org+00000000+AAAA\n');
    await expect(openLogKeys({ home })).rejects.toThrow();
    expect((await stat(logKeyPath(home))).size).toBe(38);
  });
});
