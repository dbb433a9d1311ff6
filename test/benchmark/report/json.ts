import { type Machine } from '../machine.js';
import { type RowResult } from '../run.js';
import { microsecondsEach } from './each.js';
import { isReached } from './goal.js';

export interface RunReport {
  readonly machine: Machine;
  readonly loadAfter: number;
  readonly results: readonly RowResult[];
}

/** The whole run as one JSON document; each line says what the table says, with whether it reaches its goal. */
export function asJson({ results, ...report }: RunReport): string {
  const rows = results.map((result) =>
    'failed' in result
      ? result
      : {
          ...result,
          lines: result.lines.map((line) => ({
            ...line,
            microsecondsEach: microsecondsEach(line),
            reached: isReached(line),
          })),
        },
  );
  return JSON.stringify({ ...report, rows });
}
