import { setImmediate } from 'node:timers/promises';
import { measure } from '../measuring/measure.js';
import { type Side } from '../measuring/rounds.js';

/** So many callers at work at once, each of whom takes the next as soon as its last is done. */
export async function atOnce<Work>(
  callers: number,
  works: readonly Work[],
  perform: (work: Work) => Promise<unknown>,
  took: (ms: number) => void = () => undefined,
): Promise<void> {
  let next = 0;
  const call = async (): Promise<void> => {
    for (let work = works[next++]; work !== undefined; work = works[next++]) {
      const start = performance.now();
      await perform(work);
      took(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
}

/** How long a round is to take, so that slow and fast sides get the same of the run; the round before tells how many works that is. */
export interface RoundSize {
  readonly first: number;
  readonly seconds: number;
}

/** A side of so many callers, whose works are made before the clock runs. */
export function sideOf<Work>(
  { first, seconds }: RoundSize,
  callers: number,
  postmaster: number,
  make: (count: number) => readonly Work[],
  perform: (work: Work) => Promise<unknown>,
): Side {
  let count = first;
  return async () => {
    const works = make(count);
    const measured = await measure(works.length, postmaster, (took) => atOnce(callers, works, perform, took));
    count = Math.max(callers, Math.round(measured.perSecond * seconds));
    return measured;
  };
}

/** How many calls a second the same callers make of something that answers at once: what they cost themselves. */
export async function callersAlone(callers: number): Promise<string> {
  const works = Array.from({ length: 50_000 }, (_, index) => index + 1);
  let calls = 0;
  const start = performance.now();
  await atOnce(
    callers,
    works,
    () => setImmediate(),
    () => (calls += 1),
  );
  const perSecond = (calls / (performance.now() - start)) * 1_000;
  return `callers alone ${Math.round(perSecond / 1_000)}k/s`;
}
