import type pg from 'pg';
import {
  type EventMetadata,
  EventStoreUnavailable,
  type JsonObject,
  type ReadableEvents,
  type RecordedEvent,
} from '../port.js';

/** Whoever is asked: a pool, or one connection. */
export interface Queries {
  query<Row extends unknown[]>(statement: pg.QueryArrayConfig): Promise<{ readonly rows: Row[] }>;
}

const ANSWER_TIMEOUT_MS = 15_000;

const recordedAt = `to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The same without zeros at the end of its fraction, see `instantOf`: the server spends less than half as much on it. */
const shortRecordedAt = `to_json(recorded_at AT TIME ZONE 'UTC')`;

const columns = `position, stream, revision, id, type, schema_version, data, metadata, ${shortRecordedAt} AS recorded_at`;

/** The members of the canonical form in their order. What is text to the server is made JSON by it, so that no event can pose as another. */
const leaf = `concat('{"data":', data, ',"id":"', id, '","metadata":', metadata, ',"position":"', position,
  '","recordedAt":"', ${recordedAt}, '","revision":', revision, ',"schemaVersion":', schema_version,
  ',"stream":', to_json(stream), ',"type":', to_json(type), '}')`;

const statements = {
  stream: statement(
    'event_store_stream',
    `SELECT ${columns} FROM event_store.events WHERE stream = $1 AND revision >= $2 ORDER BY stream, revision LIMIT $3`,
  ),
  event: statement(
    'event_store_event',
    `SELECT ${columns} FROM event_store.events WHERE id = $2 AND stream = $1`,
  ),
  all: statement(
    'event_store_all',
    `SELECT ${columns} FROM event_store.events WHERE position >= $1 ORDER BY position LIMIT $2`,
  ),
  leaves: statement(
    'event_store_leaves',
    `SELECT position, ${leaf} FROM event_store.events WHERE position >= $1 ORDER BY position LIMIT $2`,
  ),
  /** In the words of the index events_by_category, which alone gives this order: so the planner has no choice. */
  category: statement(
    'event_store_category',
    `SELECT ${columns} FROM event_store.events
     WHERE (split_part(stream, '-', 1), position) >= ($3, $1)
       AND (split_part(stream, '-', 1), position) <= ($3, 9223372036854775807)
       AND starts_with(stream, $4)
     ORDER BY split_part(stream, '-', 1), position LIMIT $2`,
  ),
  prefix: statement(
    'event_store_prefix',
    `SELECT ${columns} FROM event_store.events WHERE position >= $1 AND starts_with(stream, $3) ORDER BY position LIMIT $2`,
  ),
  head: statement('event_store_head', 'SELECT coalesce(max(position), 0) FROM event_store.events'),
} as const;

interface Statement {
  readonly name: string;
  readonly text: string;
  readonly query_timeout: number;
}

/** Prepared once a connection under its name. */
export function statement(name: string, text: string): Statement {
  return { name, text, query_timeout: ANSWER_TIMEOUT_MS };
}

const JSON_OID = 114;
const INT4_OID = 23;

/** Our own, because a program may have told pg to make numbers of bigints, which would round them. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number) => {
    if (oid === JSON_OID) return JSON.parse;
    return oid === INT4_OID ? Number : String;
  },
};

type Row = [
  position: string,
  stream: string,
  revision: number,
  id: string,
  type: string,
  schemaVersion: number,
  data: JsonObject,
  metadata: EventMetadata,
  recordedAt: string,
];

/** Events of one stream, in order. Like all of this file, rejects with EventStoreUnavailable if there is no answer. */
export async function readStream(
  queries: Queries,
  stream: string,
  fromRevision: number,
  limit: number,
): Promise<RecordedEvent[]> {
  return (await ask<Row>(queries, statements.stream, [stream, fromRevision, limit])).map(eventOf);
}

export async function readEvent(
  queries: Queries,
  stream: string,
  id: string,
): Promise<RecordedEvent | undefined> {
  const [row] = await ask<Row>(queries, statements.event, [stream, id]);
  return row && eventOf(row);
}

export async function readAll(
  queries: Queries,
  fromPosition: bigint,
  limit: number,
  prefix = '',
): Promise<RecordedEvent[]> {
  const from = [fromPosition.toString(), limit];
  if (prefix === '') return (await ask<Row>(queries, statements.all, from)).map(eventOf);
  const dash = prefix.indexOf('-');
  if (dash < 0) return (await ask<Row>(queries, statements.prefix, [...from, prefix])).map(eventOf);
  return (await ask<Row>(queries, statements.category, [...from, prefix.slice(0, dash), prefix])).map(
    eventOf,
  );
}

/** An event as JSON of its leaf, canonical if it was written by this program. */
export interface LeafText {
  readonly position: bigint;
  readonly json: string;
}

/** As `readAll`, what the leaves of the events are made of. */
export async function readLeafTexts(
  queries: Queries,
  fromPosition: bigint,
  limit: number,
): Promise<LeafText[]> {
  const rows = await ask<[position: string, json: string]>(queries, statements.leaves, [
    fromPosition.toString(),
    limit,
  ]);
  return rows.map(([position, json]) => ({ position: BigInt(position), json }));
}

export async function readHead(queries: Queries): Promise<bigint> {
  const [row] = await ask<[string]>(queries, statements.head, []);
  return BigInt(row?.[0] ?? 0);
}

/** The events as one connection sees them, within its transaction. */
export const eventsSeenBy = (queries: Queries): ReadableEvents => ({
  gapless: true,
  readAll: (from, { limit, streamPrefix }) => readAll(queries, from, limit, streamPrefix),
  head: () => readHead(queries),
});

/** What a statement of `statement` answers. Rejects with EventStoreUnavailable if there is no answer. */
export async function ask<R extends unknown[]>(
  queries: Queries,
  asked: Statement,
  values: readonly (string | number)[],
): Promise<R[]> {
  try {
    const { rows } = await queries.query<R>({
      ...asked,
      values: [...values],
      rowMode: 'array',
      types,
    });
    return rows;
  } catch (error) {
    throw new EventStoreUnavailable('The read got no answer.', { cause: error });
  }
}

function eventOf(row: Row): RecordedEvent {
  const [position, stream, revision, id, type, schemaVersion, data, metadata, recordedAt] = row;
  return {
    position: BigInt(position),
    stream,
    revision,
    id,
    type,
    schemaVersion,
    data,
    metadata,
    recordedAt: instantOf(recordedAt),
  };
}

/** RFC 3339 with three digits of a second's fraction, of which the server tells those before the last zeros: `…T10:20:30.5`, `…T10:20:30`. */
function instantOf(told: string): string {
  const fraction = told.includes('.') ? told : `${told}.`;
  return `${fraction.padEnd('2026-01-01T00:00:00.000'.length, '0')}Z`;
}
