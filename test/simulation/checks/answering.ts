import { type Ask, asksOf, isAccepted } from './asks.js';
import type { Check } from './evidence.js';

/** As much may clocks differ before a token is over. */
const TOLERANCE_MS = 30_000;

/** Whoever asks until an answer comes gets one; no answer is a defect; no process ends that was not asked to. */
export const everybodyIsAnswered: Check = ({ history }) => [
  ...asksOf(history)
    .filter(
      ({ answer }) =>
        answer !== undefined && ((answer.status >= 500 && answer.status !== 503) || answer.status === 429),
    )
    .map(
      ({ step, key, answer }) =>
        `step ${step}: command ${key} was answered ${answer!.status} ${answer!.body.code}`,
    ),
  ...history.flatMap((entry) => {
    if (entry.kind === 'never answered') return [`command ${entry.key} was never answered`];
    if (entry.kind === 'ended')
      return [`the ${entry.what} ended by itself with ${entry.status}: ${entry.log}`];
    return [];
  }),
];

/** A token is believed until it is over by the door's clock, wherever that has jumped, and not longer. */
export const tokensEndByTheClock: Check = ({ history }) =>
  asksOf(history).flatMap((ask) => {
    const ends = Date.parse(ask.tokenEnds) + TOLERANCE_MS;
    const times = ask.clocks.map((clock) => Date.parse(clock));
    const name = `step ${ask.step}: the token of command ${ask.key}, over at ${ask.tokenEnds},`;
    if (isAccepted(ask) && Math.min(...times) >= ends) return [`${name} was believed at ${ask.clocks[0]}`];
    if (isUnbelieved(ask) && Math.max(...times) < ends)
      return [`${name} was not believed at ${ask.clocks[1]}`];
    return [];
  });

const isUnbelieved = ({ answer }: Ask): boolean => answer?.status === 401;
