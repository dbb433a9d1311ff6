import type { RejectionCode } from '#financing';

/** What each of the rules' codes means to the person who keeps the files. */
const ofTheRules: { readonly [code in RejectionCode]: string } = {
  party_unknown: 'There is no such party.',
  co_production_unknown: 'There is no such co-production, or it is not this person’s to see.',
  not_allowed: 'The person does not hold the role that this takes.',
  wrong_status: 'The co-production is not at the stage where this can happen.',
  terms_invalid: 'The terms do not hold together.',
  product_unknown: 'The terms have no such product.',
  prices_unchanged: 'The prices are the ones that are agreed already.',
  instrument_not_accepted: 'The terms do not take pledges of this kind.',
  amount_not_positive: 'The amount must be more than zero.',
  amount_too_large: 'The amount is larger than the books can hold.',
  below_minimum_pledge: 'The pledge is smaller than the terms allow.',
  above_cap: 'With this pledge, more would be promised than the terms allow.',
  product_repeated: 'The same product comes twice.',
  pledge_known: 'The pledge is already there.',
  pledge_unknown: 'There is no such pledge.',
  pledge_closed: 'The pledge has been withdrawn or released.',
  pledge_paid: 'Money has already come in for the pledge.',
  minimum_not_reached: 'Less has been pledged than the co-production needs.',
  money_received: 'Money has already come in.',
  too_many_pledges: 'There are more open pledges than can be released.',
  receipt_exceeds_pledge: 'More came in than is still open of the pledge.',
  bank_reference_known: 'This bank line is already booked.',
  tranche_unknown: 'The terms have no such tranche.',
  producer_unknown: 'This is no producer of the co-production.',
  funds_not_covered: 'There is not as much money to pay from.',
  split_mismatch: 'The two parts do not add up to the amount.',
  season_unknown: 'The terms have no such season.',
  group_unknown: 'The group has no pledge in this co-production.',
  price_not_current: 'The price is not the one that is agreed now.',
  quantity_not_whole: 'The product is not sold by weight, so its quantity must be whole.',
  nothing_dispatched: 'Nothing is sent.',
  delivery_known: 'The delivery is already there.',
  delivery_unknown: 'There is no such delivery.',
  delivery_closed: 'The delivery has already been accepted or rejected.',
  quantity_exceeds_dispatched: 'More would be taken than was sent.',
  nothing_accepted: 'Nothing is taken: such a delivery is rejected.',
  too_many_settlements: 'The delivery pays back too many pledges at once: deliver in parts.',
  exceeds_due: 'The amount is more than is due.',
  balances_outstanding: 'Accounts of the book are not yet zero.',
  date_in_future: 'The date is after today.',
  date_before_pledging: 'The date is before pledging opened.',
  date_before_dispatch: 'The goods would arrive before they were sent.',
  person_unknown: 'Who would get the role is registered, and not as a person.',
  role_held: 'The person already holds the role.',
  role_not_held: 'The person does not hold the role.',
  network_unknown: 'There is no such network.',
  network_cycle: 'The network belongs to what would belong to it.',
  affiliated: 'The party already belongs to the network.',
  not_affiliated: 'The party does not belong to the network.',
};

/** Of the door of the server. */
const ofTheDoor: { readonly [code: string]: string } = {
  idempotency_key_reused: 'An earlier run brought this row with another content; what was booked then stays.',
  invalid_input: 'The server does not take a value of this row.',
};

/** In words, or undefined where only the server knows. */
export function meaningOf(code: string): string | undefined {
  return (ofTheRules as { readonly [code: string]: string })[code] ?? ofTheDoor[code];
}
