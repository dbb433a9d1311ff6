import type { EventStore } from '#event-store';
import type { LogKeys } from '../publish/log-keys.js';
import type { HeadMemory } from '../publish/head-memory.js';
import type { WitnessAddress } from '../witnesses/addresses.js';
import type { WitnessLimits } from '../witnesses/witness.js';
import type { Logger } from './logger.js';

export interface NotaryOptions {
  /** The database that holds the log; it may also hold the events. */
  readonly url: string;
  readonly store: EventStore;
  readonly keys: LogKeys;
  /** Whether a log of this database that has another name may give way to the one of these keys; no, unless told. */
  readonly mayRename?: boolean;
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

/** Those of a notary that is told nothing. */
export const pacesUnlessTold: Paces = {
  batchSize: 1_000,
  gatherMs: 100,
  publishEveryMs: 1_000,
  witnessWaitMs: 1_000,
  takeOverMs: 1_000,
  retryMs: 2_000,
  timeoutMs: 10_000,
  backoff: { firstMs: 1_000, maxMs: 60_000 },
};
