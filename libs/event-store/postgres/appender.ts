import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
import { type AppendResult, EventStoreUnavailable } from '../port.js';
import { type PreparedAppend } from '../prepared-append.js';
import { Sending } from './append-statement.js';
import { gather, type Joined, type Waiting } from './batch.js';
import { Session } from './session.js';
import { settle, type Verdict } from './verdict.js';

/** More than this waiting means that the database has fallen behind for long; who comes then is told so at once. */
const WAITING_MAX = 20_000;
const WAITING_BYTES_MAX = 64 * 1024 * 1024;

/**
 * Group commit: while one batch is under way, what arrives is gathered, and then goes as one statement with one flush to disk.
 * If a batch gets no answer, those in it are told so, and only those.
 */
export class Appender {
  private queue: Waiting[] = [];
  private queueBytes = 0;
  private running: Promise<void> | undefined;
  private readonly session: Session<Sending>;

  constructor(
    pool: pg.Pool,
    statementTimeoutMs: number,
    private readonly onAppended: (lastPosition: bigint) => void,
  ) {
    this.session = new Session(pool, { name: 'event store, appending', statementTimeoutMs }, Sending.over);
  }

  append(append: PreparedAppend): Promise<AppendResult> {
    if (this.queue.length >= WAITING_MAX || this.queueBytes > WAITING_BYTES_MAX) {
      return Promise.reject(new EventStoreUnavailable(`${this.queue.length} appends are waiting already.`));
    }
    this.queueBytes += append.bytes;
    return new Promise((answer, fail) => {
      this.queue.push({ append, alone: false, answer, fail });
      this.running ??= this.run();
    });
  }

  /** Writes what waits, then lets go of the connection. */
  async close(): Promise<void> {
    await this.running;
    await this.session.close();
  }

  private async run(): Promise<void> {
    do {
      // Everybody who was just answered gets the chance to come with the next append before the batch is made up. Without that, what
      // comes at once goes as two batches, and readers are woken twice.
      await setImmediate();
      const { batch, rest } = gather(this.queue);
      this.queue = rest;
      const again = await this.write(batch);
      if (again.length > 0) this.queue.unshift(...again);
      this.queueBytes = this.queue.reduce((sum, { append }) => sum + append.bytes, 0);
    } while (this.queue.length > 0);
    this.running = undefined;
  }

  /** Answers the members of the batch, and returns those that have to be asked about again. Never rejects. */
  private async write(batch: readonly Joined[]): Promise<Waiting[]> {
    let verdicts: Verdict[];
    try {
      const sending = await this.session.open();
      verdicts = await sending.send(batch);
    } catch (error) {
      await this.session.close();
      const reason = new EventStoreUnavailable('The append got no answer.', { cause: error });
      for (const { members } of batch) for (const { fail } of members) fail(reason);
      return [];
    }
    let head = 0n;
    for (const verdict of verdicts) {
      if (verdict.status === 'appended' && verdict.lastPosition > head) head = verdict.lastPosition;
    }
    if (head > 0n) this.onAppended(head);
    return batch.flatMap((joined, index) => settle(joined, verdicts[index] as Verdict));
  }
}
