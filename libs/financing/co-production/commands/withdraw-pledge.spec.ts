import {
  advanceReceived,
  beforePledging,
  confirmed,
  financed,
  given,
  pledgeMade,
  pledgeWithdrawn,
  pledging,
  refusedInOrder,
  today,
  tomorrow,
  withdrawPledge,
} from '../specification/index.js';

describe('a pledge that is taken back', () => {
  it('is withdrawn with all that it promised', () => {
    given(...pledging, pledgeMade())
      .when(withdrawPledge())
      .then(pledgeWithdrawn());
  });

  it('may be withdrawn after the co-production is confirmed, as long as nothing of it is paid', () => {
    given(...financed)
      .when(withdrawPledge())
      .then(pledgeWithdrawn());
  });

  it('is refused when the book does not know it', () => {
    given(...pledging)
      .when(withdrawPledge())
      .thenRejected('pledge_unknown', { pledgeId: 'P1' });
  });

  it('is refused the second time', () => {
    given(...pledging, pledgeMade(), pledgeWithdrawn())
      .when(withdrawPledge())
      .thenRejected('pledge_closed', { status: 'withdrawn' });
  });

  it('is refused when any of its money has arrived', () => {
    given(...pledging, pledgeMade(), advanceReceived({ amount: 1 }))
      .when(withdrawPledge())
      .thenRejected('pledge_paid', { received: 1 });
  });

  it('is refused for a day that has not come', () => {
    given(...pledging, pledgeMade())
      .when(withdrawPledge({ withdrawnOn: tomorrow }))
      .thenRejected('date_in_future', { today });
  });

  it('is refused for a day before pledging opened', () => {
    given(...pledging, pledgeMade())
      .when(withdrawPledge({ withdrawnOn: beforePledging }))
      .thenRejected('date_before_pledging', { opensOn: '2019-03-01' });
  });

  refusedInOrder(
    [
      ...pledging,
      pledgeMade(),
      pledgeWithdrawn(),
      pledgeMade({ pledgeId: 'paid' }),
      advanceReceived({ pledgeId: 'paid' }),
      pledgeMade({ pledgeId: 'open' }),
      confirmed,
    ],
    withdrawPledge({ pledgeId: 'nobody', withdrawnOn: tomorrow }),
    [
      ['pledge_unknown', { pledgeId: 'P1' }],
      ['pledge_closed', { pledgeId: 'paid' }],
      ['pledge_paid', { pledgeId: 'open' }],
      ['date_in_future', { withdrawnOn: today }],
    ],
  );
});
