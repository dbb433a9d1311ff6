import { coProductionChart } from './accounts.js';
import { postingsOf } from './postings.js';
import fc from 'fast-check';
import type { CoProductionEvent } from '#financing';

const AMOUNT_MAX = 10 ** 13;
const id = fc.uuid();
const amount = fc.integer({ min: 0, max: AMOUNT_MAX });
const day = fc.constant('2020-01-31');
const bankReference = fc.constant('B-1');

const pledge = fc.record({
  type: fc.constant('PledgeMade' as const),
  data: fc.record({
    pledgeId: id,
    by: id,
    through: id,
    instrument: fc.constantFrom('advance' as const, 'donation' as const),
    amount,
    reference: fc.constant('P001'),
    pledgedOn: day,
  }),
});
const withdrawal = fc.record({
  type: fc.constant('PledgeWithdrawn' as const),
  data: fc.record({ pledgeId: id, amount, withdrawnOn: day }),
});
const release = fc.record({
  type: fc.constant('PledgesReleased' as const),
  data: fc.record({ pledges: fc.array(fc.record({ pledgeId: id, amount })) }),
});
const receipt = fc.record({
  type: fc.constantFrom('AdvanceReceived' as const, 'DonationReceived' as const),
  data: fc.record({ pledgeId: id, groupId: id, amount, receivedOn: day, bankReference }),
});
const tranche = fc.record({ producerId: id, fromDonations: amount, fromAdvances: amount }).map((drawn) => ({
  type: 'TrancheDisbursed' as const,
  data: {
    ...drawn,
    tranche: 1,
    amount: drawn.fromDonations + drawn.fromAdvances,
    paidOn: '2020-01-31',
    bankReference: 'B-1',
  },
}));
/** Of any value and any advances: what is settled is at most the value, what is repaid at most what is settled. */
const delivery = fc
  .record({
    producerId: id,
    groupId: id,
    outstanding: fc.array(fc.record({ pledgeId: id, amount }), { maxLength: 20 }),
    dueFromGroup: amount,
    repaidPart: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ producerId, groupId, outstanding, dueFromGroup, repaidPart }) => {
    const settled = outstanding.reduce((sum, settlement) => sum + settlement.amount, 0);
    const advanceRepaid = Math.floor(settled * repaidPart);
    const value = settled + dueFromGroup;
    return {
      type: 'DeliveryAccepted' as const,
      data: {
        deliveryId: 'D',
        producerId,
        groupId,
        season: '2019/20',
        lines: [],
        value,
        settlements: outstanding,
        advanceRepaid,
        dueToProducer: value - advanceRepaid,
        dueFromGroup,
        acceptedOn: '2020-01-31',
      },
    };
  });
const groupPayment = fc.record({
  type: fc.constant('GroupPaymentReceived' as const),
  data: fc.record({ groupId: id, amount, receivedOn: day, bankReference }),
});
const producerPayment = fc.record({
  type: fc.constant('ProducerPaid' as const),
  data: fc.record({ producerId: id, amount, paidOn: day, bankReference }),
});
const event: fc.Arbitrary<CoProductionEvent> = fc.oneof(
  pledge,
  withdrawal,
  release,
  receipt,
  tranche,
  delivery,
  groupPayment,
  producerPayment,
);

describe('whatever happens', () => {
  it('the postings of an event sum to zero, and so does every book', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const sums = events.map((one) => postingsOf(one).reduce((sum, posting) => sum + posting.amount, 0));
        expect(sums.every((sum) => sum === 0)).toBe(true);
      }),
    );
  });

  it('no line of a book is of nothing, and every line is on an account of the chart', () => {
    fc.assert(
      fc.property(event, (one) => {
        for (const posting of postingsOf(one)) {
          expect(posting.amount).not.toBe(0);
          expect(Number.isSafeInteger(posting.amount)).toBe(true);
          expect(() => coProductionChart.read(posting.account)).not.toThrow();
        }
      }),
    );
  });

  it('promises and money never mix: commitments balance by themselves', () => {
    fc.assert(
      fc.property(event, (one) => {
        const promises = postingsOf(one).filter(({ account }) => account.startsWith('commitments:'));
        expect(promises.reduce((sum, posting) => sum + posting.amount, 0)).toBe(0);
      }),
    );
  });

  it('an event whose amounts do not add up is never booked', () => {
    fc.assert(
      fc.property(tranche, fc.integer({ min: 1, max: 1_000 }), ({ type, data }, missing) => {
        expect(() => postingsOf({ type, data: { ...data, amount: data.amount + missing } })).toThrow();
      }),
    );
  });
});
