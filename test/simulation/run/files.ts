import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedEvent } from '#event-store';
import type { Entry, Evidence, Rest } from '../checks/evidence.js';
import { planOf } from '../plan/plan.js';
import type { Store } from '../plan/step.js';

/** Where a run is kept: what the checks look at can be read again, and checked again. */
export const filesIn = (folder: string) => ({
  plan: join(folder, 'plan.txt'),
  run: join(folder, 'run.json'),
  history: join(folder, 'history.jsonl'),
  events: join(folder, 'events.jsonl'),
  rest: join(folder, 'rest.json'),
});

export function writeEvidence(folder: string, { plan, events, rest }: Evidence, steps: number): void {
  const files = filesIn(folder);
  writeFileSync(files.run, JSON.stringify({ seed: plan.seed, steps, store: plan.store }));
  const lines = events.map((event) => JSON.stringify({ ...event, position: String(event.position) }));
  writeFileSync(files.events, lines.map((line) => `${line}\n`).join(''));
  writeFileSync(files.rest, JSON.stringify(rest));
}

export function readEvidence(folder: string): Evidence {
  const files = filesIn(folder);
  const { seed, steps, store } = JSON.parse(readFileSync(files.run, 'utf8')) as {
    seed: number;
    steps: number;
    store: Store;
  };
  type Line = Omit<RecordedEvent, 'position'> & { readonly position: string };
  const events = linesOf<Line>(files.events).map((event) => ({ ...event, position: BigInt(event.position) }));
  const rest = JSON.parse(readFileSync(files.rest, 'utf8')) as Rest;
  return { plan: planOf(seed, steps, store), history: linesOf<Entry>(files.history), events, rest };
}

const linesOf = <Line>(path: string): Line[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
