import { pause } from './again.js';

/** Wakes whoever waits. A ring that nobody hears is kept for the next who waits. */
export class Bell {
  private rung = new AbortController();

  ring(): void {
    this.rung.abort();
  }

  /** Resolves at the next ring, or after this time. */
  async wait(ms: number): Promise<void> {
    await pause(ms, this.rung.signal);
    this.rung = new AbortController();
  }
}
