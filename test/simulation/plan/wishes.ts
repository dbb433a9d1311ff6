import {
  type CoProductionCommand,
  holdsRole,
  initialCoProduction,
  initialParty,
  type Role,
} from '#financing';
import { commandOf } from '../../property/co-production/commands.js';
import { type Cast, idMadeBy, type Person } from '../network/cast.js';
import type { AskedOfCoProduction, Command } from '../network/command.js';
import type { World } from '../network/world.js';
import type { RoughCommand } from './rough.js';

/** What a plan knows when a command is made up. */
export interface Situation {
  readonly cast: Cast;
  readonly world: World;
  /** The bank references that a book has used, in order. */
  readonly booked: readonly string[];
  /** The day by the clock of the door. */
  readonly today: string;
}

/** What somebody asks of a book, as it would stand if everything had happened in the order of the plan. */
export function wishOfBook(
  key: string,
  id: string,
  rough: RoughCommand,
  { cast, world, booked, today }: Situation,
): Command {
  const book = world.books.get(id, initialCoProduction);
  const stage = book.status === 'proposed' || book.status === 'open' ? book.status : 'confirmed';
  const groups = cast.groups.map((group) => group.id);
  const people = cast.people.map((person) => person.id);
  const asked = commandOf(rough.move[stage], book, booked, { groups, people });
  const command = dated(asTheDoorTakesIt(key, asked), rough.dated, today);
  const right = rightPerson(command, id, cast, world);
  const actor = rough.wrongPerson ? cast.everybody[rough.dice % cast.everybody.length]! : right;
  return { key, actor, asked: { of: 'co-production', id, command } };
}

/** The door makes the id of what is new out of the key, and takes no line of nothing, nor no line: this is about what the rules refuse. */
function asTheDoorTakesIt(key: string, command: CoProductionCommand): AskedOfCoProduction {
  if (command.type === 'MakePledge') return { ...command, pledgeId: idMadeBy(key, 'pledge') };
  if (command.type === 'DispatchDelivery') {
    const lines = command.lines.map((line) =>
      Number(line.quantity) > 0 ? line : { ...line, quantity: '1' },
    );
    return { ...command, lines, deliveryId: idMadeBy(key, 'delivery') };
  }
  if (command.type === 'AcceptDelivery' && command.lines?.length === 0) {
    const { type, deliveryId, acceptedOn } = command;
    return { type, deliveryId, acceptedOn };
  }
  return command;
}

const dateFields = ['pledgedOn', 'withdrawnOn', 'receivedOn', 'paidOn', 'dispatchedOn', 'acceptedOn'];

function dated(
  command: AskedOfCoProduction,
  when: RoughCommand['dated'],
  today: string,
): AskedOfCoProduction {
  if (when === 'as usual') return command;
  const day = when === 'today' ? today : dayAfter(today);
  const changes = dateFields.filter((field) => field in command).map((field) => [field, day]);
  return { ...command, ...Object.fromEntries(changes) } as AskedOfCoProduction;
}

const dayAfter = (day: string): string => {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
};

function rightPerson(command: AskedOfCoProduction, bookId: string, cast: Cast, world: World): Person {
  const book = world.books.get(bookId, initialCoProduction);
  const holder = (partyId: string | undefined, role: Role): Person => holderOf(partyId, role, cast, world);
  switch (command.type) {
    case 'MakePledge':
      return cast.people.find(({ id }) => id === command.by) ?? holder(command.through, 'referent');
    case 'WithdrawPledge':
      return holder(book.pledges.get(command.pledgeId)?.through, 'referent');
    case 'DispatchDelivery':
      return holder(command.producerId, 'manager');
    case 'AcceptDelivery':
    case 'RejectDelivery':
      return holder(book.deliveries.get(command.deliveryId)?.groupId, 'referent');
    case 'ProposeCoProduction':
    case 'RevisePrices':
    case 'ReviseForecast':
      return holder(cast.consortium.id, 'manager');
    case 'OpenPledging':
    case 'ConfirmCoProduction':
    case 'AbandonCoProduction':
    case 'CloseCoProduction':
    case 'RecordReceipt':
    case 'DisburseTranche':
    case 'RecordGroupPayment':
    case 'PayProducer':
      return holder(cast.consortium.id, 'treasurer');
  }
}

/** Whoever holds the role; whoever held it first, where nobody does. */
export function holderOf(partyId: string | undefined, role: Role, cast: Cast, world: World): Person {
  const party = world.parties.get(partyId ?? '', initialParty);
  const first = cast.posts.find((post) => post.party.id === partyId && post.role === role)?.person;
  const holds = ({ id }: Person): boolean => holdsRole(party, id, role);
  if (first !== undefined && holds(first)) return first;
  return cast.everybody.find(holds) ?? first ?? cast.posts.find((post) => post.role === role)!.person;
}
