import { rejectionCodes, type RejectionCode } from '#financing';
import { doorProblems, type DoorCode } from './door-problems.js';
import { ruleMeanings } from './rule-meanings.js';

export type ProblemCode = DoorCode | RejectionCode;

const statusOfKind = { unknown: 404, forbidden: 403, state: 409, rule: 422 } as const;

const isDoorCode = (code: ProblemCode): code is DoorCode => code in doorProblems;

/** The HTTP status (RFC 9110) that a code is answered with. */
export const statusOf = (code: ProblemCode): number =>
  isDoorCode(code) ? doorProblems[code][0] : statusOfKind[rejectionCodes[code]];

/** A sentence for the person who meets the code. */
export const meaningOf = (code: ProblemCode): string =>
  isDoorCode(code) ? doorProblems[code][1] : ruleMeanings[code];

/** The code as words: `pledge_paid` reads "Pledge paid". */
export function titleOf(code: ProblemCode): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
