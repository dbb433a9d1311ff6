import type { Clocks } from './clocks.js';
import type { RoughFault } from './rough.js';
import { doors, type Fault } from './step.js';

/** Short enough that nobody gives up waiting, and long enough that everybody waits; now and then longer than a connection is waited for. */
const STANDS_STILL_MS = [150, 400, 900, 6_000] as const;

const processes = [...doors, 'worker'] as const;
const everything = [...processes, 'database'] as const;

/** The fault that dice come to, in a step of so many commands. */
export function faultOf({ kind, dice, after }: RoughFault, commands: number, clocks: Clocks): Fault {
  const begun = { after: after % (commands + 1) };
  const process = processes[dice % processes.length]!;
  const anything = everything[dice % everything.length]!;
  const milliseconds = STANDS_STILL_MS[Math.floor(dice / 7) % (dice % 10 === 0 ? 4 : 3)]!;
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
