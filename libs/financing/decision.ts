/** What a decider answers: what happens, or why nothing does. Exceptions are for defects and a broken outside. */
export type Decision<Event> = { readonly events: readonly Event[] } | { readonly rejection: Rejection };

/** A refusal by a rule. The code is one of the domain's tables; details are numbers, codes and ids, never free text. */
export interface Rejection {
  readonly code: RejectionCode;
  readonly details: { readonly [name: string]: string | number | readonly string[] };
}

export const accepted = <Event>(...events: readonly Event[]): Decision<Event> => ({ events });

export const rejected = (
  code: RejectionCode,
  details: Rejection['details'] = {},
): { rejection: Rejection } => ({
  rejection: { code, details },
});

/**
 * Every code a decider can answer with. `kind` tells the door what it means:
 * unknown (404), forbidden (403), state (409: another time it may pass), rule (422).
 */
export const rejectionCodes = {
  party_unknown: 'unknown',
  co_production_unknown: 'unknown',
  not_allowed: 'forbidden',
  wrong_status: 'state',
  terms_invalid: 'rule',
  product_unknown: 'rule',
  prices_unchanged: 'rule',
  instrument_not_accepted: 'rule',
  amount_not_positive: 'rule',
  amount_too_large: 'rule',
  below_minimum_pledge: 'rule',
  above_cap: 'rule',
  product_repeated: 'rule',
  pledge_known: 'state',
  pledge_unknown: 'rule',
  pledge_closed: 'state',
  pledge_paid: 'state',
  minimum_not_reached: 'state',
  money_received: 'state',
  too_many_pledges: 'rule',
  receipt_exceeds_pledge: 'rule',
  bank_reference_known: 'state',
  tranche_unknown: 'rule',
  producer_unknown: 'rule',
  funds_not_covered: 'state',
  split_mismatch: 'rule',
  season_unknown: 'rule',
  group_unknown: 'rule',
  price_not_current: 'state',
  quantity_not_whole: 'rule',
  nothing_dispatched: 'rule',
  delivery_known: 'state',
  delivery_unknown: 'rule',
  delivery_closed: 'state',
  quantity_exceeds_dispatched: 'rule',
  nothing_accepted: 'rule',
  too_many_settlements: 'rule',
  exceeds_due: 'rule',
  balances_outstanding: 'state',
  date_in_future: 'rule',
  date_before_pledging: 'rule',
  date_before_dispatch: 'rule',
  person_unknown: 'rule',
  role_held: 'state',
  role_not_held: 'state',
  network_unknown: 'rule',
  network_cycle: 'rule',
  affiliated: 'state',
  not_affiliated: 'state',
} as const;

export type RejectionCode = keyof typeof rejectionCodes;
