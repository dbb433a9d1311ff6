/** Remembers how to close what was opened, and closes it in the reverse order. */
export class Closing {
  private readonly steps: (() => Promise<unknown>)[] = [];

  /** Answers with what it is given. */
  later<Thing>(thing: Thing, close: (thing: Thing) => Promise<unknown>): Thing {
    this.steps.push(() => close(thing));
    return thing;
  }

  /** Goes on where a step fails, and then rejects with all failures. A second call does nothing. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop()) {
      await step().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed in order.');
  }
}
