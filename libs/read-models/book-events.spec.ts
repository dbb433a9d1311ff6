import { coProductionStream } from '#financing';
import { eventsOf } from '#projection-engine';
import { meaningOf, meanings } from './book-events.js';
import { bookEvents, pledgeMade, proposed, recordOf } from './example-events.fixture.js';

describe('the events of books in a batch', () => {
  it('are those of co-productions, in order; those of parties are left out', () => {
    const party = { ...recordOf(proposed, 0), stream: 'party-anna', type: 'PartyRegistered' };
    const events = eventsOf(coProductionStream, [
      recordOf(proposed, 1, 'one'),
      party,
      recordOf(proposed, 2, 'other'),
    ]);
    expect(events.map(({ id }) => id)).toEqual(['one', 'other']);
  });

  it('are refused where one is of a type or a version that nobody knows', () => {
    const forgotten = { ...recordOf(proposed, 0), type: 'PledgeForgotten' };
    const newer = { ...recordOf(proposed, 0), schemaVersion: 99 };
    expect(() => eventsOf(coProductionStream, [forgotten])).toThrow('PledgeForgotten is not known');
    expect(() => eventsOf(coProductionStream, [newer])).toThrow('version 99');
  });

  it('mean what a table says of their type, and nothing where it says nothing', () => {
    const events = bookEvents(proposed, pledgeMade(), pledgeMade({ pledgeId: 'Q', amount: 7 }));
    const table = { PledgeMade: ({ amount }: { amount: number }) => [{ amount }, { amount: -amount }] };
    expect(meanings(events, table).map(({ amount }) => amount)).toEqual([10_000, -10_000, 7, -7]);
    expect(meaningOf(events[0]!, table)).toBeUndefined();
  });
});
