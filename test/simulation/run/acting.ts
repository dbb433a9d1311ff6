import { setTimeout as pause } from 'node:timers/promises';
import type { Entry } from '../checks/evidence.js';
import { castOf } from '../network/cast.js';
import type { Look, Plan, Step } from '../plan/step.js';
import { ask } from './asking.js';
import { breakIt, type Mend } from './breaking.js';
import { Giving } from './giving.js';
import type { History } from './history.js';
import type { House } from './house.js';
import { Reading } from './reading.js';

export interface ActingOptions {
  readonly plan: Plan;
  readonly house: House;
  readonly history: History;
  readonly onStep: (step: Step) => void;
}

/** Acts the plan, step by step. */
export async function act(options: ActingOptions): Promise<void> {
  const acting = new Acting(options);
  for (const step of options.plan.steps) {
    options.onStep(step);
    await acting.step(step);
  }
}

class Acting {
  private readonly house: House;
  private readonly history: History;
  private readonly reading: Reading;
  private answers = 0;
  private readonly giving: Giving;

  constructor({ plan, house, history }: ActingOptions) {
    this.house = house;
    this.history = history;
    this.giving = new Giving(house, history, () => (this.answers += 1));
    this.reading = new Reading(house, castOf(plan.seed).auditor);
  }

  async step(step: Step): Promise<void> {
    this.answers = 0;
    const done = new AbortController();
    const before = step.fault !== undefined && !('after' in step.fault && step.fault.after > 0);
    const early = before ? await this.break(step) : undefined;
    const looking = step.look === undefined ? undefined : this.look(step.number, step.look);
    const giving = Promise.all(step.commands.map((planned) => this.giving.give(step.number, planned)));
    const late = before ? undefined : this.breakAfterAnswers(step, done.signal);
    await giving;
    done.abort();
    await (early ?? (await late))?.();
    await looking;
    await this.readHead(step.number);
  }

  private async breakAfterAnswers(step: Step, done: AbortSignal): Promise<Mend | undefined> {
    const { fault } = step;
    if (fault === undefined || !('after' in fault)) return undefined;
    while (this.answers < fault.after && !done.aborted) await pause(1);
    return this.break(step);
  }

  private async break({ number, fault }: Step): Promise<Mend | undefined> {
    if (fault === undefined) return undefined;
    this.history.record({ kind: 'fault', step: number, fault });
    return breakIt(this.house, fault);
  }

  private async look(step: number, look: Look): Promise<void> {
    const atLeast = freshest(this.history.entries);
    const { status, body } = await this.reading.page(look, atLeast);
    this.history.record({ kind: 'looked', step, look, atLeast, status, body });
  }

  /** Anybody may; that there is none yet, or no answer, says nothing. */
  private async readHead(step: number): Promise<void> {
    const door = this.house.doors['first door'];
    const head = await ask(`${door.url}/log/checkpoint`).catch(() => undefined);
    if (head?.status === 200) this.history.record({ kind: 'head', step, note: head.text });
  }
}

/** The furthest position that anybody was told of; 0 where nobody was. */
function freshest(entries: readonly Entry[]): string {
  let furthest = 0n;
  for (const entry of entries) {
    if (entry.kind !== 'answered' || entry.body.position === undefined) continue;
    if (BigInt(entry.body.position) > furthest) furthest = BigInt(entry.body.position);
  }
  return String(furthest);
}
