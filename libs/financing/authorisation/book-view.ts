import type { CoProduction } from '../co-production/state.js';
import type { Role } from '../party/events.js';
import type { Actor } from './actor.js';

/** What an actor may read of a book. */
export interface BookView {
  /** Every line, the trail and the proofs. */
  readonly whole: boolean;
  /** Own parties, whose lines it may read: the person itself, and the parties of the book that it acts for. */
  readonly parties: ReadonlySet<string>;
  /** The sums over all parties. */
  readonly totals: boolean;
}

/** Whoever acts for a party reads its lines; a mere member reads only its own. */
const rolesThatReadLines: readonly Role[] = ['referent', 'treasurer', 'manager', 'auditor'];

/**
 * What the actor may read of this book. Undefined where it is not a book of theirs, which must be answered as if
 * there were none. An operator has no book by being one.
 */
export function viewOfBook(book: CoProduction, actor: Actor): BookView | undefined {
  if (book.status === 'absent') return undefined;
  const own = [...book.parties].filter((partyId) =>
    rolesThatReadLines.some((role) => actor.holds(partyId, role)),
  );
  const belongs =
    own.length > 0 ||
    book.parties.has(actor.personId) ||
    [...book.parties].some((party) => actor.holds(party, 'member'));
  if (!belongs) return undefined;
  return { whole: readsWholeBook(book, actor), parties: new Set([actor.personId, ...own]), totals: true };
}

function readsWholeBook({ terms }: CoProduction, actor: Actor): boolean {
  return (
    actor.holds(terms.custodianId, 'treasurer') ||
    terms.auditors.some((partyId) => actor.holds(partyId, 'auditor'))
  );
}

/** The statement of a party, and any other line that names it. */
export function mayReadLinesOf(view: BookView, partyId: string): boolean {
  return view.whole || view.parties.has(partyId);
}

/** The trail names every party, so it is for those who read the whole book. */
export function mayReadTrail(view: BookView): boolean {
  return view.whole;
}

/** To which groups a producer still owes goods: for that producer's manager, and for those who read the whole book. */
export function mayReadOwedTo(book: CoProduction, actor: Actor, producerId: string): boolean {
  if (book.status === 'absent') return false;
  return (
    readsWholeBook(book, actor) || (book.producers.has(producerId) && actor.holds(producerId, 'manager'))
  );
}

/**
 * The terms and forecasts without any total, for anyone who holds some role at some party: while pledging is open, those
 * whose book it is not yet must see what they may pledge to.
 */
export function mayReadOffer(book: CoProduction, holdsSomeRole: boolean): boolean {
  return book.status === 'open' && holdsSomeRole;
}
