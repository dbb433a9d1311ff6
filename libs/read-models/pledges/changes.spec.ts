import {
  bookEvents,
  deliveryAccepted,
  pledgeMade,
  pledgesReleased,
  pledgeWithdrawn,
  received,
} from '../example-events.fixture.js';
import { newPledges, pledgeChanges } from './changes.js';

describe('what a batch does to a pledge', () => {
  it('is to make it, at the place of its event', () => {
    expect(newPledges(bookEvents(pledgeMade({ by: 'anna' })))).toEqual([
      {
        coProductionId: 'book',
        pledgeId: 'P',
        position: 1n,
        pledgedBy: 'anna',
        through: 'bergamo',
        instrument: 'advance',
        amount: 10_000,
        reference: 'P001',
        pledgedOn: '2019-04-01',
      },
    ]);
  });

  it('is to add up what arrived and what came back in goods', () => {
    const events = bookEvents(received('AdvanceReceived'), deliveryAccepted(), deliveryAccepted());
    expect(pledgeChanges(events)).toEqual([
      { coProductionId: 'book', pledgeId: 'P', received: 10_000, settled: 16_000, status: null },
      { coProductionId: 'book', pledgeId: 'Q', received: 0, settled: 4_000, status: null },
    ]);
  });

  it('is to end it, withdrawn or released', () => {
    const status = (...events: Parameters<typeof bookEvents>) =>
      pledgeChanges(bookEvents(...events)).map((change) => change.status);
    expect(status(pledgeWithdrawn)).toEqual(['withdrawn']);
    expect(status(pledgesReleased)).toEqual(['released', 'released']);
  });
});
