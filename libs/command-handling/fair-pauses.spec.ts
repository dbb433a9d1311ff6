import { FairPauses } from './fair-pauses.js';

/** Appends of 10 ms, one right after the other; tells the pauses that were to be made between them. */
function busy(turns: FairPauses, clock: { now: number }, appends: number): number[] {
  return Array.from({ length: appends }, () => {
    const pauseMs = turns.pauseMs();
    const startedAt = clock.now;
    clock.now += 10;
    turns.appended(startedAt);
    return pauseMs;
  });
}

describe('a busy stream', () => {
  it('leaves a gap now and then, so that another process finds its turn', () => {
    const clock = { now: 0 };
    const pauses = busy(new FairPauses(() => clock.now), clock, 100);
    expect(pauses.filter((pauseMs) => pauseMs > 0)).toEqual([21, 21, 21]);
  });

  it('leaves gaps at every append while another process writes to it too', () => {
    const clock = { now: 0 };
    const turns = new FairPauses(() => clock.now);
    turns.conflicted();
    const [first, ...others] = busy(turns, clock, 50);
    expect(first).toBe(0);
    expect(others.filter((pauseMs) => pauseMs > 0 && pauseMs < 21)).toHaveLength(49);
    clock.now += 2_000;
    expect(busy(turns, clock, 30)).toEqual(Array(30).fill(0));
  });

  it('that has rested needs no gap', () => {
    const clock = { now: 0 };
    const turns = new FairPauses(() => clock.now);
    const pauses = Array.from({ length: 100 }, () => {
      clock.now += 30;
      return busy(turns, clock, 1)[0];
    });
    expect(pauses).toEqual(Array(100).fill(0));
  });
});
