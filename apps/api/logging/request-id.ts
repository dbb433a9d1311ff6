import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { isUuid } from '../input/checks.js';

/**
 * The id by which logs, answer and event metadata name a request: the client's X-Request-Id if it is a UUID (whatever
 * else it sends could be a text, and would be in the event for ever), else a new UUIDv7.
 */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return isUuid(given) ? String(given).toLowerCase() : uuidOfNow();
}

/** UUIDv7 (RFC 9562 §5.7): milliseconds since 1970, and for the rest what a random UUID has there, which Node makes in stock. */
function uuidOfNow(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
