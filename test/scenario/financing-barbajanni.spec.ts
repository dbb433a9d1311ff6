import {
  coProductionChart,
  type CoProductionEvent,
  coProductionStream,
  initialCoProduction,
  postingsOf,
} from '#financing';
import { barbajanni, expected } from './projections/barbajanni.js';
import { idOf } from './projections/book.js';

/** The events that the rules decide on when the real folder is asked of them, row by row. */
const { events } = barbajanni();
const state = events.reduce(coProductionStream.evolve, initialCoProduction);

/** Balances by account, debit-positive, the advances of a group summed; without commitments and what is even. */
function trialBalance(): Record<string, number> {
  const balances = new Map<string, number>();
  for (const { account, amount } of events.flatMap(postingsOf)) {
    const { kind, party } = coProductionChart.read(account);
    if (kind.startsWith('commitments:')) continue;
    const name = party === undefined ? kind : `${kind}:${party}`;
    balances.set(name, (balances.get(name) ?? 0) + amount);
  }
  return Object.fromEntries([...balances].filter(([, balance]) => balance !== 0));
}

/** As the folder has it, with the ids that the references came to. */
const expectedBalance = Object.fromEntries(
  Object.entries<number>(expected.trial_balance).map(([account, balance]) => {
    const [nature, noun, ref] = account.split(':');
    return [ref === undefined ? account : `${nature}:${noun}:${idOf(ref)}`, balance];
  }),
);

const sum = (amounts: Iterable<number>): number => [...amounts].reduce((total, amount) => total + amount, 0);
const dataOf = <Type extends CoProductionEvent['type']>(type: Type) =>
  events
    .filter((event): event is Extract<CoProductionEvent, { type: Type }> => event.type === type)
    .map((event) => event.data as Extract<CoProductionEvent, { type: Type }>['data']);

describe('the co-production of Barbajanni, decided row by row', () => {
  it('comes to the trial balance of its books, to the cent', () => {
    expect(trialBalance()).toEqual(expectedBalance);
  });

  it('is remembered by the rules with the same totals', () => {
    const { totals } = expected;
    expect(state.status).toBe('confirmed');
    expect(state.pledged).toBe(totals.pledged);
    expect(state.delivered).toBe(totals.delivered);
    expect(state.balances.advances).toBe(totals.advance_outstanding);
    expect(state.balances.bank).toBe(totals.received - totals.disbursed);
    expect(sum(state.pledges.values().map(({ received }) => received))).toBe(totals.received);
    expect(sum(state.pledges.values().map(({ settled }) => settled))).toBe(totals.settled);
    expect(dataOf('DeliveryAccepted')).toHaveLength(totals.deliveries_accepted);
    expect(dataOf('DeliveryRejected')).toHaveLength(totals.deliveries_rejected);
  });

  it.each(Object.entries<Record<string, number>>(expected.producers))(
    'has paid and been delivered by producer %s what its books say',
    (ref, books) => {
      const producerId = idOf(ref);
      const tranches = dataOf('TrancheDisbursed').filter((tranche) => tranche.producerId === producerId);
      const accepted = dataOf('DeliveryAccepted').filter((delivery) => delivery.producerId === producerId);
      expect({
        disbursed_gift: sum(tranches.map(({ fromDonations }) => fromDonations)),
        disbursed_advance: sum(tranches.map(({ fromAdvances }) => fromAdvances)),
        delivered: sum(accepted.map(({ value }) => value)),
        settled: sum(accepted.flatMap(({ settlements }) => settlements.map(({ amount }) => amount))),
        advance_outstanding: state.producers.get(producerId)?.advances,
        due_to_producer: state.producers.get(producerId)?.due,
      }).toEqual(books);
    },
  );

  it.each(Object.entries<Record<string, number>>(expected.groups))(
    'has received from group %s, and given back to it, what its books say',
    (ref, books) => {
      const groupId = idOf(ref);
      const own = state.pledges
        .values()
        .filter(({ through, status }) => through === groupId && status === 'open');
      const promised = (instrument: string) =>
        sum(own.filter((pledge) => pledge.instrument === instrument).map(({ amount }) => amount));
      const accepted = dataOf('DeliveryAccepted').filter((delivery) => delivery.groupId === groupId);
      const found: Record<string, number | undefined> = {
        pledged_advance: promised('advance'),
        pledged_donation: promised('donation'),
        received: sum(own.map(({ received }) => received)),
        delivered: sum(accepted.map(({ value }) => value)),
        settled: sum(own.map(({ settled }) => settled)),
        advance_outstanding: state.groups.get(groupId)?.advances,
      };
      for (const [name, amount] of Object.entries(books)) expect(found).toHaveProperty(name, amount);
    },
  );
});
