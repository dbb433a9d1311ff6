import { type CoProductionEvent, coProductionStream, postingsOf } from '#financing';
import { type Rows, type RowValues, Writing } from '#projection-engine';
import { allProjections, readBy, type ReadModel } from '#read-models';
import * as examples from '../../libs/financing/co-production/specification/examples.js';
import { bookEvents } from '../../libs/read-models/example-events.fixture.js';

/** One event of each type. */
const events = Object.values(examples)
  .flatMap((example): unknown[] => [typeof example === 'function' ? example() : example].flat())
  // Beside what happened stands what was asked, which has no data.
  .filter((example): example is CoProductionEvent => 'data' in (example as object))
  .concat(
    examples.pricesRevised({ products: [{ code: 'TAR10', unitPrice: '16.00' }] }),
    examples.pledgesReleased({ pledges: [{ pledgeId: 'P1', amount: 1 }] }),
  );
const byType = new Map(events.map((event) => [event.type, event]));

/** Everything that is looked up is there. */
const writing = (): Writing =>
  new Writing(async (_table, keys) =>
    keys.map((key): RowValues => ({ ...key, pledgedBy: 'anna', through: 'gas', instrument: 'advance' })),
  );

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === 0 || value === '{}';

/** Whether a row says anything besides which row it is. */
const says = ({ table, rows }: Rows): boolean =>
  rows.some((row) => table.columns.some(({ property, role }) => role !== 'key' && !isNothing(row[property])));

const names = (readers: readonly string[]): readonly string[] => readers;

async function writes(model: ReadModel, event: CoProductionEvent): Promise<boolean> {
  const into = writing();
  await model.apply(bookEvents(event), into);
  return into.said.some((rows) => rows.deed !== 'change' || says(rows));
}

describe('a read model', () => {
  it('is tried with an event of every type', () => {
    expect([...byType.keys()].sort()).toEqual(Object.keys(coProductionStream.events).sort());
  });

  it.each(allProjections.map((model) => [model.name, model] as const))(
    'of %s reads what it says it reads, and nothing else',
    async (_name, model) => {
      for (const [type, event] of byType) {
        const read =
          model.name === 'balances' ? postingsOf(event).length > 0 : names(readBy[type]).includes(model.name);
        // The currency of a book is written down with its terms.
        const begins = model.name === 'balances' && type === 'CoProductionProposed';
        expect([type, await writes(model, event)]).toEqual([type, read || begins]);
      }
    },
  );
});
