import { setImmediate } from 'node:timers/promises';
import { type EventStore } from '#event-store';
import { type Row as Pledge } from './pledges.js';

/** So many callers at work at once, each of whom takes the next as soon as its last is done. */
export async function atOnce<Work>(
  callers: number,
  works: readonly Work[],
  perform: (work: Work) => Promise<void>,
  took: (ms: number) => void,
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

/** Appends each event to its own new stream. */
export function appendAll(
  store: Pick<EventStore, 'append'>,
  pledges: readonly Pledge[],
  callers: number,
  took: (ms: number) => void,
): Promise<void> {
  return atOnce(
    callers,
    pledges,
    async ({ stream, event }) => {
      const { status } = await store.append(stream, 'none', [event]);
      if (status !== 'appended') throw new Error(`An append was answered ${status}.`);
    },
    took,
  );
}

/** How many calls a second the same callers make of something that answers at once: what they cost themselves. */
export async function callersAlone(works: readonly unknown[], callers: number): Promise<string> {
  const latencies: number[] = [];
  const start = performance.now();
  await atOnce(
    callers,
    works,
    () => setImmediate(),
    (ms) => latencies.push(ms),
  );
  const perSecond = (works.length / (performance.now() - start)) * 1_000;
  return `callers alone ${Math.round(perSecond / 1_000)}k/s`;
}
