import pg from 'pg';
import type { EventStore } from '#event-store';
import { integrate } from '../integrate/integrate.js';
import type { LogKeys } from '../keys/log-keys.js';
import { announce, recordRefusal } from '../publish/announcing.js';
import type { HeadMemory } from '../publish/head-memory.js';
import { Publisher } from '../publish/publisher.js';
import { HeadRefused } from '../publish/refusal.js';
import { TreeBroken } from '../reading/tree.js';
import { SequenceBroken } from '../sequence/leaves.js';
import type { WitnessAddress } from '../witnesses/addresses.js';
import type { WitnessLimits } from '../witnesses/witness.js';
import { Witnesses } from '../witnesses/witnesses.js';
import { Bell } from './bell.js';
import { leadOnce } from './leadership.js';
import type { Logger } from './logger.js';
import { pause } from './pause.js';

export interface NotaryOptions {
  /** The database that holds the log; it may also hold the events. */
  readonly url: string;
  readonly store: EventStore;
  readonly keys: LogKeys;
  readonly memory: HeadMemory;
  readonly witnesses: readonly WitnessAddress[];
  readonly logger: Logger;
  readonly paces?: Partial<Paces>;
}

/** How fast, how often, how long. */
export interface Paces extends WitnessLimits {
  /** At most this many leaves in a transaction, 1 to 10,000. */
  readonly batchSize: number;
  /** So long leaves that come in ones and twos are gathered. */
  readonly gatherMs: number;
  /** No more than one head is signed in this time. */
  readonly publishEveryMs: number;
  /** So long a head waits for its witnesses. */
  readonly witnessWaitMs: number;
  /** How often another process is asked whether it still leads. */
  readonly takeOverMs: number;
  /** How long to wait after an outage or a refusal. */
  readonly retryMs: number;
}

const unlessTold: Paces = {
  batchSize: 2_000,
  gatherMs: 100,
  publishEveryMs: 1_000,
  witnessWaitMs: 1_000,
  takeOverMs: 1_000,
  retryMs: 2_000,
  timeoutMs: 10_000,
  backoff: { firstMs: 1_000, maxMs: 60_000 },
};

export interface RunningNotary {
  /** Ends after what is being written; resolves when nothing runs any more. */
  stop(): Promise<void>;
}

/** A transaction that takes longer than this has lost its server. */
const ANSWER_TIMEOUT_MS = 60_000;

/**
 * Runs the notary in this process, while no other process does. Returns at once and never gives up: whatever fails is told to the
 * logger and tried again.
 */
export function startNotary(options: NotaryOptions): RunningNotary {
  const { url, logger } = options;
  const paces = { ...unlessTold, ...options.paces };
  const stopping = new AbortController();
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'semina notary',
    max: 4,
    connectionTimeoutMillis: 10_000,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
  });
  pool.on('error', (error) => logger.warn({ err: error }, 'an idle connection was lost'));
  const lead = (): Promise<void> =>
    leadOnce({ url, takeOverMs: paces.takeOverMs, stop: stopping.signal }, (signal) =>
      runUntil({ ...options, paces, pool }, signal),
    );
  const ended = again(lead, paces.retryMs, stopping.signal, (error) => {
    logger.warn({ err: error }, 'the notary waits for its database');
  });
  return {
    async stop() {
      stopping.abort();
      await ended;
      if (!pool.ended) await pool.end();
    },
  };
}

type Run = NotaryOptions & { readonly paces: Paces; readonly pool: pg.Pool };

/** Integrates and publishes beside each other; neither waits for the other. */
async function runUntil(run: Run, signal: AbortSignal): Promise<void> {
  const { pool, store, keys, logger, paces } = run;
  const before = await announce(pool, keys);
  if (before !== undefined)
    logger.warn({ before, origin: keys.origin }, 'the log has a new name: it is another log now');
  logger.info({ origin: keys.origin }, 'this process is the notary now');
  const bell = new Bell();
  const onIntegrated = (): void => bell.ring();
  const integrating = (): Promise<void> => integrate({ pool, store, signal, onIntegrated, ...paces });
  await Promise.all([
    again(integrating, paces.retryMs, signal, (error) => {
      if (error instanceof SequenceBroken || error instanceof TreeBroken) {
        logger.error({ err: error }, `THE LOG DOES NOT GROW ANY MORE: ${error.message}`);
      } else {
        logger.warn({ err: error }, 'the notary waits for its database or its events');
      }
    }),
    publishUntil(run, bell, signal),
  ]);
}

async function publishUntil(run: Run, bell: Bell, signal: AbortSignal): Promise<void> {
  const { pool, logger, paces } = run;
  const witnesses = new Witnesses(run.witnesses, paces, logger, signal);
  const publisher = new Publisher({ ...run, witnesses, witnessWaitMs: paces.witnessWaitMs });
  const ring = (): void => bell.ring();
  signal.addEventListener('abort', ring);
  while (!signal.aborted) {
    const next = pause(paces.publishEveryMs, signal);
    try {
      await publisher.publish();
      await recordRefusal(pool, null);
    } catch (error) {
      await report(error, run);
      await pause(paces.retryMs, signal);
    }
    await next;
    await bell.wait(paces.publishEveryMs);
  }
  await witnesses.drained();
}

/** A refusal is the gravest thing that this process can say, so it says it again and again until somebody acts. */
async function report(error: unknown, { pool, logger }: Run): Promise<void> {
  if (!(error instanceof HeadRefused)) {
    logger.warn({ err: error }, 'the head of the log cannot be published');
    return;
  }
  logger.error({ code: error.code, err: error }, `THE LOG IS NOT SIGNED ANY MORE: ${error.message}`);
  await recordRefusal(pool, `${error.code}: ${error.message}`).catch(() => {});
}

/** Does it again and again until the signal; after a failure not at once. */
async function again(
  work: () => Promise<void>,
  retryMs: number,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      if (signal.aborted) return;
      onFailure(error);
      await pause(retryMs, signal);
    }
  }
}
