import { isDeepStrictEqual } from 'node:util';
import type { RecordedEvent } from '#event-store';
import { coProductionStream } from '#financing';
import type { Look } from '../plan/step.js';
import type { Body, Check } from './evidence.js';
import { replayed } from './replay.js';

/** Whatever the auditor read, in the middle or at rest, is what the events up to the answer's position come to. */
export const answersEqualAReplay: Check = ({ history, events, rest }) => [
  ...history.flatMap((entry) => {
    if (entry.kind !== 'looked') return [];
    const { step, look, status, body, atLeast } = entry;
    if (status !== 200) return unknownBook(step, look, status, events, atLeast);
    if (BigInt(body.position ?? 0) < BigInt(atLeast))
      return [`step ${step}: who asked for position ${atLeast} was answered as of ${body.position}`];
    return differences(`step ${step}`, look, body, events);
  }),
  ...rest.answers.flatMap(({ look, body }) => differences('at rest', look, body, events)),
];

/** The rows that were written batch by batch, whatever happened in between, are those of all events applied in one go. */
export const rowsEqualAReplay: Check = ({ rest: { rows, replayedRows } }) =>
  [...new Set([...Object.keys(rows), ...Object.keys(replayedRows)])]
    .filter((table) => !isDeepStrictEqual(rows[table], replayedRows[table]))
    .map((table) => `the rows of ${table} are not those of a replay`);

function unknownBook(
  step: number,
  { book }: Look,
  status: number,
  events: readonly RecordedEvent[],
  atLeast: string,
): string[] {
  const stream = coProductionStream.of(book);
  const isKnown = events.some((event) => event.stream === stream && event.position <= BigInt(atLeast));
  return isKnown || status !== 404 ? [`step ${step}: the auditor was answered ${status} about ${book}`] : [];
}

function differences(when: string, look: Look, body: Body, events: readonly RecordedEvent[]): string[] {
  const upTo = events.filter(({ position }) => position <= BigInt(body.position ?? 0));
  const expected = replayed(look, upTo);
  const [found, wanted] = 'items' in expected ? lists(body, expected.items as object[]) : [body, expected];
  return contains(found, wanted)
    ? []
    : [`${when}: the ${look.about} of ${look.book} at position ${body.position} are not those of a replay`];
}

/** A page that is not the last says nothing of what comes after it. */
function lists(body: Body, items: readonly object[]): [unknown, unknown] {
  const found = (body['items'] ?? []) as readonly unknown[];
  return [found, body['next'] === null ? items : items.slice(0, found.length)];
}

/** Whether everything that is wanted is there; what else an answer says is compared row by row elsewhere. */
function contains(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return (
      Array.isArray(found) &&
      found.length === wanted.length &&
      wanted.every((each, at) => contains(found[at], each))
    );
  if (typeof wanted !== 'object' || wanted === null) return found === wanted;
  if (typeof found !== 'object' || found === null) return false;
  return Object.entries(wanted).every(([name, value]) => contains((found as Body)[name], value));
}
