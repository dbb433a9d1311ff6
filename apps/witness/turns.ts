/** Work on one thing at a time, in the order of coming, with a bounded number that wait. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly waitingMax: number) {}

  get isFull(): boolean {
    return this.waiting >= this.waitingMax;
  }

  /** Runs the work when all before it has ended, however it ended. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    this.waiting += 1;
    const result = this.last.then(work).finally(() => (this.waiting -= 1));
    this.last = result.catch(() => undefined);
    return result;
  }
}
