import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuseAnotherIdentity, rememberImport, type FolderImport } from './folder-memory.js';

const first: FolderImport = {
  folder: '/home/ada/harvest',
  server: 'key of the server',
  identity: 'first',
  title: 'A small harvset',
  opensOn: '2019-03-01',
};
const corrected = { ...first, identity: 'second', title: 'A small harvest' };

describe('the memory of what a folder was imported as', () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'semina-import-'))));
  afterEach(() => rmSync(home, { recursive: true }));

  it('lets a folder be imported for the first time, and again as the same co-production', async () => {
    await refuseAnotherIdentity(home, first);
    await rememberImport(home, first);
    await expect(refuseAnotherIdentity(home, first)).resolves.toBeUndefined();
  });

  it('stops a folder whose title was corrected, and says as what it was imported and what to do', async () => {
    await rememberImport(home, first);
    const stopped = refuseAnotherIdentity(home, corrected);
    await expect(stopped).rejects.toThrow(
      'co-production.json identity_changed: This folder was imported before as "A small harvset", opening on 2019-03-01.',
    );
    await expect(stopped).rejects.toThrow('give --new to import it as another co-production');
  });

  it('knows a folder by both co-productions once it was imported as another', async () => {
    await rememberImport(home, first);
    await rememberImport(home, corrected);
    await expect(refuseAnotherIdentity(home, corrected)).resolves.toBeUndefined();
    await expect(refuseAnotherIdentity(home, first)).resolves.toBeUndefined();
  });

  it.each([
    ['another folder', { ...corrected, folder: '/home/ada/other' }],
    ['another server', { ...corrected, server: 'another key' }],
  ])('is of one folder and one server, so %s is free', async (_, other) => {
    await rememberImport(home, first);
    await expect(refuseAnotherIdentity(home, other)).resolves.toBeUndefined();
  });

  it('survives a run that was killed while it wrote', async () => {
    await rememberImport(home, first);
    appendFileSync(join(home, 'imports', 'folders.jsonl'), '\n{"folder":"/home/a');
    await rememberImport(home, corrected);
    await expect(refuseAnotherIdentity(home, corrected)).resolves.toBeUndefined();
    await expect(refuseAnotherIdentity(home, { ...first, identity: 'third' })).rejects.toThrow(
      'identity_changed',
    );
  });
});
