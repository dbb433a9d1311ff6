import { given } from './given.js';
import type { CoProductionCommand, CoProductionEvent } from '../catalogue.js';
import { readFileSync } from 'node:fs';

type Step<Command> = readonly [code: string, mended?: Partial<Omit<Command, 'type'>>];

/** The codes that docs/domain.md names for a command, in its order of precedence. */
function codesOfTable(command: string): string[] {
  const lines = readFileSync('docs/domain.md', 'utf8').split('\n');
  const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  const row = cells.find(([, name, event]) => name === command && event !== '');
  return (row?.[3] ?? '').split(', ');
}

/**
 * A command that breaks every rule it can is refused by the first; mended there, by the second; and so on, until it
 * passes, or until a step that cannot be mended. So each code is seen to come before the next one, and the domain's table
 * to say so.
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

  it(`is refused in the order that the domain's table has: ${steps.map(([code]) => code).join(', ')}`, () => {
    const codes: string[] = steps.map(([code]) => code);
    expect(codesOfTable(worst.type).filter((code) => codes.includes(code))).toEqual(codes);
  });
}
