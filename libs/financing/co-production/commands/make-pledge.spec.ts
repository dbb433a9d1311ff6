import {
  beforePledging,
  given,
  makePledge,
  pledgeMade,
  pledgeWithdrawn,
  pledging,
  pledgingOpened,
  proposed,
  refusedInOrder,
  today,
  tomorrow,
} from '../specification/index.js';
import { AMOUNT_MAX } from '#decision';

const withoutCap = { minimum: 10_000, goal: 50_000 };
const withoutMinimum = { opensOn: '2019-03-01', closesOn: '2019-05-03' };

describe('a pledge', () => {
  it('is made by a group, through itself', () => {
    given(...pledging)
      .when(makePledge())
      .then(pledgeMade());
  });

  it('is made by a person through a group, as a donation', () => {
    const byAnna = { by: 'anna', instrument: 'donation' } as const;
    given(...pledging)
      .when(makePledge(byAnna))
      .then(pledgeMade(byAnna));
  });

  it('is written down without what was only looked up to decide about it', () => {
    given(...pledging)
      .when(makePledge({ by: 'anna', byIsMember: true }))
      .then(pledgeMade({ by: 'anna' }));
  });

  it('is refused when the co-production does not accept its instrument', () => {
    given(proposed({ accepts: ['advance'] }), pledgingOpened)
      .when(makePledge({ instrument: 'donation' }))
      .thenRejected('instrument_not_accepted', { accepts: ['advance'] });
  });

  it.each([0, -1])('is refused when it promises %d', (amount) => {
    given(...pledging)
      .when(makePledge({ amount }))
      .thenRejected('amount_not_positive', { amount });
  });

  it('is refused below the smallest pledge of the terms', () => {
    given(...pledging)
      .when(makePledge({ amount: 999 }))
      .thenRejected('below_minimum_pledge', { minimum: 1_000 });
  });

  it('may be as small as the smallest pledge of the terms', () => {
    given(...pledging)
      .when(makePledge({ amount: 1_000 }))
      .thenAccepted();
  });

  it('may be of one cent where the terms have no smallest pledge', () => {
    given(proposed({ pledging: withoutMinimum }), pledgingOpened)
      .when(makePledge({ amount: 1 }))
      .thenAccepted();
  });

  it('is refused when it goes above the cap, together with all other pledges', () => {
    given(...pledging, pledgeMade({ amount: 60_000 }))
      .when(makePledge({ pledgeId: 'P2', amount: 40_001 }))
      .thenRejected('above_cap', { room: 40_000 });
  });

  it('may reach the cap', () => {
    given(...pledging, pledgeMade({ amount: 60_000 }))
      .when(makePledge({ pledgeId: 'P2', amount: 40_000 }))
      .thenAccepted();
  });

  it('finds the room that a withdrawn pledge left', () => {
    given(...pledging, pledgeMade({ amount: 100_000 }), pledgeWithdrawn({ amount: 100_000 }))
      .when(makePledge({ pledgeId: 'P2', amount: 100_000 }))
      .thenAccepted();
  });

  it('is refused when all pledges together exceed the largest amount there is, also without a cap', () => {
    const uncapped = [proposed({ target: withoutCap }), pledgingOpened, pledgeMade({ amount: 1_000 })];
    given(...uncapped)
      .when(makePledge({ pledgeId: 'P2', amount: AMOUNT_MAX - 999 }))
      .thenRejected('above_cap', { room: AMOUNT_MAX - 1_000 });
    given(...uncapped)
      .when(makePledge({ pledgeId: 'P2', amount: AMOUNT_MAX - 1_000 }))
      .thenAccepted();
  });

  it('is refused under an id that another pledge of the book has', () => {
    given(...pledging, pledgeMade())
      .when(makePledge())
      .thenRejected('pledge_known', { pledgeId: 'P1' });
  });

  it('may have been made on any day from the opening of pledging until today, also after its closing day', () => {
    for (const pledgedOn of ['2019-03-01', '2019-05-04', today]) {
      given(...pledging)
        .when(makePledge({ pledgedOn }))
        .then(pledgeMade({ pledgedOn }));
    }
  });

  it('is refused for a day that has not come', () => {
    given(...pledging)
      .when(makePledge({ pledgedOn: tomorrow }))
      .thenRejected('date_in_future', { today });
  });

  it('is refused for a day before pledging opened', () => {
    given(...pledging)
      .when(makePledge({ pledgedOn: beforePledging }))
      .thenRejected('date_before_pledging', { opensOn: '2019-03-01' });
  });

  refusedInOrder(
    [proposed({ accepts: ['advance'] }), pledgingOpened, pledgeMade({ amount: 99_500 })],
    makePledge({ instrument: 'donation', amount: 0, pledgedOn: tomorrow }),
    [
      ['instrument_not_accepted', { instrument: 'advance' }],
      ['amount_not_positive', { amount: 999 }],
      ['below_minimum_pledge', { amount: 1_000 }],
      ['above_cap'],
    ],
  );
  refusedInOrder(
    [...pledging, pledgeMade({ amount: 99_000 })],
    makePledge({ amount: 1_001, pledgedOn: tomorrow }),
    [
      ['above_cap', { amount: 1_000 }],
      ['pledge_known', { pledgeId: 'P2' }],
      ['date_in_future', { pledgedOn: today }],
    ],
  );
});
