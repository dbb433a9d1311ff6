import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { BackupFile } from './backup-file.js';
import { Draft } from './draft.js';
import { FORMAT } from './manifest.js';
import { runs } from '../../../test/runs.js';

const described = { format: FORMAT, migrations: ['one-0000000000001'], events: null, log: null } as const;

/** What is said of a file that nobody should restore; undefined where it is taken for whole. */
const refusalOf = async (path: string): Promise<string | undefined> => {
  try {
    await (await BackupFile.open(path)).close();
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('the file of a backup', () => {
  let folder: string;
  let path: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'semina-backup-file-'));
    path = join(folder, 'whole.tar');
    const draft = await Draft.begin(path, '2026-11-21T18:02:11Z');
    await draft.add('tables/a', [Buffer.from('first '), Buffer.from('part')], () => ({
      name: 'a',
      columns: ['b'],
      rows: 2,
    }));
    await draft.add('home/log-key', [Buffer.alloc(512, 'k')]);
    await draft.finish(described);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('gives back what was put in, and is for its owner’s eyes alone', async () => {
    const backup = await BackupFile.open(path);
    expect(await backup.text('tables/a')).toBe('first part');
    expect(await backup.text('home/log-key')).toBe('k'.repeat(512));
    expect(await backup.text('home/token-key.jwk')).toBeUndefined();
    expect(backup.manifest).toMatchObject({
      ...described,
      madeAt: '2026-11-21T18:02:11Z',
      parts: [{ name: 'tables/a', bytes: 10, table: { rows: 2 } }, { name: 'home/log-key' }],
    });
    await backup.close();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is an ordinary archive, whose manifest any program can check', () => {
    const listed = spawnSync('tar', ['-tf', path], { encoding: 'utf8' });
    expect(listed.stdout.trim().split('\n')).toEqual([
      'tables/a',
      'home/log-key',
      'manifest.json',
      'manifest.sha256',
    ]);
    spawnSync('tar', ['-xf', path, '-C', folder]);
    expect(spawnSync('sha256sum', ['--check', 'manifest.sha256'], { cwd: folder }).status).toBe(0);
  });

  it('is refused wherever one byte of it was changed', async () => {
    const bytes = await readFile(path);
    const changed = join(folder, 'changed.tar');
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const other = Buffer.from(bytes);
        other[at] = other[at]! ^ by;
        await writeFile(changed, other);
        expect(await refusalOf(changed)).toMatch(/^(not_a_backup|backup_incomplete|backup_altered)$/);
      }),
      { numRuns: runs({ short: 100, long: 300 }) },
    );
  });

  it('is refused wherever it was cut off, and where something was added to it', async () => {
    const bytes = await readFile(path);
    const cut = join(folder, 'cut.tar');
    const lengths = [
      0,
      1,
      511,
      512,
      1_024,
      ...Array.from({ length: bytes.length / 256 }, (_, at) => at * 256 + 3),
    ];
    for (const length of lengths.filter((one) => one < bytes.length)) {
      await writeFile(cut, bytes.subarray(0, length));
      expect([length, await refusalOf(cut)]).toEqual([
        length,
        length < 512 ? 'not_a_backup' : 'backup_incomplete',
      ]);
    }
    await writeFile(cut, Buffer.concat([bytes, Buffer.alloc(512)]));
    expect(await refusalOf(cut)).toBe('backup_incomplete');
  });

  it('is refused when it is missing, something else, or of a later format', async () => {
    expect(await refusalOf(join(folder, 'nowhere.tar'))).toBe('file_missing');
    const letter = join(folder, 'letter.txt');
    await writeFile(letter, 'Dear treasurer, '.repeat(200));
    expect(await refusalOf(letter)).toBe('not_a_backup');
    const later = join(folder, 'later.tar');
    const draft = await Draft.begin(later, '2030-01-01T00:00:00Z');
    await draft.finish({ ...described, format: 2 as typeof FORMAT });
    expect(await refusalOf(later)).toBe('backup_too_new');
  });

  it('is never written over another, and has its name only when it is whole', async () => {
    await expect(Draft.begin(path, '2026-11-22T00:00:00Z')).rejects.toMatchObject({ code: 'file_exists' });
    const other = join(folder, 'other.tar');
    await writeFile(`${other}.partial`, 'left by one that was killed');
    const draft = await Draft.begin(other, '2026-11-22T00:00:00Z');
    await draft.add('tables/a', [Buffer.from('some')]);
    expect(await readdir(folder)).not.toContain('other.tar');
    await draft.discard();
    expect((await readdir(folder)).filter((name) => name.startsWith('other'))).toEqual([]);
  });
});
