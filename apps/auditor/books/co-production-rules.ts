import { bankReferenceOf } from '#decision';
import type { CoProduction, CoProductionEvent, DataOf, Receipt, ReleasedPledge } from '#financing';
import type { Accounts } from './accounts.js';
import { type Before, broken, type Broken, money, type OwnRules } from './own-rules.js';

type BeforeIt = Before<CoProduction>;
type Rules = {
  readonly [Type in CoProductionEvent['type']]: (data: DataOf<Type>, before: BeforeIt) => Broken[];
};

const nothing = (): Broken[] => [];

/** Rules 2, 3 and 6 of the domain, each worked out from what the book was before, a row an event. */
const rules: Rules = {
  CoProductionProposed: nothing,
  PricesRevised: nothing,
  PledgingOpened: nothing,
  PledgeMade: nothing,
  PledgeWithdrawn: (data, { state }) => brokenEnd(data, state),
  CoProductionConfirmed: nothing,
  PledgesReleased: brokenRelease,
  CoProductionAbandoned: nothing,
  AdvanceReceived: brokenReceipt,
  DonationReceived: brokenReceipt,
  TrancheDisbursed: brokenTranche,
  ForecastRevised: nothing,
  DeliveryDispatched: nothing,
  DeliveryAccepted: nothing,
  DeliveryRejected: nothing,
  GroupPaymentReceived: nothing,
  ProducerPaid: brokenPayment,
  CoProductionClosed: nothing,
};

/** What a partner checks of a co-production's book by itself. */
export const coProductionRules: OwnRules<CoProduction, CoProductionEvent> = {
  broken(event, before) {
    const rule = rules[event.type] as (data: CoProductionEvent['data'], before: BeforeIt) => Broken[];
    return [...rule(event.data, before), ...brokenBankReference(event, before)];
  },
  saidBefore: {
    receipt_exceeds_pledge: ['received_beyond_promise'],
    bank_reference_known: ['bank_reference_reused'],
    pledge_unknown: ['reversal_wrong'],
    pledge_closed: ['reversal_wrong'],
    funds_not_covered: ['tranche_not_covered', 'payment_not_covered'],
  },
  differsAs: { DeliveryAccepted: 'settlement_wrong' },
  wrongSide(account) {
    if (account.startsWith('liabilities:advances:')) return 'advance_below_zero';
    if (account.startsWith('assets:producer-advances:')) return 'advance_below_zero';
    return account.startsWith('commitments:pledged:') ? 'received_beyond_promise' : 'account_below_zero';
  },
  producersOf: ({ state, accounts }) =>
    state.terms.producers.map(({ producerId }) => ({
      producerId,
      outstanding: accounts.balance(`assets:producer-advances:${producerId}`),
      due: 0 - accounts.balance(`liabilities:producers:${producerId}`),
    })),
};

/** Donations received and not yet granted. */
const unspentDonations = (accounts: Accounts): number =>
  0 - accounts.sum('income:donations') - accounts.sum('expenses:grants');

/** What of the bank is neither its donors' nor due to producers. */
const freeCash = (accounts: Accounts): number =>
  accounts.sum('assets:bank') - unspentDonations(accounts) + accounts.sum('liabilities:producers');

/** Rule 2. */
function brokenReceipt({ pledgeId, amount }: Receipt, { state }: BeforeIt): Broken[] {
  const pledge = state.pledges.get(pledgeId);
  const received = (pledge?.received ?? 0) + amount;
  if (pledge === undefined || received <= pledge.amount) return [];
  const { currency } = state.terms;
  return [
    broken(
      'received_beyond_promise',
      `the pledge ${pledge.id} promised ${money(pledge.amount, currency)}, and ${money(received, currency)} were received`,
    ),
  ];
}

/** Rule 3. */
function brokenTranche(
  { amount, fromDonations, fromAdvances }: DataOf<'TrancheDisbursed'>,
  { state, accounts }: BeforeIt,
): Broken[] {
  const donations = unspentDonations(accounts);
  const free = freeCash(accounts);
  const covered =
    amount <= donations + free && fromDonations <= donations && fromAdvances <= Math.max(free, 0);
  if (covered) return [];
  const { currency } = state.terms;
  return [
    broken(
      'tranche_not_covered',
      `${money(fromDonations, currency)} of donations and ${money(fromAdvances, currency)} of advances were paid out, ` +
        `with ${money(donations, currency)} of donations and ${money(free, currency)} of other money there`,
    ),
  ];
}

/** Rule 3 as far as it protects donations: they are not spent on goods. */
function brokenPayment({ amount }: DataOf<'ProducerPaid'>, { state, accounts }: BeforeIt): Broken[] {
  const available = accounts.sum('assets:bank') - unspentDonations(accounts);
  if (amount <= available) return [];
  const { currency } = state.terms;
  return [
    broken(
      'payment_not_covered',
      `${money(amount, currency)} were paid, and beside the donations there were ${money(available, currency)}`,
    ),
  ];
}

/** Rule 5. */
function brokenBankReference({ data }: CoProductionEvent, { state }: BeforeIt): Broken[] {
  const reference = bankReferenceOf(data);
  if (reference === undefined || !state.bankReferences.has(reference)) return [];
  return [broken('bank_reference_reused', `the bank reference ${reference} was used before`)];
}

/** Rule 6: what is undone is named, was there, and is undone as far as it was there. */
function brokenRelease({ pledges }: DataOf<'PledgesReleased'>, { state }: BeforeIt): Broken[] {
  const repeated = new Set<string>();
  const wrong = pledges.flatMap((released) => {
    const again = repeated.has(released.pledgeId);
    repeated.add(released.pledgeId);
    return again
      ? [broken('reversal_wrong', `the pledge ${released.pledgeId} is released twice`)]
      : brokenEnd(released, state);
  });
  // Releases come of abandoning, and are not decided by themselves.
  if (state.status === 'open') return wrong;
  return [...wrong, broken('refused_by_the_rules', `pledges are released while the book is ${state.status}`)];
}

function brokenEnd({ pledgeId, amount }: ReleasedPledge, state: CoProduction): Broken[] {
  const pledge = state.pledges.get(pledgeId);
  const { currency } = state.terms;
  if (pledge === undefined) return [broken('reversal_wrong', `there is no pledge ${pledgeId} to undo`)];
  if (pledge.status !== 'open')
    return [broken('reversal_wrong', `the pledge ${pledgeId} is undone a second time`)];
  const open = pledge.amount - pledge.received;
  if (amount === open) return [];
  return [
    broken(
      'reversal_wrong',
      `of the pledge ${pledgeId} ${money(amount, currency)} were undone where ${money(open, currency)} were open`,
    ),
  ];
}
