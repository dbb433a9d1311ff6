import { EventStoreUnavailable } from '#event-store';

/**
 * Network errors of Node, and PostgreSQL's classes 08 (connection), 53 (resources) and 57 (operator intervention):
 * the database is away or full, not wrong.
 */
const AWAY = /^(E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_AGAIN)[A-Z]*|(08|53|57)[0-9A-Z]{3})$/;
/** What pg says without a code when a connection, a place in the pool or an answer is not had. */
const AWAY_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered)/;

/** Whether an error says that the database is away, so that the same may be asked again. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof EventStoreUnavailable) return true;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  return (typeof code === 'string' && AWAY.test(code)) || AWAY_MESSAGE.test(error.message);
}
