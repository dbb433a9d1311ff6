import type { Command } from '../network/command.js';
import type { Door, Plan } from '../plan/step.js';
import type { Body, Entry } from './evidence.js';

/** A command asked for once, and what came of it. */
export interface Ask {
  readonly step: number;
  readonly key: string;
  readonly door: Door;
  /** The places of the question and its end among the entries of the history. */
  readonly begin: number;
  readonly end: number;
  /** The door's clock then. */
  readonly clocks: readonly [string, string];
  readonly tokenEnds: string;
  /** Undefined where no answer came. */
  readonly answer: { readonly status: number; readonly body: Body } | undefined;
}

/** Every ask of the history, in the order in which they were asked. */
export function asksOf(history: readonly Entry[]): Ask[] {
  const ends = new Map<number, number>();
  history.forEach((entry, place) => {
    if (entry.kind === 'answered' || entry.kind === 'lost') ends.set(entry.ask, place);
  });
  return history.flatMap((entry, begin): Ask[] => {
    if (entry.kind !== 'asked') return [];
    const { step, key, door, tokenEnds, ask } = entry;
    const end = ends.get(ask) ?? history.length;
    const last = history[end];
    const clock = last?.kind === 'answered' || last?.kind === 'lost' ? last.clock : entry.clock;
    const answer = last?.kind === 'answered' ? { status: last.status, body: last.body } : undefined;
    return [{ step, key, door, tokenEnds, begin, end, clocks: [entry.clock, clock], answer }];
  });
}

export const isAccepted = ({ answer }: Ask): boolean => answer?.status === 200 || answer?.status === 201;

/** The rules or the door said no; that a token is over or too many ask says nothing of the command. */
export const isRefused = ({ answer }: Ask): boolean =>
  answer !== undefined && answer.status >= 400 && answer.status < 500 && ![401, 429].includes(answer.status);

/** Whether the ask was turned away before anybody looked at what it asks. */
export const isTurnedAway = ({ answer }: Ask): boolean => answer?.status === 401 || answer?.status === 429;

/** The commands of the plan by their keys. */
export function commandsOf({ steps }: Plan): ReadonlyMap<string, Command> {
  return new Map(steps.flatMap(({ commands }) => commands.map(({ command }) => [command.key, command])));
}

export function grouped<Thing>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => string,
): ReadonlyMap<string, readonly Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group === undefined) groups.set(keyOf(thing), [thing]);
    else group.push(thing);
  }
  return groups;
}
