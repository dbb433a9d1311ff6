import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Command } from 'commander';
import pg from 'pg';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { canonicalBytes, type NewEvent } from '#event-store';
import {
  headFile,
  newLogKeys,
  type NotaryOptions,
  parseLogKeys,
  PublishedLog,
  readLogStatus,
  startNotary,
} from '#notary';
import { openEmbeddedServer } from '#infra/postgres/embedded/server.js';
import { runningPostmaster } from '#infra/postgres/embedded/postmaster.js';
import { migrate } from '#infra/postgres/migrations.js';
import { measure, type Measured } from './measuring/measure.js';

/** How fast events become leaves, and how long a proof takes: `node dist/test/benchmark/notary.js --leaves 100000`. */
const { leaves, proofs } = new Command('notary')
  .option('--leaves <count>', 'events that wait when the notary starts', Number, 100_000)
  .option('--proofs <count>', 'proofs that are made of them', Number, 200)
  .parse()
  .opts<{ leaves: number; proofs: number }>();

const EVENTS_ONE_BY_ONE = 100;
const keys = parseLogKeys(newLogKeys('example.com/bench'));

const home = join(tmpdir(), `semina-bench-${randomUUID()}`);
const server = await openEmbeddedServer(home);
const place = realpathSync(join(home, 'postgres'));
const postmaster = runningPostmaster(join(place, 'data'))?.pid ?? 0;
const pool = new pg.Pool({ connectionString: server.url, max: 4 });
const store = openPostgresEventStore({ pool });
const options = (): NotaryOptions => ({
  url: server.url,
  store,
  keys,
  memory: headFile(join(home, 'log-head')),
  witnesses: [],
  logger: { info: () => {}, warn: console.error, error: console.error },
});
try {
  await migrate(server.url);
  await writeEvents();
  tell('leaves integrated', await measure(leaves, postmaster, () => integrateAll()));
  tell(
    'single events, from the commit to the tree',
    await measure(EVENTS_ONE_BY_ONE, postmaster, (latency) => follow(latency)),
  );
  tell('proofs made and checked', await measure(proofs, postmaster, (latency) => prove(latency)));
} finally {
  await store.close();
  await pool.end();
  await server.close();
  await rm(place, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
}

function tell(what: string, { perSecond, cpu, p50Ms, p99Ms }: Measured): void {
  const latency = p50Ms === null ? '' : `, median ${p50Ms.toFixed(2)} ms, p99 ${p99Ms?.toFixed(2)} ms`;
  const cores = `node ${cpu.node.toFixed(2)}, postgres ${cpu.postgres?.toFixed(2) ?? '–'} of a core`;
  process.stdout.write(`${what}: ${Math.round(perSecond)} a second${latency}; ${cores}\n`);
}

/** Pledges of the size that real ones have, straight into the table. */
async function writeEvents(): Promise<void> {
  await pool.query(
    `INSERT INTO event_store.events (position, recorded_at, id, revision, schema_version, stream, type, data, metadata)
     SELECT n, now(), gen_random_uuid(), n - 1, 1, 'coproduction-' || $2, 'PledgeMade',
       ('{"amount":' || n || ',"by":"' || gen_random_uuid() || '","instrument":"advance","pledgeId":"' || gen_random_uuid()
         || '","pledgedOn":"2019-10-01","reference":"P' || n || '","through":"' || gen_random_uuid() || '"}')::json,
       ('{"actor":"' || gen_random_uuid() || '","cause":"' || gen_random_uuid() || '","commandId":"' || gen_random_uuid()
         || '","inputHash":"' || encode(sha256(n::text::bytea), 'hex') || '"}')::json
     FROM generate_series(1, $1::integer) AS n`,
    [leaves, randomUUID()],
  );
  await pool.query('ANALYZE event_store.events');
}

async function integrateAll(): Promise<void> {
  const notary = startNotary(options());
  while ((await readLogStatus(pool)).size < leaves) await new Promise((resolve) => setTimeout(resolve, 10));
  await notary.stop();
}

/** Single events, one after the other: how long from the answer of the append until the tree has it. */
async function follow(latency: (ms: number) => void): Promise<void> {
  const notary = startNotary(options());
  for (let count = 0; count < EVENTS_ONE_BY_ONE; count += 1) {
    const result = await store.append(`bench-${randomUUID()}`, 'none', [newEvent()]);
    if (result.status !== 'appended') throw new Error(`not appended: ${result.status}`);
    const began = performance.now();
    while ((await readLogStatus(pool)).size < Number(result.lastPosition)) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    latency(performance.now() - began);
  }
  const size = Number(await store.head());
  while ((await readLogStatus(pool)).published?.size !== size) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await notary.stop();
}

function newEvent(): NewEvent {
  const metadata = {
    commandId: randomUUID(),
    inputHash: '0'.repeat(64),
    actor: randomUUID(),
    cause: randomUUID(),
  };
  return { id: randomUUID(), type: 'Measured', schemaVersion: 1, data: {}, metadata };
}

async function prove(latency: (ms: number) => void): Promise<void> {
  const log = new PublishedLog(pool);
  for (let count = 0; count < proofs; count += 1) {
    const index = Math.floor(Math.random() * leaves);
    const [event] = await store.readAll(BigInt(index + 1), { limit: 1 });
    if (event === undefined) throw new Error('an event is missing');
    const began = performance.now();
    await log.proof(event.position, canonicalBytes(event), 0);
    latency(performance.now() - began);
  }
}
