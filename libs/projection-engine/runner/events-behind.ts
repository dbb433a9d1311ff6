import type { EventStore } from '#event-store';

const COUNTED_MAX = 1_000;

/** How many events there are after a position. Whoever asks for the same position again is answered with the same. */
export class EventsBehind {
  private readonly counted = new Map<bigint, Promise<number>>();

  constructor(
    private readonly store: Pick<EventStore, 'gapless' | 'readAll'>,
    private readonly head: bigint,
  ) {}

  /** Where positions have gaps the events are read and counted, up to 1,000. */
  count(position: bigint): Promise<number> {
    const counted = this.counted.get(position) ?? this.countAfter(position);
    this.counted.set(position, counted);
    return counted;
  }

  private async countAfter(position: bigint): Promise<number> {
    if (position >= this.head) return 0;
    if (this.store.gapless === true) return Number(this.head - position);
    return (await this.store.readAll(position + 1n, { limit: COUNTED_MAX })).length;
  }
}
