import type { Clocks } from './clocks.js';
import type { RoughFault } from './rough.js';
import { type Breakable, doors, eventServerFailures, type Fault, type Store } from './step.js';

/** Short enough that nobody gives up waiting, and long enough that everybody waits; now and then longer than a connection is waited for. */
const STANDS_STILL_MS = [150, 400, 900, 6_000] as const;

const processes = [...doors, 'worker'] as const;
const everything: { readonly [store in Store]: readonly Breakable[] } = {
  postgres: [...processes, 'database'],
  eventstoredb: [...processes, 'database', 'event server'],
};

export interface Circumstances {
  readonly store: Store;
  readonly clocks: Clocks;
  /** Of the step. */
  readonly commands: number;
}

/** The fault that dice come to. Where events are in an event server, it fails in place of the database that they would be in. */
export function faultOf(
  { kind, dice, after }: RoughFault,
  { store, clocks, commands }: Circumstances,
): Fault {
  const begun = { after: after % (commands + 1) };
  const process = processes[dice % processes.length]!;
  const anything = everything[store][dice % everything[store].length]!;
  const milliseconds = STANDS_STILL_MS[Math.floor(dice / 7) % (dice % 10 === 0 ? 4 : 3)]!;
  if (store === 'eventstoredb' && (kind === 'write unanswered' || kind === 'turn held'))
    return { kind: 'event server fails', how: eventServerFailures[dice % eventServerFailures.length]! };
  switch (kind) {
    case 'killed':
      return { kind, what: anything, ...begun };
    case 'ended':
    case 'cut off':
      return { kind, what: process, ...begun };
    case 'write unanswered':
      return { kind, what: doors[dice % doors.length]! };
    case 'stands still':
      return { kind, what: anything, ...begun, milliseconds };
    case 'turn held':
      return { kind, ...begun, milliseconds };
    case 'clock jumps':
      return { kind, what: process, ...begun, to: clocks.jump(process, dice) };
  }
}
