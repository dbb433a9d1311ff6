import fc from 'fast-check';
import type pg from 'pg';
import type { RecordedEvent } from '#event-store';
import { allProjections } from '#read-models';
import { BulkFill } from '../../libs/projection-engine/rebuild/bulk-fill.js';
import { completeTable } from '../../libs/projection-engine/rebuild/complete.js';
import { makeNotedTable } from '../../libs/projection-engine/rebuild/notes.js';
import { BulkWriter } from '../../libs/projection-engine/rebuild/bulk-writer.js';
import { beginNewVersion, fillNewVersion } from '../../libs/projection-engine/rebuild/new-version.js';
import { openBulkPool, openPool } from '../../libs/projection-engine/runner/pool.js';
import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { recorded } from './projections/book.js';
import { randomBook } from './projections/random-book.js';
import { asObjects, rowsIn } from './projections/rows.js';
import { runs } from '../runs.js';

let database: TestDatabase;
let pool: pg.Pool;
let bulkPool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url, 2, () => {});
  bulkPool = openBulkPool(database.url, 2);
});

afterAll(async () => {
  await pool.end();
  await bulkPool.end();
  await database.drop();
});

async function inBatches(
  events: readonly RecordedEvent[],
  sizes: readonly number[],
  fill: (part: readonly RecordedEvent[], from: bigint) => Promise<void>,
): Promise<void> {
  let from = 0;
  for (let batch = 0; from < events.length; batch += 1) {
    const size = sizes[Math.min(batch, sizes.length - 1)]!;
    const part = events.slice(from, from + size);
    await fill(part, events[from - 1]?.position ?? 0n);
    from += part.length;
  }
}

/** The rows after the events were applied in batches of these sizes, the last one over and over. */
async function rowsAfter(events: readonly RecordedEvent[], sizes: readonly number[]) {
  await beginNewVersion(pool, allProjections);
  await inBatches(events, sizes, (part, from) => fillNewVersion(pool, allProjections, part, from));
  return rowsIn(pool, 'rebuilding');
}

/** The rows that a rebuild makes of the events, read in batches of these sizes, the books shared out among as many as are named here. */
async function rowsRebuilt(
  events: readonly RecordedEvent[],
  sizes: readonly number[],
  shares: readonly ((stream: string) => boolean)[],
) {
  await beginNewVersion(bulkPool, allProjections, makeNotedTable);
  const setting = { lookUps: pool, projections: allProjections, carriedAtLeast: sizes[0]! };
  const bulks = shares.map(() => new BulkFill(setting));
  const writer = new BulkWriter(bulkPool, allProjections);
  await inBatches(events, sizes, async (part, from) => {
    const span = { from, to: part.at(-1)!.position };
    const taken = bulks.map((bulk, place) =>
      bulk.take(
        part.filter(({ stream }) => shares[place]!(stream)),
        span,
      ),
    );
    void writer.write(span, await Promise.all(taken));
  });
  const end = events.at(-1)!.position;
  await writer.write(
    { from: end, to: end },
    bulks.map((bulk) => bulk.end()),
  );
  for (const { tables } of allProjections) for (const table of tables) await completeTable(bulkPool, table);
  return rowsIn(pool, 'rebuilding');
}

/** The events of two books in turns, as a store has them. */
function interleaved(one: readonly RecordedEvent[], other: readonly RecordedEvent[]): RecordedEvent[] {
  const longest = Math.max(one.length, other.length);
  const turns = Array.from({ length: longest }, (_, place) => [one[place], other[place]]).flat();
  return turns
    .filter((event) => event !== undefined)
    .map((event, place) => ({ ...event, position: BigInt(place + 1) }));
}

describe('the rows of every read model', () => {
  it('are the same however the story is cut into batches, and whether batches change them or a rebuild sums them up', async () => {
    const stories = fc.tuple(randomBook('one'), randomBook('other'));
    const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(stories, cuts, async ([one, other], sizes) => {
        const events = interleaved(recorded(one.id, one.events), recorded(other.id, other.events));
        const atOnce = await rowsAfter(events, [events.length]);
        expect(await rowsAfter(events, sizes)).toEqual(atOnce);
        const isOne = (stream: string) => stream.endsWith(one.id);
        expect(await rowsRebuilt(events, sizes, [() => true])).toEqual(atOnce);
        expect(await rowsRebuilt(events, sizes, [isOne, (stream) => !isOne(stream)])).toEqual(atOnce);
      }),
      { numRuns: runs({ short: 5, long: 15 }) },
    );
  }, 120_000);

  it('agree with the state on which the rules decide', async () => {
    await fc.assert(
      fc.asyncProperty(randomBook('one'), async (book) => {
        const rows = await rowsAfter(recorded(book.id, book.events), [17]);
        const { state } = book;
        const { balances } = state;
        const account = (kind: string) =>
          asObjects<{ kind: string; balance: number }>(rows['balance_totals']).find(
            (row) => row.kind === kind,
          )?.balance ?? 0;
        expect(account('assets:bank')).toBe(balances.bank);
        expect(account('assets:groups')).toBe(balances.groups);
        expect(account('assets:producer-advances')).toBe(balances.producerAdvances);
        expect(account('liabilities:advances') + balances.advances).toBe(0);
        expect(account('liabilities:producers') + balances.producers).toBe(0);
        expect(account('commitments:pledged')).toBe(balances.commitments);
        const [totals] = asObjects<Record<string, number | string>>(rows['co_productions']);
        expect(totals).toMatchObject({
          status: state.status,
          delivered: state.delivered,
          advance_outstanding: balances.advances,
        });
        expect(Number(totals!['pledged_advance']) + Number(totals!['pledged_donation'])).toBe(state.pledged);
        const pledges = asObjects<{
          pledge_id: string;
          received: number;
          settled: number;
          status: string;
        }>(rows['pledges']);
        expect(pledges).toHaveLength(state.pledges.size);
        for (const { pledge_id, received, settled, status } of pledges) {
          expect(state.pledges.get(pledge_id)).toMatchObject({ received, settled, status });
        }
        for (const row of asObjects<{ producer_id: string; due: number }>(rows['producers'])) {
          expect(state.producers.get(row.producer_id)?.due).toBe(row.due);
        }
        const statements = asObjects<{
          party_id: string;
          due_from_group: number;
          advance_outstanding: number;
        }>(rows['statements']);
        for (const [groupId, { due, advances }] of state.groups) {
          expect(statements.find(({ party_id }) => party_id === groupId)).toMatchObject({
            due_from_group: due,
            advance_outstanding: advances,
          });
        }
      }),
      { numRuns: runs({ short: 8, long: 25 }) },
    );
  }, 120_000);
});
