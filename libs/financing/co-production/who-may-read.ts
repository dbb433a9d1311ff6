import type { View } from '#decision';
import type { Actor } from '../actor.js';
import type { Role } from '../party/roles.js';
import type { CoProduction } from './state.js';

/** Whoever acts for a party reads its lines; a mere member reads only its own. */
const rolesThatReadLines: readonly Role[] = ['referent', 'treasurer', 'manager', 'auditor'];

/**
 * What the actor may read of this book. Undefined where it is not a book of theirs, which must be answered as if
 * there were none. An operator has no book by being one.
 */
export function viewOfBook(book: CoProduction, actor: Actor): View | undefined {
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
export function mayReadLinesOf(view: View, partyId: string): boolean {
  return view.whole || view.parties.has(partyId);
}

/** The trail names every party, so it is for those who read the whole book. */
export function mayReadTrail(view: View): boolean {
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

/** All of the log, of every book, is for auditors of those parties that whoever runs the server has named for it. */
export function mayReadLog(readers: readonly string[], actor: Actor): boolean {
  return readers.some((partyId) => actor.holds(partyId, 'auditor'));
}
