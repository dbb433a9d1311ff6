import type { Folder } from '../folder/read-folder.js';
import type { Refusal } from '../refusal.js';
import { bookSteps, proposal, type DatedStep } from './book-steps.js';
import { importIdentity } from './identity.js';
import { peopleSteps } from './people.js';
import type { Step, StepName, Thing } from './step.js';

export interface Plan {
  /** UUID, the same for every run with this co-production. */
  readonly identity: string;
  /** In the order in which they are asked for. */
  readonly steps: readonly Step[];
  /** Rows that no step can be made of. */
  readonly refusals: readonly Refusal[];
}

/** What happens first on one day. */
const orderOfDay: { readonly [name in StepName]?: number } = {
  open: 0,
  pledge: 1,
  withdraw: 2,
  confirm: 3,
  receive: 4,
  disburse: 5,
  dispatch: 6,
  accept: 7,
  reject: 7,
};

/** Turns a folder into commands: the parties and people first, then the terms, then what happened day by day. */
export function planImport(folder: Folder): Plan {
  const { ref, title, pledging } = folder.terms;
  const people = peopleSteps(folder);
  return {
    identity: importIdentity(title, pledging.opens_on, ref),
    steps: [...people.steps, proposal(folder), ...inOrder(bookSteps(folder), pledging.opens_on)],
    refusals: [...folder.refusals, ...people.refusals],
  };
}

/**
 * By day; on one day as the table above says, then by ref. A row that is dated before the opening is asked for right
 * after it, and one that is dated before what it rests on (a receipt before its pledge) right after that: so the
 * server's answer is about the date, and not about something that only the order kept from being there.
 */
export function inOrder(steps: readonly DatedStep[], opensOn: string): Step[] {
  const days = new Map<Thing, string>();
  for (const { day, step } of steps) if (step.makes) days.set(step.makes, later(day, opensOn));
  return steps
    .map(({ day, after, step }) => ({
      day: later(later(day, opensOn), after === undefined ? '' : (days.get(after) ?? '')),
      order: orderOfDay[step.name] ?? 0,
      step,
    }))
    .sort(
      (a, b) => compare(a.day, b.day) || a.order - b.order || compare(a.step.origin.ref, b.step.origin.ref),
    )
    .map(({ step }) => step);
}

const later = (a: string, b: string): string => (a > b ? a : b);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
