import { LRUCache } from 'lru-cache';

/** So many askers are counted at once; who comes after them pushes out whoever was not seen for longest. */
const ASKERS_MAX = 100_000;

interface Window {
  requests: number;
  readonly endsAt_ms: number;
}

/** Counts requests in windows of fixed length, one number an asker. */
export class FixedWindow {
  private readonly windows = new LRUCache<string, Window>({ max: ASKERS_MAX });

  constructor(
    private readonly length_ms: number,
    /** Counts on while the time of day is set: put back by an hour, it would keep windows open for an hour. */
    private readonly now_ms: () => number = () => Math.floor(performance.now()),
  ) {}

  /** The requests of this asker in its window, this one among them, and after how many seconds, at least 1, it ends. */
  count(asker: string): { requests: number; left_seconds: number } {
    const now_ms = this.now_ms();
    const window = this.current(asker, now_ms);
    window.requests += 1;
    return {
      requests: window.requests,
      left_seconds: Math.max(1, Math.ceil((window.endsAt_ms - now_ms) / 1000)),
    };
  }

  private current(asker: string, now_ms: number): Window {
    const known = this.windows.get(asker);
    if (known !== undefined && known.endsAt_ms > now_ms) return known;
    const begun = { requests: 0, endsAt_ms: now_ms + this.length_ms };
    this.windows.set(asker, begun);
    return begun;
  }
}
