import type { Command } from '../network/command.js';

/** The API processes. */
export type Door = 'first door' | 'second door';
export const doors: readonly [Door, Door] = ['first door', 'second door'];
export const otherDoor = (door: Door): Door => (door === 'first door' ? 'second door' : 'first door');

/** All processes that have a clock of their own. */
export type Clocked = Door | 'worker';

/** All that can be killed; an event server is there only where events are not in the database. */
export type Breakable = Clocked | 'database' | 'event server';

/** Where events are kept: in PostgreSQL, or in an EventStoreDB, of which a double is run. */
export const stores = ['postgres', 'eventstoredb'] as const;
export type Store = (typeof stores)[number];

export const eventServerFailures = [
  'write done, then cut off',
  'write done, then silence',
  'write arrives twice',
  'write answered late',
  'write cut off',
  'write timed out',
  'not the leader',
  'not ready',
  'subscribers too slow',
  'subscriptions cancelled',
  'all connections cut',
] as const;
export type EventServerFailure = (typeof eventServerFailures)[number];

/**
 * What breaks in a step. `after` so many of its answers have come, or at once where it is 0: this is the same at every run. What every
 * process was doing at that instant is not.
 */
export type Fault =
  /** As SIGKILL does. It is started again at once. */
  | { readonly kind: 'killed'; readonly what: Breakable; readonly after: number }
  /** As SIGTERM does: it ends in order, and is started again. */
  | { readonly kind: 'ended'; readonly what: Door | 'worker'; readonly after: number }
  /** All connections between the two break, and no new one is had until the step's commands are answered or given up. */
  | { readonly kind: 'cut off'; readonly what: Door | 'worker'; readonly after: number }
  /** The next events that the door writes are written, and the door gets no answer. */
  | { readonly kind: 'write unanswered'; readonly what: Door }
  /** It stops where it is and goes on later, as a machine does that swaps, or a disk that does not answer. */
  | {
      readonly kind: 'stands still';
      readonly what: Breakable;
      readonly after: number;
      readonly milliseconds: number;
    }
  /** The event server does this to a call, or to all that follow it; see test/eventstoredb-double. */
  | { readonly kind: 'event server fails'; readonly how: EventServerFailure }
  /** A stranger holds the turn to write, so that nothing can be written. */
  | { readonly kind: 'turn held'; readonly after: number; readonly milliseconds: number }
  /** The clock of a process jumps to this instant, RFC 3339 in UTC. */
  | { readonly kind: 'clock jumps'; readonly what: Clocked; readonly after: number; readonly to: string };

/** A command, and how whoever gives it behaves. */
export interface Planned {
  readonly command: Command;
  readonly door: Door;
  /** Asks until an answer comes, at one door and the other; else once, and never learns more than that. */
  readonly patient: boolean;
  /** Asks at both doors at once. */
  readonly twice: boolean;
  /** The first answer is lost on its way: the command has arrived. */
  readonly answerLost: boolean;
  /** Asks once more after the answer, at the other door. */
  readonly again: boolean;
  /** What the rules say where everything happens in the order of the plan: `accepted`, or the code of the refusal. */
  readonly expected: string;
}

/** The auditor reads something of a book, as fresh as the last answer about it. */
export interface Look {
  readonly book: string;
  readonly door: Door;
  readonly about: 'co-production' | 'balances' | 'pledges' | 'deliveries';
}

/** Its commands are given at once; the next step begins when each is answered or given up, and what broke is whole again. */
export interface Step {
  readonly number: number;
  readonly commands: readonly Planned[];
  readonly fault?: Fault;
  readonly look?: Look;
}

export interface Plan {
  readonly store: Store;
  readonly seed: number;
  readonly steps: readonly Step[];
}
