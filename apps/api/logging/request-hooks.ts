import { type IncomingMessage } from 'node:http';
import { type FastifyInstance } from 'fastify';
import { type Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { isUuid } from '#decision';
import { identityOf } from '../security/caller.js';
import { type HttpMetrics } from '../metrics/metrics.controller.js';

/** Names each request in its answer, and writes one line and one observation when it is done. */
export function addRequestHooks(fastify: FastifyInstance, log: Logger, metrics: HttpMetrics): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Request-Id', request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const identity = identityOf(request);
    const { statusCode, elapsedTime } = reply;
    // The pattern and not the path: what is in an unknown path is anybody's.
    const route = request.routeOptions.url ?? '(unknown)';
    metrics.observe(request.method, route, statusCode, elapsedTime);
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route,
        status: statusCode,
        ms: Math.round(elapsedTime * 10) / 10,
        ...('caller' in identity ? { person: identity.caller.personId } : {}),
      },
      'request',
    );
    done();
  });
}

/**
 * The id by which logs, answer and event metadata name a request: the client's X-Request-Id if it is a UUID (whatever
 * else it sends could be a text, and would be in the event for ever), else a new UUIDv7.
 */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return isUuid(given) ? String(given).toLowerCase() : uuidv7();
}
