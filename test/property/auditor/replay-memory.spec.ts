import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Replay } from '#apps/auditor/books/replay.js';
import { canonicalBytes } from '#event-store';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const BOOKS = 500;
/** Far more than what is kept of a book that has only begun. */
const METADATA_BYTES = 30_000;

/** The first event of a book, in a leaf that is mostly metadata. */
function beginning(position: number): Uint8Array {
  const id = `0a000000-0000-4000-8000-${String(position).padStart(12, '0')}`;
  return canonicalBytes({
    id,
    stream: `coproduction-${id}`,
    revision: 0,
    position: BigInt(position),
    type: 'PledgingOpened',
    schemaVersion: 1,
    recordedAt: '2019-03-01T08:00:00.000Z',
    data: {},
    metadata: { actor: id, cause: id, commandId: id, inputHash: 'a'.repeat(METADATA_BYTES) },
  });
}

function heapBytes(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

describe('a replay', () => {
  it('keeps of a book that is open what the rules need, and none of its leaves', () => {
    const replay = new Replay({ finding: () => {}, book: () => {} }, undefined);
    const before = heapBytes();
    for (let position = 1; position <= BOOKS; position += 1) replay.take(beginning(position));
    const perBook = (heapBytes() - before) / BOOKS;
    expect(perBook).toBeLessThan(METADATA_BYTES / 2);
    expect(replay.storePosition).toBe(BigInt(BOOKS));
  });
});
