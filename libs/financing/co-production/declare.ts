import { commandOf, type Context, eventOf, refusal, type Refusals, rejected } from '#decision';
import type { Parties } from '../actor.js';
import type { CoProduction, Status } from './state.js';

/** Declares an event of a co-production. */
export const coProductionEvent = eventOf<CoProduction>();

/** Declares a command to a co-production. */
export const coProductionCommand = commandOf<CoProduction, Status, Parties>();

/** Refusals that several commands share; those of one command are in its file. */
export const refusals = {
  product_unknown: refusal.rule('The terms have no such product.'),
  product_repeated: refusal.rule('A product is named twice.'),
  season_unknown: refusal.rule('The terms have no such season.'),
  producer_unknown: refusal.rule('The terms have no such producer.'),
  pledge_unknown: refusal.rule('The book has no such pledge.'),
  pledge_closed: refusal.state('The pledge was withdrawn or released.'),
  amount_not_positive: refusal.rule('The amount must be more than nothing.'),
  amount_too_large: refusal.rule('The amount, or a sum that it adds to, is more than the books can hold.'),
  bank_reference_known: refusal.state('This bank line is in the book already.'),
  funds_not_covered: refusal.state('The money that is free does not cover this.'),
  exceeds_due: refusal.rule('This is more than is due.'),
  delivery_unknown: refusal.rule('The book has no such delivery.'),
  delivery_closed: refusal.state('The delivery was accepted or rejected already.'),
  quantity_not_whole: refusal.rule('This product comes in whole pieces.'),
} satisfies Refusals;

/** What a day in a command can be refused with: see `refusedDate`. */
export const dayRefusals = {
  date_in_future: refusal.rule('The day is yet to come.'),
  date_before_pledging: refusal.rule('The day lies before pledging opened.'),
} satisfies Refusals;

/**
 * Refuses a day (`YYYY-MM-DD`) on which nothing can have happened to this co-production: after
 * today, or before its pledging opened. Days in this form compare as strings.
 */
export function refusedDate(day: string, { terms }: CoProduction, { today }: Context) {
  const { opensOn } = terms.pledging;
  if (day > today) return rejected('date_in_future', { today });
  if (day < opensOn) return rejected('date_before_pledging', { opensOn });
  return undefined;
}
