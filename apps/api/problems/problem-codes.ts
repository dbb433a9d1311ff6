import { commonRefusals, type Refusal, refusalsOf, type StreamKind } from '#decision';
import { kinds, type RefusalCode } from '#financing';
import { doorProblems, type DoorCode } from './door-problems.js';

/** Every code that this server answers with by itself; kinds of streams that it serves may bring more. */
export type ProblemCode =
  DoorCode | RefusalCode | keyof typeof commonRefusals | 'co_production_unknown' | 'party_unknown';

const statusOfKind = { unknown: 404, forbidden: 403, state: 409, rule: 422 } as const;

const refusals = new Map<string, Refusal>();

/** Tells what the refusals of a kind of stream mean. */
export function declareRefusals(kind: Pick<StreamKind, 'missing' | 'commands'>): void {
  for (const [code, refusal] of Object.entries(refusalsOf(kind))) refusals.set(code, refusal);
}
kinds.forEach(declareRefusals);

const isDoorCode = (code: string): code is DoorCode => Object.hasOwn(doorProblems, code);

function refusalOf(code: string): Refusal {
  const refusal = refusals.get(code);
  if (refusal === undefined) throw new Error(`no kind of stream that is served refuses with ${code}`);
  return refusal;
}

/** The HTTP status (RFC 9110) that a code is answered with. */
export const statusOf = (code: string): number =>
  isDoorCode(code) ? doorProblems[code][0] : statusOfKind[refusalOf(code).kind];

/** A sentence for the person who meets the code. */
export const meaningOf = (code: string): string =>
  isDoorCode(code) ? doorProblems[code][1] : refusalOf(code).meaning;

/** The code as words: `pledge_paid` reads "Pledge paid". */
export function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
