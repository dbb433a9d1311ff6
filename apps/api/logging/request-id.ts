import { type IncomingMessage } from 'node:http';
import { v7 as uuidv7 } from 'uuid';
import { isUuid } from '#decision';

/**
 * The id by which logs, answer and event metadata name a request: the client's X-Request-Id if it is a UUID (whatever
 * else it sends could be a text, and would be in the event for ever), else a new UUIDv7.
 */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return isUuid(given) ? String(given).toLowerCase() : uuidv7();
}
