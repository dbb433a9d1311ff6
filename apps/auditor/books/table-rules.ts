import type { Decision, StreamCommand, StreamEvent } from '#decision';
import { canonicalJson, type Json } from '#event-store';
import type { Kind, Parties } from '#financing';
import { broken, type Broken, type OwnRules } from './own-rules.js';

/** The book before the event, and what was known of others then. */
export interface Decided {
  readonly kind: Kind;
  readonly id: string;
  readonly state: unknown;
  readonly parties: Parties;
  readonly recordedAt: string;
}

/**
 * The table of the domain as a whole: what was asked is decided again, by the rules as this program
 * has them, and has to come to the same event. `known` is what the event was found to break already.
 */
export function brokenTable(
  event: StreamEvent,
  decided: Decided,
  { saidBefore, differsAs }: OwnRules,
  known: readonly Broken[],
): Broken[] {
  const asked = decided.kind.commandBehind(event);
  if (asked === undefined) return [];
  const decision = ruled(asked, decided);
  if (typeof decision === 'string') {
    return known.length > 0 ? [] : [broken('refused_by_the_rules', decision)];
  }
  if ('rejection' in decision) {
    const { code, details } = decision.rejection;
    const isKnown = known.some((one) => saidBefore[code]?.includes(one.code));
    return isKnown ? [] : [broken('refused_by_the_rules', `${code} ${JSON.stringify(details)}`)];
  }
  const [expected, ...more] = decision.events;
  if (more.length === 0 && expected !== undefined && isSame(expected, event)) return [];
  const named = differsAs[event.type];
  if (named === undefined && known.length > 0) return [];
  return [broken(named ?? 'differs_from_the_rules', differences(expected?.data, event.data))];
}

/** What the rules decide; or why they cannot, where what was before it never could be. Mostly a rule has said so already. */
function ruled(
  asked: StreamCommand,
  { kind, id, state, parties, recordedAt }: Decided,
): Decision<StreamEvent> | string {
  try {
    const command = kind.withFacts(asked, parties);
    return kind.decide(command, state, { id, today: dayAfter(recordedAt) });
  } catch (error) {
    return (error as Error).message;
  }
}

const isSame = (one: StreamEvent, other: StreamEvent): boolean =>
  one.type === other.type && isAlike(one.data, other.data);

/** Whether two values of JSON are the same, whatever the order of their names. */
function isAlike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  let names = 0;
  for (const name in one) {
    names += 1;
    const [left, right] = [one, other] as [Record<string, unknown>, Record<string, unknown>];
    if (!Object.hasOwn(other, name) || !isAlike(left[name], right[name])) return false;
  }
  return names === Object.keys(other).length;
}

function differences(expected: object | undefined, actual: object): string {
  const fields = Object.entries(actual).filter(([field, value]) => {
    return written(value) !== written((expected as Record<string, unknown> | undefined)?.[field]);
  });
  const told = fields.map(
    ([field, value]) =>
      `${field} is ${short(value)} and should be ${short((expected as Record<string, unknown> | undefined)?.[field])}`,
  );
  return told.join('; ') || 'the rules make another event of it';
}

const written = (value: unknown): string => (value === undefined ? 'nothing' : canonicalJson(value as Json));

const WORDS_MAX = 300;
const short = (value: unknown): string => written(value).slice(0, WORDS_MAX);

/** The server's day may be one ahead of the day in UTC that the event was recorded. */
function dayAfter(recordedAt: string): string {
  const day = recordedAt.slice(0, 10);
  if (day !== lastDay) {
    const time = Date.parse(`${day}T00:00:00Z`);
    lastDay = day;
    lastDayAfter = Number.isNaN(time) ? '9999-12-31' : new Date(time + DAY_MS).toISOString().slice(0, 10);
  }
  return lastDayAfter;
}

const DAY_MS = 86_400_000;
/** Most events follow another of the same day. */
let lastDay = '';
let lastDayAfter = '';
