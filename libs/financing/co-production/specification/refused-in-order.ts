import type { RejectionCode } from '../../decision.js';
import type { CoProductionCommand } from '../commands.js';
import type { CoProductionEvent } from '../events.js';
import { given } from './given.js';

type Step<Command> = readonly [code: RejectionCode, mended?: Partial<Omit<Command, 'type'>>];

/**
 * A command that breaks every rule it can is refused by the first; mended there, by the second; and so on, until it
 * passes, or until a step that cannot be mended. So each code is seen to come before the next one.
 */
export function refusedInOrder<Command extends CoProductionCommand>(
  history: readonly CoProductionEvent[],
  worst: Command,
  steps: readonly Step<Command>[],
): void {
  it(`is refused by the first rule it breaks: ${steps.map(([code]) => code).join(', ')}`, () => {
    const { when } = given(...history);
    let command = worst;
    for (const [code, mended] of steps) {
      when(command).thenRejected(code);
      if (mended === undefined) return;
      command = { ...command, ...mended };
    }
    when(command).thenAccepted();
  });
}
