import { type Directory, type KeptContact, type SignIn } from '#directory';
import { type EventStore, type JsonObject, type RecordedEvent } from '#event-store';
import { type ReadModels } from '#read-models';
import { type HeldRole } from '../security/party-index.js';
import { type RoleRegistry } from '../security/role-registry.js';

type PledgeAnswer = Awaited<ReturnType<ReadModels['pledges']['list']>>['items'][number];
type StatementAnswer = NonNullable<Awaited<ReturnType<ReadModels['statements']['of']>>>;

/** What one book says of a party. */
export interface BookExport {
  readonly coProductionId: string;
  readonly title: string;
  readonly pledges: readonly PledgeAnswer[];
  /** Null where it has none in the book. */
  readonly statement: StatementAnswer | null;
}

/** An event that names the party in what it says (`data` is given then), or as the one who caused it. */
export interface EventExport {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly data?: JsonObject;
}

/** Everything that is held about a party. */
export interface PartyExport {
  readonly partyId: string;
  readonly kind: string;
  readonly exportedAt: string;
  /** Null once erased. */
  readonly contact: KeptContact | null;
  readonly signIns: readonly SignIn[];
  readonly roles: readonly HeldRole[];
  readonly books: readonly BookExport[];
  readonly events: readonly EventExport[];
}

export interface Sources {
  readonly directory: Directory;
  readonly roles: RoleRegistry;
  readonly models: ReadModels;
  readonly store: EventStore;
}

const PAGE_ITEMS = 200;
const READ_EVENTS = 1_000;

/**
 * Gathers it all. Reads the whole store once, since an event may name a party anywhere: about a second for every
 * hundred thousand events.
 */
export async function collectExport(partyId: string, kind: string, sources: Sources): Promise<PartyExport> {
  const { directory, roles, models, store } = sources;
  return {
    partyId,
    kind,
    exportedAt: new Date().toISOString(),
    contact: (await directory.find(partyId)) ?? null,
    signIns: await directory.signInsOf(partyId),
    roles: (await roles.present()).rolesOf(partyId),
    books: await booksOf(partyId, models, await store.head()),
    events: await eventsNaming(partyId, store),
  };
}

async function booksOf(partyId: string, models: ReadModels, atLeast: bigint): Promise<BookExport[]> {
  const view = { whole: false, parties: new Set([partyId]), totals: false };
  const books = await allPages((page) =>
    models.coProductions.list({ parties: [partyId], offers: false, atLeast, ...page }),
  );
  const exports: BookExport[] = [];
  for (const { id: coProductionId, title } of books) {
    const request = { coProductionId, view, atLeast };
    const pledges = await allPages((page) => models.pledges.list({ ...request, ...page }));
    exports.push({ coProductionId, title, pledges, statement: await statementOf(partyId, request, models) });
  }
  return exports;
}

async function statementOf(
  partyId: string,
  request: Parameters<ReadModels['pledges']['list']>[0],
  models: ReadModels,
): Promise<BookExport['statement']> {
  const first = await models.statements.of({ ...request, partyId });
  if (first === undefined) return null;
  const items = await allPages(async (page) => {
    const answer = await models.statements.of({ ...request, ...page, partyId });
    return answer ?? { items: [], next: null };
  });
  return { ...first, items, next: null };
}

async function allPages<Item>(
  read: (page: { limit: number; cursor: string | undefined }) => Promise<{
    readonly items: readonly Item[];
    readonly next: string | null;
  }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit: PAGE_ITEMS, cursor });
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return items;
}

async function eventsNaming(partyId: string, store: EventStore): Promise<EventExport[]> {
  const found: EventExport[] = [];
  let from = 1n;
  for (;;) {
    const events = await store.readAll(from, { limit: READ_EVENTS });
    for (const event of events) {
      const named = event.stream.endsWith(partyId) || JSON.stringify(event.data).includes(partyId);
      if (named || event.metadata.actor === partyId) found.push(eventExport(event, named));
    }
    const last = events.at(-1);
    if (last === undefined || events.length < READ_EVENTS) return found;
    from = last.position + 1n;
  }
}

/** What somebody did for another party is told as a fact; what it said about that party is not theirs. */
const eventExport = (event: RecordedEvent, named: boolean): EventExport => ({
  position: String(event.position),
  stream: event.stream,
  revision: event.revision,
  eventId: event.id,
  type: event.type,
  recordedAt: event.recordedAt,
  ...(named ? { data: event.data } : {}),
});
