import type pg from 'pg';
import { type Expected } from '../port.js';
import { type Joined } from './batch.js';
import { callPrepared, type TextRow } from './prepared-call.js';
import { prepareSingleAppend, SingleAppend } from './single-append.js';
import { type Verdict } from './verdict.js';

/**
 * A canonical text has no line break in it (RFC 8785 escapes every control character), nor has a stream's or a type's name. So texts
 * travel joined by line breaks, which costs neither side the quoting of array literals.
 */
const prepareAppend = `
  PREPARE event_store_append (text, integer[], integer[], integer[], uuid[], text, integer[], text, text) AS
  SELECT status, revision, first_position, last_position
  FROM event_store.append(
    string_to_array($1, E'\\n'), $2, $3,
    $4, $5, string_to_array($6, E'\\n'), $7,
    string_to_array($8, E'\\n'), string_to_array($9, E'\\n'))`;

const expectedCodes = { none: -1, exists: -2, any: -3 } as const;

/** The columns of event_store.append. */
type Answer = readonly [
  status: Verdict['status'],
  revision: string,
  firstPosition: string,
  lastPosition: string,
];

/** How batches are sent over one connection. */
export class Sending {
  private readonly single: SingleAppend;

  private constructor(private readonly client: pg.Client) {
    this.single = new SingleAppend(client);
  }

  /**
   * Makes a connection ready. The functions judge by what was committed before their turn came: a snapshot from before the turn, as
   * stricter levels keep, would not show that, whatever the database's default is. And their plans, which the connection keeps,
   * must not depend on how few events there were when it began.
   */
  static async over(client: pg.Client): Promise<Sending> {
    await client.query(`
      SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;
      SET plan_cache_mode = force_generic_plan;
      SET enable_seqscan = off;
      ${prepareSingleAppend};
      ${prepareAppend}`);
    return new Sending(client);
  }

  /** Answers with a verdict for each member of the batch, in order. Rejects as pg does. */
  async send(batch: readonly Joined[]): Promise<Verdict[]> {
    const verdict = await this.single.send(batch);
    if (verdict !== undefined) return [verdict];
    const rows = await callPrepared(this.client, 'event_store_append', columns(batch));
    if (rows.length !== batch.length) throw new Error(`${batch.length} appends got ${rows.length} verdicts.`);
    return rows.map(verdictOf);
  }
}

function columns(batch: readonly Joined[]): string[] {
  const owners: number[] = [];
  const ids: string[] = [];
  const types: string[] = [];
  const versions: number[] = [];
  const data: string[] = [];
  const metadata: string[] = [];
  batch.forEach(({ members }, index) => {
    for (const { append } of members) {
      for (const event of append.events) {
        owners.push(index + 1);
        ids.push(event.id);
        types.push(event.type);
        versions.push(event.schemaVersion);
        data.push(event.data);
        metadata.push(event.metadata);
      }
    }
  });
  return [
    batch.map(({ stream }) => stream).join('\n'),
    arrayOf(batch.map(({ expected }) => expectedCode(expected))),
    arrayOf(batch.map(({ events }) => events)),
    arrayOf(owners),
    arrayOf(ids),
    types.join('\n'),
    arrayOf(versions),
    data.join('\n'),
    metadata.join('\n'),
  ];
}

/** Numbers and UUIDs need no quoting in PostgreSQL's text form of an array. */
function arrayOf(values: readonly (number | string)[]): string {
  return `{${values.join(',')}}`;
}

function expectedCode(expected: Expected): number {
  return typeof expected === 'number' ? expected : expectedCodes[expected];
}

function verdictOf(row: TextRow): Verdict {
  const [status, revision, first, last] = row as unknown as Answer;
  if (status === 'duplicate_id') return { status };
  if (status === 'conflict') return { status, revision: Number(revision) };
  return {
    status,
    revision: Number(revision),
    firstPosition: BigInt(first),
    lastPosition: BigInt(last),
  };
}
