import type { EventStore, RecordedEvent } from '#event-store';

/** The events of a store one after the other, read page by page. */
export class EventsInOrder {
  private page: readonly RecordedEvent[] = [];
  private at = 0;
  private from = 0n;

  constructor(
    private readonly store: Pick<EventStore, 'readAll'>,
    private readonly pageSize: number,
  ) {}

  /** The next event, which stays the next until it is taken; undefined after the last one. */
  async next(): Promise<RecordedEvent | undefined> {
    if (this.at === this.page.length) {
      this.page = await this.store.readAll(this.from, { limit: this.pageSize });
      this.at = 0;
      const last = this.page.at(-1);
      if (last !== undefined) this.from = last.position + 1n;
    }
    return this.page[this.at];
  }

  take(): void {
    this.at += 1;
  }
}
