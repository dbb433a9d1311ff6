import { Problem } from '../problems/problem.js';

/** Work that reads the whole store runs one at a time, so that it cannot take the server from everybody else. */
export class OneAtATime {
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly waitingMax: number) {}

  /** Throws `overloaded` where too many wait already. */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.waiting >= this.waitingMax) throw new Problem('overloaded', { retryAfter_seconds: 10 });
    this.waiting += 1;
    const result = this.last.then(work).finally(() => (this.waiting -= 1));
    this.last = result.catch(() => undefined);
    return result;
  }
}
