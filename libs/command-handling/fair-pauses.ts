/** How long a stream counts as contended after another process was first. */
const CONTENDED_MS = 2_000;
/** A queue that never rests leaves a gap after so many appends even if it knows of nobody else. */
const GAP_EVERY = 32;
const GAP_MS_MAX = 50;

/**
 * Leaves gaps between the appends of a busy stream. Whoever wins an append is ready with the next one before a process
 * that came second has read on, so without gaps one busy process would shut out the others for as long as it is busy.
 */
export class FairPauses {
  #appendMs = 0;
  #appendedAt = -Infinity;
  /** Appends since the last rest. */
  #inRow = 0;
  #contendedUntil = -Infinity;

  /** `now` tells milliseconds that only grow. */
  constructor(readonly now = () => performance.now()) {}

  appended(startedAt: number): void {
    this.#appendedAt = this.now();
    this.#appendMs = this.#appendedAt - startedAt;
    this.#inRow += 1;
  }

  /** Another process was first; now it is our turn. */
  conflicted(): void {
    this.#contendedUntil = this.now() + CONTENDED_MS;
    this.#inRow = 0;
  }

  /** Milliseconds to wait before the next append: about as long as reading on and appending takes another process. */
  pauseMs(): number {
    const now = this.now();
    const gapMs = Math.min(GAP_MS_MAX, 1 + 2 * this.#appendMs);
    if (now - this.#appendedAt >= gapMs) this.#inRow = 0;
    if (this.#inRow === 0) return 0;
    if (now < this.#contendedUntil) return Math.random() * gapMs;
    return this.#inRow % GAP_EVERY === 0 ? gapMs : 0;
  }
}
