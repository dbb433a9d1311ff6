import { type ThrottlerStorage } from '@nestjs/throttler';
import { LRUCache } from 'lru-cache';

/** So many callers are counted at once; who comes after them pushes out whoever was not seen for longest. */
const CALLERS_MAX = 100_000;

interface Window {
  hits: number;
  readonly endsAt_ms: number;
}

/**
 * Counts requests in windows of fixed length, one number a caller. The storage that comes with the throttler keeps every
 * hit and looks through all of them at each request, which costs more than what it protects.
 */
export class FixedWindow implements ThrottlerStorage {
  private readonly windows = new LRUCache<string, Window>({ max: CALLERS_MAX });

  constructor(private readonly now_ms: () => number = Date.now) {}

  increment(key: string, ttl_ms: number, limit: number): ReturnType<ThrottlerStorage['increment']> {
    const now_ms = this.now_ms();
    const window = this.current(key, now_ms) ?? { hits: 0, endsAt_ms: now_ms + ttl_ms };
    window.hits += 1;
    this.windows.set(key, window);
    const left_seconds = Math.max(1, Math.ceil((window.endsAt_ms - now_ms) / 1000));
    const isBlocked = window.hits > limit;
    return Promise.resolve({
      totalHits: window.hits,
      timeToExpire: left_seconds,
      isBlocked,
      timeToBlockExpire: isBlocked ? left_seconds : 0,
    });
  }

  private current(key: string, now_ms: number): Window | undefined {
    const window = this.windows.get(key);
    return window !== undefined && window.endsAt_ms > now_ms ? window : undefined;
  }
}
