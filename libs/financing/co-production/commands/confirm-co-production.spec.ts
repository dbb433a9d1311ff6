import { confirm, given, pledgeMade, pledgeWithdrawn, pledging } from '../specification/index.js';

describe('the confirmation of a co-production', () => {
  it('tells how much is pledged, as advances and donations together', () => {
    given(
      ...pledging,
      pledgeMade({ amount: 9_000 }),
      pledgeMade({ pledgeId: 'P2', amount: 1_000, instrument: 'donation' }),
    )
      .when(confirm)
      .then({ type: 'CoProductionConfirmed', data: { pledged: 10_000 } });
  });

  it('is refused below the minimum of the terms', () => {
    given(...pledging, pledgeMade({ amount: 9_999 }))
      .when(confirm)
      .thenRejected('minimum_not_reached', { minimum: 10_000, pledged: 9_999 });
  });

  it('does not count what was withdrawn', () => {
    given(...pledging, pledgeMade(), pledgeWithdrawn())
      .when(confirm)
      .thenRejected('minimum_not_reached', { minimum: 10_000, pledged: 0 });
  });
});
