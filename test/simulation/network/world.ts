import { Map } from 'immutable';
import type { JsonObject } from '#event-store';
import type { Decision } from '#decision';
import {
  type Actor,
  type CoProduction,
  type CoProductionCommand,
  type CoProductionEvent,
  coProductionStream,
  holdsRole,
  initialCoProduction,
  initialParty,
  type Party,
  type PartyCommand,
  type PartyEvent,
  type PartyKind,
  partyStream,
} from '#financing';
import type { AskedOfCoProduction, AskedOfParty, Command } from './command.js';

/** Everything that the rules know, at one moment. Worlds share structure, so that each moment may be kept. */
export interface World {
  readonly parties: Map<string, Party>;
  readonly books: Map<string, CoProduction>;
}

export const emptyWorld: World = { parties: Map(), books: Map() };

export interface Happened {
  readonly stream: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
}

/** The world after one more event, as it stands in the store. */
export function evolveWorld(world: World, { stream, type, schemaVersion, data }: Happened): World {
  const party = idIn(stream, partyStream.prefix);
  if (party !== undefined) return withParty(world, party, partyStream.upcast(type, schemaVersion, data));
  const book = idIn(stream, coProductionStream.prefix);
  if (book !== undefined) return withBook(world, book, coProductionStream.upcast(type, schemaVersion, data));
  throw new Error(`no stream of this network: ${stream}`);
}

const idIn = (stream: string, prefix: string): string | undefined =>
  stream.startsWith(prefix) ? stream.slice(prefix.length) : undefined;

const withParty = (world: World, id: string, event: PartyEvent): World => ({
  ...world,
  parties: world.parties.update(id, initialParty, (party) => partyStream.evolve(party, event)),
});

const withBook = (world: World, id: string, event: CoProductionEvent): World => ({
  ...world,
  books: world.books.update(id, initialCoProduction, (book) => coProductionStream.evolve(book, event)),
});

export const streamOf = ({ asked }: Command): string =>
  asked.of === 'party' ? partyStream.of(asked.id) : coProductionStream.of(asked.id);

/** What a decision knows besides the command. */
export interface Moment {
  /** The stream that is asked, as it was. */
  readonly own: World;
  /** Roles and other parties, as they were: the door may have looked a little earlier. */
  readonly others: World;
  /** `YYYY-MM-DD` by the door's clock. */
  readonly today: string;
}

/** Whether this person may, then what the rules say: as the door asks, on states that are given. */
export function judge(
  command: Command,
  { own, others, today }: Moment,
): Decision<CoProductionEvent | PartyEvent> {
  const { asked } = command;
  const actor = actorIn(others, command);
  if (asked.of === 'party') {
    const party = own.parties.get(asked.id, initialParty);
    const full = withFactsOfOthers(asked.command, others);
    const refused = partyStream.authorise(full, party, actor, asked.id);
    const context = { id: asked.id, today };
    return refused ? { rejection: refused } : partyStream.decide(full, party, context);
  }
  const book = own.books.get(asked.id, initialCoProduction);
  const full = withFactsOfParties(asked.command, others);
  const refused = coProductionStream.authorise(full, book, actor, asked.id);
  const context = { id: asked.id, today };
  return refused ? { rejection: refused } : coProductionStream.decide(full, book, context);
}

/** The world after what was decided, if anything. */
export function afterDecision(
  world: World,
  { asked }: Command,
  decision: Decision<CoProductionEvent | PartyEvent>,
): World {
  if ('rejection' in decision) return world;
  const evolve = (before: World, event: CoProductionEvent | PartyEvent): World =>
    asked.of === 'party'
      ? withParty(before, asked.id, event as PartyEvent)
      : withBook(before, asked.id, event as CoProductionEvent);
  return decision.events.reduce(evolve, world);
}

const kindIn = ({ parties }: World, id: string): PartyKind | undefined => parties.get(id)?.kind;

const actorIn = (world: World, { actor }: Command): Actor => ({
  personId: actor.id,
  operator: actor.operator,
  holds: (partyId, role) => holdsRole(world.parties.get(partyId, initialParty), actor.id, role),
  kindOf: (partyId) => kindIn(world, partyId),
});

function withFactsOfParties(asked: AskedOfCoProduction, world: World): CoProductionCommand {
  if (asked.type === 'MakePledge') {
    const through = world.parties.get(asked.through, initialParty);
    const byIsMember = kindIn(world, asked.by) === 'person' && holdsRole(through, asked.by, 'member');
    return { ...asked, byIsMember };
  }
  if (asked.type !== 'ProposeCoProduction') return asked;
  const { custodianId, producers, auditors } = asked.terms;
  const named = [custodianId, ...producers.map(({ producerId }) => producerId), ...auditors];
  const kinds = Object.fromEntries(
    named.flatMap((id) => {
      const kind = kindIn(world, id);
      return kind === undefined ? [] : [[id, kind]];
    }),
  );
  return { ...asked, kinds };
}

function withFactsOfOthers(asked: AskedOfParty, world: World): PartyCommand {
  if (asked.type === 'GrantRole') {
    const registeredAs = kindIn(world, asked.personId);
    return { ...asked, ...(registeredAs === undefined ? {} : { registeredAs }) };
  }
  if (asked.type !== 'RegisterParty' && asked.type !== 'Affiliate') return asked as PartyCommand;
  const network = asked.networkId === undefined ? undefined : kindIn(world, asked.networkId);
  const fact = network === undefined ? {} : { network };
  if (asked.type === 'RegisterParty') return { ...asked, ...fact };
  return { ...asked, ...fact, above: selfAndAbove(world, asked.networkId) };
}

function selfAndAbove({ parties }: World, id: string): string[] {
  const seen = new Set([id]);
  for (const each of seen) {
    for (const above of parties.get(each)?.networks ?? []) seen.add(above);
  }
  return [...seen];
}
