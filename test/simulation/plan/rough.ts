import fc from 'fast-check';
import { confirmedMove, openMove, proposedMove } from '../../property/co-production/commands.js';
import type { Move } from '../../property/co-production/moves.js';

/** A step as dice that are thrown before anything is known; what they come to depends on the steps before. */
export interface RoughStep {
  readonly commands: readonly RoughCommand[];
  readonly fault: RoughFault | undefined;
  readonly look: { readonly dice: number; readonly about: number } | undefined;
}

export interface RoughCommand {
  readonly about: 'book' | 'party' | 'earlier command';
  readonly dice: number;
  /** What is asked of the book, by its status at the time. */
  readonly move: { readonly proposed: Move; readonly open: Move; readonly confirmed: Move };
  /** Somebody who has no business there asks. */
  readonly wrongPerson: boolean;
  readonly dated: 'as usual' | 'today' | 'tomorrow';
  readonly manner: {
    readonly patient: boolean;
    readonly twice: boolean;
    readonly answerLost: boolean;
    readonly again: boolean;
  };
}

export interface RoughFault {
  readonly kind: FaultKind;
  readonly dice: number;
  readonly after: number;
}
const faultKinds = [
  'killed',
  'ended',
  'cut off',
  'write unanswered',
  'stands still',
  'turn held',
  'clock jumps',
] as const;
type FaultKind = (typeof faultKinds)[number];

const FAULT_PERCENT = 40;
const LOOK_PERCENT = 30;

const dice = fc.nat({ max: 9_999 });
const sometimes = <Thing>(percent: number, arbitrary: fc.Arbitrary<Thing>): fc.Arbitrary<Thing | undefined> =>
  fc.oneof({ weight: percent, arbitrary }, { weight: 100 - percent, arbitrary: fc.constant(undefined) });
const truly = (percent: number): fc.Arbitrary<boolean> =>
  sometimes(percent, fc.constant(true)).map((is) => is === true);
const mostly = <Thing>(usual: Thing, percent: number, ...others: Thing[]): fc.Arbitrary<Thing> =>
  fc.oneof(
    { weight: percent, arbitrary: fc.constant(usual) },
    { weight: 100 - percent, arbitrary: fc.constantFrom(...others) },
  );

const command: fc.Arbitrary<RoughCommand> = fc.record({
  about: mostly<RoughCommand['about']>('book', 86, 'party', 'earlier command'),
  dice,
  move: fc.record({ proposed: proposedMove, open: openMove, confirmed: confirmedMove }),
  wrongPerson: truly(6),
  dated: mostly<RoughCommand['dated']>('as usual', 90, 'today', 'tomorrow'),
  manner: fc.record({
    patient: truly(88),
    twice: truly(8),
    answerLost: truly(7),
    again: truly(5),
  }),
});

const step: fc.Arbitrary<RoughStep> = fc.record({
  commands: fc.oneof(
    { weight: 3, arbitrary: fc.array(command, { minLength: 1, maxLength: 1 }) },
    { weight: 5, arbitrary: fc.array(command, { minLength: 3, maxLength: 10, size: 'max' }) },
  ),
  fault: sometimes(
    FAULT_PERCENT,
    fc.record({ kind: fc.constantFrom<FaultKind[]>(...faultKinds), dice, after: fc.nat({ max: 5 }) }),
  ),
  look: sometimes(LOOK_PERCENT, fc.record({ dice, about: dice })),
});

/** So many steps in the rough: of one seed, fewer steps are the beginning of more. */
export function roughSteps(seed: number, count: number): RoughStep[] {
  if (count === 0) return [];
  return fc.sample(step, { seed, numRuns: count });
}
