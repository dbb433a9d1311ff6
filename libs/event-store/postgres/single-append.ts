import type pg from 'pg';
import { type PreparedEvent } from '../prepared-append.js';
import { type Joined } from './batch.js';
import { callPrepared } from './prepared-call.js';
import { type Verdict } from './verdict.js';

/** What a connection needs before its first event goes this way. */
export const prepareSingleAppend = `
  PREPARE event_store_append_one (bigint, text, integer, uuid, text, integer, json, json) AS
  SELECT event_store.append_one($1, $2, $3, $4, $5, $6, $7, $8)`;

interface Single {
  readonly stream: string;
  /** The last revision before it, −1 where the stream is to be new. */
  readonly last: number;
  readonly event: PreparedEvent;
}

/**
 * The shorter way of one event by itself to a known place in its stream. Every connection has one of its own: that an event is there it
 * knows from an answer on this very connection, which would not outlive a server that forgot it.
 */
export class SingleAppend {
  /** Where the last event that went this way is. */
  private head = 0n;
  /** Whether it followed on the one before, and nothing else was sent since: only then is it likely that nobody else has written. */
  private alone = false;

  constructor(private readonly client: pg.Client) {}

  /** Undefined, and nothing is written, where the batch cannot go this way or something stands in it. Rejects as pg does. */
  async send(batch: readonly Joined[]): Promise<Verdict | undefined> {
    const single = singleOf(batch);
    const position = single && (await this.write(single));
    this.alone = position === this.head + 1n;
    if (single === undefined || position === undefined) return undefined;
    this.head = position;
    return { status: 'appended', revision: single.last + 1, firstPosition: position, lastPosition: position };
  }

  private async write({ stream, last, event }: Single): Promise<bigint | undefined> {
    const { id, type, schemaVersion, data, metadata } = event;
    const head = this.alone ? String(this.head) : null;
    const values = [head, stream, String(last), id, type, String(schemaVersion), data, metadata];
    const [row] = await callPrepared(this.client, 'event_store_append_one', values);
    const position = row?.[0] ?? undefined;
    return position === undefined ? undefined : BigInt(position);
  }
}

function singleOf(batch: readonly Joined[]): Single | undefined {
  const [joined] = batch;
  const event = joined?.members[0]?.append.events[0];
  if (joined === undefined || event === undefined || batch.length > 1 || joined.events > 1) return undefined;
  const { stream, expected } = joined;
  if (expected === 'any' || expected === 'exists') return undefined;
  return { stream, last: expected === 'none' ? -1 : expected, event };
}
