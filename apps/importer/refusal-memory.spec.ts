import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderTexts, withRow } from './folder/folder.fixture.js';
import { folderDigest, openRefusalMemory } from './refusal-memory.js';
import type { Refusal } from './refusal.js';

const refusal: Refusal = {
  file: 'tranches.csv',
  line: 2,
  ref: 'T1',
  code: 'funds_not_covered',
  words: 'There is not as much money.',
};
const digest = folderDigest(folderTexts());

describe('the memory of refusals', () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'semina-import-'))));
  afterEach(() => rmSync(home, { recursive: true }));

  it('tells the next run of the same folder what was refused', async () => {
    (await openRefusalMemory(home, 'book', digest, false)).keep('key', refusal);
    const memory = await openRefusalMemory(home, 'book', digest, false);
    expect([memory.recall('key'), memory.recall('other')]).toEqual([refusal, undefined]);
  });

  it('forgets when a row has been added or changed', async () => {
    (await openRefusalMemory(home, 'book', digest, false)).keep('key', refusal);
    const other = folderDigest(withRow('receipts.csv', 'R3,P1,1.00,2019-05-08,B4').texts);
    expect((await openRefusalMemory(home, 'book', other, false)).recall('key')).toBeUndefined();
    expect((await openRefusalMemory(home, 'book', digest, false)).recall('key')).toBeUndefined();
  });

  it('forgets when it is told to ask again', async () => {
    (await openRefusalMemory(home, 'book', digest, false)).keep('key', refusal);
    expect((await openRefusalMemory(home, 'book', digest, true)).recall('key')).toBeUndefined();
  });

  it('is of one book', async () => {
    (await openRefusalMemory(home, 'book', digest, false)).keep('key', refusal);
    expect((await openRefusalMemory(home, 'another', digest, false)).recall('key')).toBeUndefined();
  });

  it('survives a run that was killed while it wrote', async () => {
    (await openRefusalMemory(home, 'book', digest, false)).keep('key', refusal);
    const [file] = readdirSync(join(home, 'imports'));
    appendFileSync(join(home, 'imports', file ?? ''), '{"key":"half","refu');
    (await openRefusalMemory(home, 'book', digest, false)).keep('next', refusal);
    const memory = await openRefusalMemory(home, 'book', digest, false);
    expect([memory.recall('key'), memory.recall('half'), memory.recall('next')]).toEqual([
      refusal,
      undefined,
      refusal,
    ]);
  });
});
