import {
  abandon,
  abandoned,
  advanceReceived,
  donationReceived,
  given,
  pledgeMade,
  pledgesReleased,
  pledgeWithdrawn,
  pledging,
  pledgingOpened,
  proposed,
} from '../specification/index.js';
import type { CoProductionEvent } from '../catalogue.js';
import type { ReleasedPledge } from '../events/pledges-released.js';

const many = (count: number): ReleasedPledge[] =>
  Array.from({ length: count }, (_, place) => ({ pledgeId: `P${place}`, amount: 1_000 + place }));

/** The same pledges, made in an open co-production without a cap. */
const made = (pledges: readonly ReleasedPledge[]): CoProductionEvent[] => [
  proposed({ target: { minimum: 10_000, goal: 50_000 } }),
  pledgingOpened,
  ...pledges.map((pledge) => pledgeMade(pledge)),
];

describe('a co-production that is given up', () => {
  it('is abandoned before anybody pledged', () => {
    given(proposed()).when(abandon).then(abandoned);
  });

  it('releases everybody who pledged, in the order in which they did', () => {
    given(...pledging, pledgeMade(), pledgeMade({ pledgeId: 'P0', amount: 2_000 }))
      .when(abandon)
      .then(
        pledgesReleased({
          pledges: [
            { pledgeId: 'P1', amount: 15_000 },
            { pledgeId: 'P0', amount: 2_000 },
          ],
        }),
        abandoned,
      );
  });

  it('releases nobody who had withdrawn', () => {
    given(...pledging, pledgeMade(), pledgeWithdrawn())
      .when(abandon)
      .then(abandoned);
  });

  it('releases at most 500 pledges in one event', () => {
    const pledges = many(1_001);
    given(...made(pledges))
      .when(abandon)
      .then(
        pledgesReleased({ pledges: pledges.slice(0, 500) }),
        pledgesReleased({ pledges: pledges.slice(500, 1_000) }),
        pledgesReleased({ pledges: pledges.slice(1_000) }),
        abandoned,
      );
  });

  it('is refused while there is money: whoever paid must be paid back first', () => {
    given(...pledging, pledgeMade(), advanceReceived({ amount: 1 }))
      .when(abandon)
      .thenRejected('money_received', { bank: 1 });
    given(...pledging, pledgeMade({ pledgeId: 'P2', instrument: 'donation' }), donationReceived())
      .when(abandon)
      .thenRejected('money_received', { bank: 5_000 });
  });

  it('is refused with more than 10,000 open pledges, and told about money before that', () => {
    const pledges = many(10_001);
    const tooMany = given(...made(pledges));
    tooMany.when(abandon).thenRejected('too_many_pledges', { open: 10_001, limit: 10_000 });
    given(...made(pledges), advanceReceived({ pledgeId: 'P0', amount: 1 }))
      .when(abandon)
      .thenRejected('money_received', { bank: 1 });
    given(...made(pledges), pledgeWithdrawn({ pledgeId: 'P7', amount: 1_007 }))
      .when(abandon)
      .thenAccepted();
  });
});
