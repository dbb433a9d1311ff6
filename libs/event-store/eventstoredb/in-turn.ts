import { EventStoreUnavailable } from '../port.js';
import { type PreparedAppend } from '../prepared-append.js';

/** More than this waiting means that the server has fallen behind for long; who comes then is told so at once. */
const WAITING_MAX = 20_000;
const WAITING_BYTES_MAX = 64 * 1024 * 1024;

/** Appends to one stream go one after the other, in the order they came: each may expect what the one before makes. */
export class InTurn {
  private readonly lastOf = new Map<string, Promise<unknown>>();
  private waiting = 0;
  private waitingBytes = 0;

  async take<Result>({ stream, bytes }: PreparedAppend, work: () => Promise<Result>): Promise<Result> {
    if (this.waiting >= WAITING_MAX || this.waitingBytes > WAITING_BYTES_MAX) {
      throw new EventStoreUnavailable(`${this.waiting} appends are waiting already.`);
    }
    this.waiting += 1;
    this.waitingBytes += bytes;
    const before = this.lastOf.get(stream) ?? Promise.resolve();
    const own = before.then(work, work);
    this.lastOf.set(stream, own);
    try {
      return await own;
    } finally {
      this.waiting -= 1;
      this.waitingBytes -= bytes;
      if (this.lastOf.get(stream) === own) this.lastOf.delete(stream);
    }
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    while (this.lastOf.size > 0) await Promise.allSettled(this.lastOf.values());
  }
}
