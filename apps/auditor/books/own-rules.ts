import { majorUnits, type StreamEvent } from '#decision';
import type { FindingCode } from '../meanings.js';
import type { Accounts } from './accounts.js';

/** A rule that an event breaks. */
export interface Broken {
  readonly code: FindingCode;
  /** What is wrong, in a clause that follows the event's place. */
  readonly message: string;
}

export const broken = (code: FindingCode, message: string): Broken => ({ code, message });

/** Minor units as people write them, e.g. `-1204.50 EUR`; bare where the currency is not known yet. */
export function money(amount: number, currency: string): string {
  if (currency === '') return String(amount);
  return `${majorUnits(amount, currency)} ${currency}`;
}

/** The book as it was before an event. */
export interface Before<State = unknown> {
  readonly state: State;
  readonly accounts: Accounts;
}

/**
 * What this program checks of a kind of book by itself, from the accounts and the story alone:
 * it shares nothing with the rules that decide, which are asked as well.
 */
export interface OwnRules<State = unknown, Event extends StreamEvent = StreamEvent> {
  /** Every rule that the event breaks. */
  broken(event: Event, before: Before<State>): Broken[];
  /** Refusals of the deciding rules that say what these findings say too. */
  readonly saidBefore: { readonly [refusal: string]: readonly FindingCode[] };
  /** What is found where an event differs from what the rules make of it, where that has a name of its own. */
  readonly differsAs: { readonly [eventType: string]: FindingCode };
  /** What is found where this account stands on the wrong side. */
  wrongSide(account: string): FindingCode;
  /** What is told of producers, in the order of the terms; none where the kind has none. */
  producersOf(before: Before<State>): readonly ProducerTold[];
}

export interface ProducerTold {
  readonly producerId: string;
  /** Minor units: to deliver for advances, and due to it in money. */
  readonly outstanding: number;
  readonly due: number;
}
