import { type ProblemCode } from '../problems/problem-codes.js';

/** What every command to a co-production can be refused with before its own rules are asked. */
export const whoAndWhen = [
  'co_production_unknown',
  'not_allowed',
  'wrong_status',
] as const satisfies readonly ProblemCode[];

/** What a day in a command can be refused with. */
export const dayCodes = ['date_in_future', 'date_before_pledging'] as const satisfies readonly ProblemCode[];
