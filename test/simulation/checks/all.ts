import { everyAcknowledgedCommandIsThereOnce } from './acknowledged.js';
import { everybodyIsAnswered, tokensEndByTheClock } from './answering.js';
import { booksBalance } from './books.js';
import { everythingWasRightlyDecided } from './decisions.js';
import type { Check, Evidence } from './evidence.js';
import { answersEqualAReplay, rowsEqualAReplay } from './projections.js';
import { noRefusedCommandIsThere, nothingElseIsThere, nothingIsMissingInBetween } from './refused.js';
import { everyHeadIsOfThisTree, theLogIsWhole } from './tree.js';

/** All that must hold when everything has come to rest, by what it says. */
export const checks: { readonly [sentence: string]: Check } = {
  'every acknowledged command is in the store once': everyAcknowledgedCommandIsThereOnce,
  'no refused command is in the store': noRefusedCommandIsThere,
  'nothing is in the store that nobody asked for': nothingElseIsThere,
  'nothing is missing in between': nothingIsMissingInBetween,
  'everything was rightly accepted or refused': everythingWasRightlyDecided,
  'books balance': booksBalance,
  'answers equal a replay': answersEqualAReplay,
  'rows equal a replay': rowsEqualAReplay,
  'every head is of this tree': everyHeadIsOfThisTree,
  'the log is whole': theLogIsWhole,
  'everybody is answered': everybodyIsAnswered,
  'tokens end by the clock': tokensEndByTheClock,
};

/** What a check finds. One that comes to no end, because what it looks at cannot be, has found that. */
export function findingsOf(check: Check, evidence: Evidence): string[] {
  try {
    return check(evidence);
  } catch (error) {
    return [`what is there cannot be: ${(error as Error).message}`];
  }
}
