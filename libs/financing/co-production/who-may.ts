import { rejected, type Rejection } from '#decision';
import type { Actor } from '../actor.js';
import { canGrow } from '../party/roles.js';
import type { CommandTo, CoProductionCommand } from './catalogue.js';
import type { CoProduction } from './state.js';
import type { Terms } from './terms.js';
import { viewOfBook } from './who-may-read.js';

type Rule<Command> = (actor: Actor, book: CoProduction, command: Command) => boolean;
type Rules = { readonly [Type in CoProductionCommand['type']]: Rule<CommandTo<Type>> };

/** The custodian's bank account holds the money, so its treasurer says what came and what went. */
const treasurerOfCustodian: Rule<unknown> = (actor, { terms }) => actor.holds(terms.custodianId, 'treasurer');

/** A manager decides only at a producer or consortium. */
const manages = (actor: Actor, partyId: string): boolean =>
  canGrow(actor.kindOf(partyId)) && actor.holds(partyId, 'manager');

const managesProducerOf = (actor: Actor, terms: Terms): boolean =>
  terms.producers.some(({ producerId }) => manages(actor, producerId));

/**
 * Whoever grows, or gathers those who grow, knows prices and harvests. A custodian may be a group or a bank, whose
 * managers do not.
 */
const managesGrowersOf = (actor: Actor, terms: Terms): boolean =>
  manages(actor, terms.custodianId) || managesProducerOf(actor, terms);

const managerOfGrowers: Rule<unknown> = (actor, { terms }) => managesGrowersOf(actor, terms);

const referentOfAnyGroup = (actor: Actor, book: CoProduction): boolean =>
  book.groups.keys().some((groupId) => actor.holds(groupId, 'referent'));

/**
 * A referent pledges for its party or for a member of it, a member for itself. Whose book it is not yet may pledge
 * while pledging is open; afterwards the book does not exist for them.
 */
const mayPledge: Rule<CommandTo<'MakePledge'>> = (actor, book, { by, through, byIsMember }) => {
  if (book.status !== 'open' && viewOfBook(book, actor) === undefined) return false;
  const asReferent = actor.holds(through, 'referent') && (by === through || byIsMember === true);
  return asReferent || (by === actor.personId && actor.holds(through, 'member'));
};

/** A pledge that is not in the book is refused by the decider, to those who could withdraw one that is. */
const mayWithdraw: Rule<CommandTo<'WithdrawPledge'>> = (actor, book, { pledgeId }) => {
  const pledge = book.pledges.get(pledgeId);
  if (pledge === undefined) return referentOfAnyGroup(actor, book) || book.parties.has(actor.personId);
  return actor.holds(pledge.through, 'referent') || pledge.by === actor.personId;
};

/** A producer that is not in the terms is refused by the decider, to those who could dispatch for one that is. */
const mayDispatch: Rule<CommandTo<'DispatchDelivery'>> = (actor, book, { producerId }) =>
  book.producers.has(producerId) ? manages(actor, producerId) : managesProducerOf(actor, book.terms);

/** A delivery that is not in the book is refused by the decider, to those who could receive one that is. */
const mayReceive: Rule<CommandTo<'AcceptDelivery' | 'RejectDelivery'>> = (actor, book, { deliveryId }) => {
  const delivery = book.deliveries.get(deliveryId);
  return delivery === undefined ? referentOfAnyGroup(actor, book) : actor.holds(delivery.groupId, 'referent');
};

/** Who may give which command. There is no other place that says so. */
export const coProductionRules: Rules = {
  ProposeCoProduction: (actor, _book, { terms }) => actor.operator || managesGrowersOf(actor, terms),
  RevisePrices: managerOfGrowers,
  ReviseForecast: managerOfGrowers,
  OpenPledging: treasurerOfCustodian,
  MakePledge: mayPledge,
  WithdrawPledge: mayWithdraw,
  ConfirmCoProduction: treasurerOfCustodian,
  AbandonCoProduction: treasurerOfCustodian,
  RecordReceipt: treasurerOfCustodian,
  DisburseTranche: treasurerOfCustodian,
  DispatchDelivery: mayDispatch,
  AcceptDelivery: mayReceive,
  RejectDelivery: mayReceive,
  RecordGroupPayment: treasurerOfCustodian,
  PayProducer: treasurerOfCustodian,
  CloseCoProduction: treasurerOfCustodian,
};

/**
 * Undefined where the actor may give the command; what the command then meets is the decider's. Otherwise `not_allowed`
 * to those who may read something of the book, `co_production_unknown` to all others, and where there is no book.
 * A proposal is judged by its terms alone, so its answer tells nothing about books that are there already.
 */
export function authoriseCoProduction(
  command: CoProductionCommand,
  book: CoProduction,
  actor: Actor,
): Rejection | undefined {
  const proposes = command.type === 'ProposeCoProduction';
  if (!proposes && book.status === 'absent') return rejected('co_production_unknown').rejection;
  const allows = coProductionRules[command.type] as Rule<CoProductionCommand>;
  if (allows(actor, book, command)) return undefined;
  const told = proposes || viewOfBook(book, actor) !== undefined;
  return rejected(told ? 'not_allowed' : 'co_production_unknown').rejection;
}
