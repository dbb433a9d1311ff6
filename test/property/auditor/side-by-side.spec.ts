import fc from 'fast-check';
import { Replay } from '#apps/auditor/books/replay.js';
import type { Told } from '#apps/auditor/books/side-by-side/messages.js';
import { routed } from '#apps/auditor/books/side-by-side/routing.js';
import { inOrder, Share } from '#apps/auditor/books/side-by-side/share.js';
import { writtenBook } from '#apps/auditor/books/trial-balance.js';
import { leafOf, logOfBooks } from '../../benchmark/log-of-books/log-of-books.js';
import { runs } from '../../runs.js';

const style = { json: true, allAccounts: true };
const log = [...logOfBooks(600, 4)].map((event, at) => leafOf(event, at + 1));

type Words = readonly (string | object)[];

function byOne(leaves: readonly Uint8Array[], only: string | undefined): Words {
  const words: (string | object)[] = [];
  const replay = new Replay(
    { finding: (finding) => words.push(finding), book: (book) => words.push(writtenBook(book, style)) },
    only,
  );
  for (const leaf of leaves) replay.take(leaf);
  replay.finish();
  return words;
}

function bySeveral(
  leaves: readonly Uint8Array[],
  only: string | undefined,
  threads: number,
  batch: number,
): Words {
  const shares = Array.from({ length: threads }, () => new Share({ style, only }));
  const told: Told[] = [];
  for (let from = 0; from < leaves.length; from += batch) {
    const batches = routed(leaves.slice(from, from + batch), from + 1, threads);
    told.push(...inOrder(shares.map((share, at) => share.answer(batches[at]!))));
  }
  told.push(...inOrder(shares.map((share) => share.answer('finish'))));
  return told.map((one) => ('finding' in one ? one.finding : one.book));
}

/** What can befall a log: leaves that are lost, repeated, exchanged, or of other bytes. */
const damage = fc.record({
  what: fc.constantFrom('lose', 'repeat', 'swap', 'digit', 'byte', 'replace'),
  at: fc.nat({ max: log.length - 2 }),
  other: fc.nat({ max: log.length - 2 }),
  byte: fc.nat({ max: 255 }),
});
type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

function damaged(leaves: readonly Uint8Array[], { what, at, other, byte }: Damage): Uint8Array[] {
  const place = at % leaves.length;
  const leaf = leaves[place]!;
  const text = Buffer.from(leaf).toString('latin1');
  if (what === 'lose') return leaves.toSpliced(place, 1);
  if (what === 'repeat') return leaves.toSpliced(other % leaves.length, 0, leaf);
  if (what === 'swap') return leaves.with(place, leaves[other % leaves.length]!);
  if (what === 'replace') return leaves.with(place, Buffer.from(text.replaceAll('a0000000', 'a0000001')));
  if (what === 'byte') return leaves.with(place, Uint8Array.from(leaf).fill(byte, byte, byte + 1));
  const changed = text.replace(
    /(amount|value|fromAdvances)":(\d)/,
    (_all, name) => `${name}":${(byte % 9) + 1}`,
  );
  return leaves.with(place, Buffer.from(changed, 'latin1'));
}

describe('several threads, each with some of the books,', () => {
  it('tell word for word what one tells that replays all of them, whatever befell the log', () => {
    expect(byOne(log, undefined).every((word) => typeof word === 'string')).toBe(true);
    fc.assert(
      fc.property(
        fc.array(damage, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 1, max: 400 }),
        (damages, threads, batch) => {
          const leaves = damages.reduce<readonly Uint8Array[]>(damaged, log);
          expect(bySeveral(leaves, undefined, threads, batch)).toEqual(byOne(leaves, undefined));
        },
      ),
      { numRuns: runs({ short: 5, long: 15 }) },
    );
  });

  it('tell of one book alone where one is asked for', () => {
    const only = '00000002-0000-4000-8000-000000000000';
    const leaves = damaged(log, { what: 'lose', at: 200, other: 0, byte: 0 });
    expect(bySeveral(leaves, only, 3, 200)).toEqual(byOne(leaves, only));
    expect(byOne(leaves, only)).not.toEqual([]);
  });
});
