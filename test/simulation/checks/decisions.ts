import { canonicalJson, type JsonObject, type RecordedEvent } from '#event-store';
import type { Decision } from '#decision';
import type { CoProductionEvent, PartyEvent } from '#financing';
import type { Command } from '../network/command.js';
import { emptyWorld, evolveWorld, judge, type World } from '../network/world.js';
import { type Ask, asksOf, commandsOf, grouped, isRefused } from './asks.js';
import type { Check, Entry, Evidence } from './evidence.js';

/**
 * Every event is what the rules decide on the state before it, and every refusal is what they say on a state that there was
 * between the question and the answer. The door may have looked at the roles of others a little before it decided, and
 * its day is any that its clock has shown during the step.
 */
export const everythingWasRightlyDecided: Check = (evidence) => {
  const past = new PastWorlds(evidence);
  const asked = grouped(asksOf(evidence.history), ({ key }) => key);
  const commands = commandsOf(evidence.plan);
  return [...asked].flatMap(([key, asks]) => {
    const command = commands.get(key);
    if (command === undefined) return [`the plan knows nothing of command ${key}`];
    return [
      ...wronglyAccepted(past, command, asks),
      ...asks.filter(isRefused).flatMap((ask) => wronglyRefused(past, command, ask)),
    ];
  });
};

function wronglyAccepted(past: PastWorlds, command: Command, asks: readonly Ask[]): string[] {
  const place = past.placeOf(command.key);
  if (place === undefined) return [];
  const known = Math.min(...asks.map(({ begin }) => past.knownAt(begin)));
  const found = formOf(past.eventsOf(command.key));
  const days = asks.flatMap((ask) => past.days(ask));
  const said = past.judgements(command, days, [place, place], known);
  if (said.some((decision) => 'events' in decision && formOf(decision.events) === found)) return [];
  return [
    `step ${asks[0]!.step}: command ${command.key} wrote ${found}, where the rules say ${sayingOf(said)}`,
  ];
}

function wronglyRefused(past: PastWorlds, command: Command, ask: Ask): string[] {
  const { step, answer, begin, end } = ask;
  const code = answer!.body.code;
  const name = `step ${step}: command ${command.key}`;
  const known = past.knownAt(begin);
  const place = past.placeOf(command.key);
  if (place !== undefined && place < known)
    return [`${name} was done and known to be, and is refused with ${code}`];
  const said = past.judgements(command, past.days(ask), [known, past.possibleAt(end)], known);
  if (said.some((decision) => 'rejection' in decision && decision.rejection.code === code)) return [];
  return [`${name} was refused with ${answer!.status} ${code}, where the rules say ${sayingOf(said)}`];
}

const sayingOf = (said: readonly Decision<CoProductionEvent | PartyEvent>[]): string =>
  [...new Set(said.map((each) => ('events' in each ? formOf(each.events) : each.rejection.code)))].join(
    ' or ',
  );

const formOf = (events: readonly { readonly type: string; readonly data: object }[]): string =>
  canonicalJson(events.map(({ type, data }) => ({ type, data: data as JsonObject })));

/** The world after every event, and what of it was known or possible at each moment of the history. */
class PastWorlds {
  private readonly worlds: World[] = [emptyWorld];
  private readonly written: ReadonlyMap<string, readonly RecordedEvent[]>;
  private readonly places = new Map<string, number>();
  /** By entry of the history: so many events were known to somebody, so many may have been written. */
  private readonly known: number[] = [];
  private readonly possible: number[] = [];

  constructor(private readonly evidence: Evidence) {
    const { events, history } = evidence;
    for (const event of events) this.worlds.push(evolveWorld(this.worlds.at(-1)!, event));
    this.written = grouped(events, ({ metadata }) => metadata.commandId);
    const placeOfPosition = new Map(events.map(({ position }, place) => [String(position), place]));
    events.forEach(({ metadata }, place) => {
      if (!this.places.has(metadata.commandId)) this.places.set(metadata.commandId, place);
    });
    let [known, possible] = [0, 0];
    for (const entry of history) {
      known = Math.max(known, knownBy(entry, placeOfPosition));
      possible = Math.max(possible, this.possibleBy(entry));
      this.known.push(known);
      this.possible.push(possible);
    }
  }

  /** So many events were before the first of this command. */
  placeOf(key: string): number | undefined {
    return this.places.get(key);
  }

  eventsOf(key: string): readonly RecordedEvent[] {
    return this.written.get(key) ?? [];
  }

  knownAt(entry: number): number {
    return this.known[entry] ?? 0;
  }

  possibleAt(entry: number): number {
    return this.possible[entry] ?? this.worlds.length - 1;
  }

  /** Every day that the door's clock has shown in the step of the ask. */
  days({ step, door, clocks }: Ask): string[] {
    const jumps = this.evidence.history.flatMap((entry) =>
      entry.kind === 'fault' &&
      entry.step === step &&
      entry.fault.kind === 'clock jumps' &&
      entry.fault.what === door
        ? [entry.fault.to]
        : [],
    );
    return [...new Set([...clocks, ...jumps].map((clock) => clock.slice(0, 10)))];
  }

  /** What the rules say of it on each state after `from` to `to` events, with the roles of any moment since `known`. */
  judgements(
    command: Command,
    days: readonly string[],
    [from, to]: readonly [number, number],
    known: number,
  ): Decision<CoProductionEvent | PartyEvent>[] {
    const owns = this.distinct(from, to, (world) =>
      command.asked.of === 'party' ? world.parties.get(command.asked.id) : world.books.get(command.asked.id),
    );
    const others = this.distinct(Math.min(known, from), to, ({ parties }) => parties);
    const moments = owns.flatMap((own) => others.map((other) => ({ own, others: other })));
    return moments.flatMap((moment) =>
      [...new Set(days)].map((today) => judge(command, { ...moment, today })),
    );
  }

  private distinct(from: number, to: number, what: (world: World) => unknown): World[] {
    const worlds = this.worlds.slice(from, Math.max(from, to) + 1);
    return worlds.filter((world, place) => place === 0 || what(world) !== what(worlds[place - 1]!));
  }

  /** Whatever was asked for may have been written since. */
  private possibleBy(entry: Entry): number {
    if (entry.kind !== 'asked') return 0;
    const place = this.places.get(entry.key);
    return place === undefined ? 0 : place + this.eventsOf(entry.key).length;
  }
}

function knownBy(entry: Entry, placeOfPosition: ReadonlyMap<string, number>): number {
  if (entry.kind !== 'answered' && entry.kind !== 'looked') return 0;
  const place = placeOfPosition.get(entry.body.position ?? '');
  return place === undefined ? 0 : place + 1;
}
