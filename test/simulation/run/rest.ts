import { rm } from 'node:fs/promises';
import pg from 'pg';
import type { EventStore, RecordedEvent } from '#event-store';
import { openEventStoreDb } from '#event-store/eventstoredb/index.js';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { coProductionStream, partyStream } from '#financing';
import { fsck, PublishedLog } from '#notary';
import { noteVerifier, parseVerifierKey } from '#transparency-log';
import { Partner } from '../../scenario/auditor/program.js';
import { rowsIn, rowsReplayed } from '../../scenario/projections/rows.js';
import { until } from '../../scenario/projections/until.js';
import type { Evidence, Rest } from '../checks/evidence.js';
import { castOf } from '../network/cast.js';
import type { Look } from '../plan/step.js';
import type { House } from './house.js';
import { Reading } from './reading.js';

const CATCH_UP_MS = 120_000;

/** Waits until everything is worked out and the log is signed, reads it all, ends the processes and looks at what is stored. */
export async function atRest(house: House, seed: number): Promise<Pick<Evidence, 'events' | 'rest'>> {
  const pool = new pg.Pool({ connectionString: house.database.url, max: 4 });
  const store = storeOf(house, pool);
  try {
    const events = await everythingIn(store);
    const answers = await answersAbout(house, seed, events);
    await until('the log is signed', async () => (await signedLeaves(pool)) >= events.length, CATCH_UP_MS);
    const partner = await partnersWork(house, seed, pool);
    await house.closeProcesses();
    const inspection = await inspect(pool, store);
    const rows = await rowsIn(pool, 'read');
    const replayedRows = await rowsReplayed({ url: house.database.url, store });
    const after = await everythingIn(store);
    return { events: after, rest: { answers, rows, replayedRows, partner, ...inspection } };
  } finally {
    await store.close();
    await pool.end();
  }
}

function storeOf({ eventServer }: House, pool: pg.Pool): EventStore {
  if (eventServer === undefined) return openPostgresEventStore({ pool });
  const streamPrefixes = [coProductionStream.prefix, partyStream.prefix];
  return openEventStoreDb({ connectionString: eventServer.connectionString, streamPrefixes });
}

async function everythingIn(store: EventStore): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const page = await store.readAll((events.at(-1)?.position ?? 0n) + 1n, { limit: 5_000 });
    if (page.length === 0) return events;
    events.push(...page);
  }
}

async function answersAbout(
  house: House,
  seed: number,
  events: readonly RecordedEvent[],
): Promise<Rest['answers']> {
  const prefix = coProductionStream.prefix;
  const streams = events.map(({ stream }) => stream).filter((stream) => stream.startsWith(prefix));
  const reading = new Reading(house, castOf(seed).auditor);
  const head = String(events.at(-1)?.position ?? 0);
  const looks = [...new Set(streams)].flatMap((stream) =>
    (['co-production', 'balances', 'pledges', 'deliveries'] as const).map((about): Look => ({
      book: stream.slice(prefix.length),
      about,
      door: 'first door',
    })),
  );
  const answers: Rest['answers'][number][] = [];
  for (const look of looks) answers.push({ look, body: await reading.whole(look, head) });
  return answers;
}

async function signedLeaves(pool: pg.Pool): Promise<number> {
  return (await new PublishedLog(pool).head())?.size ?? 0;
}

/** A finance partner fetches the whole log, and works the books out of it. */
async function partnersWork(house: House, seed: number, pool: pg.Pool): Promise<Rest['partner']> {
  const door = house.doors['first door'];
  const [key] = (await new PublishedLog(pool).identity())!.verifierKeys;
  const partner = await Partner.with(`log ${key} ${door.url}/log\nquorum none\n`);
  const { auditor } = castOf(seed);
  house.tokens.drop(auditor);
  const token = await house.tokens.of(auditor, door.clock.now());
  const work: Rest['partner'][number][] = [];
  for (const asked of [['follow'], ['books'], ['compare', door.url]]) {
    const { status, stdout, stderr } = await partner.run(asked, { SEMINA_TOKEN: token.text });
    work.push({ asked: asked[0]!, status, said: stdout + stderr });
  }
  await rm(partner.directory, { recursive: true });
  return work;
}

async function inspect(
  pool: pg.Pool,
  store: EventStore,
): Promise<{ leaves: number; inspection: Rest['inspection'] }> {
  const { origin, verifierKeys } = (await new PublishedLog(pool).identity())!;
  const verifiers = verifierKeys.map((key) => noteVerifier(parseVerifierKey(key)));
  const { leaves, findings } = await fsck({ queries: pool, store, log: { origin, verifiers } });
  return { leaves, inspection: findings.map(({ code, message }) => ({ code, message })) };
}
