import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { Evidence } from '../checks/evidence.js';
import { planOf } from '../plan/plan.js';
import type { Step, Store } from '../plan/step.js';
import { toldPlan } from '../plan/told.js';
import { act } from './acting.js';
import { filesIn, writeEvidence } from './files.js';
import { History } from './history.js';
import { House } from './house.js';
import { atRest } from './rest.js';

export interface RunOptions {
  readonly seed: number;
  readonly steps: number;
  readonly store: Store;
  /** Everything that is written about the run is in it. */
  readonly folder: string;
  readonly onStep: (step: Step) => void;
  /** Ends the run in the middle of whatever it does; it then rejects with the signal's reason, with nothing left running. */
  readonly signal: AbortSignal;
}

/** Lets the network of a seed live through its plan, and answers with all that the checks look at. */
export async function run({ seed, steps, store, folder, onStep, signal }: RunOptions): Promise<Evidence> {
  const plan = planOf(seed, steps, store);
  const files = filesIn(folder);
  writeFileSync(files.plan, toldPlan(plan));
  const history = new History(files.history);
  const house = await House.open(folder, plan, history);
  try {
    await unlessAborted(signal, act({ plan, house, history, onStep }));
    const found = await unlessAborted(signal, atRest(house, seed));
    const evidence = { plan, history: history.entries, ...found };
    writeEvidence(folder, evidence, steps);
    return evidence;
  } finally {
    await house.close();
  }
}

async function unlessAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  signal.throwIfAborted();
  const end = new AbortController();
  const aborted = once(signal, 'abort', { signal: end.signal }).then(() => signal.throwIfAborted());
  try {
    return (await Promise.race([work, aborted])) as Result;
  } finally {
    end.abort();
    aborted.catch(() => undefined);
    work.catch(() => undefined);
  }
}
