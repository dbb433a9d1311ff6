import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type Logger } from 'pino';
import { type Registry } from 'prom-client';
import { declareIdentity } from '../security/caller.js';
import { type Configuration } from '../configuration/configuration.js';
import { addRequestHooks, requestIdOf } from '../logging/request-hooks.js';
import { HttpMetrics } from '../metrics/metrics.controller.js';
import { showPosition } from '../commands/giving.js';
import { type RouteTable } from '../problems/route-table.js';
import { answerClientError, answerFrameworkError } from '../problems/send-problem.js';

/** No request takes longer to arrive. */
const REQUEST_TIMEOUT_MS = 30_000;

export interface Draining {
  /** Set when the server has begun to stop: answers then end their connections. */
  draining: boolean;
}

/** The HTTP server, before Nest puts its routes into it. */
export async function openFastify(
  { bodyBytesMax, trustedProxies }: Configuration,
  log: Logger,
  registry: Registry,
  routes: RouteTable,
  state: Draining,
): Promise<FastifyAdapter> {
  const adapter = new FastifyAdapter({
    bodyLimit: bodyBytesMax,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: requestIdOf,
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
    // Whoever is connected when the server stops gets its answer, and no refusal.
    return503OnClosing: false,
  });
  const fastify = adapter.getInstance();
  declareIdentity(fastify);
  fastify.removeAllContentTypeParsers();
  // Bytes go on as they are: nobody's JSON is read before it is known who sent it (input/strict-input.pipe.ts).
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  fastify.addHook('onRoute', (route) => routes.add(route));
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (state.draining) void reply.header('Connection', 'close');
    done();
  });
  fastify.addHook('preSerialization', showPosition);
  addRequestHooks(fastify, log, new HttpMetrics(registry));
  const headers = securityHeaders();
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
  return adapter;
}

/** What helmet sets is the same for every answer, so it is asked once, with an answer that goes nowhere. */
function securityHeaders(): OutgoingHttpHeaders {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  helmet({ contentSecurityPolicy: { directives } })(answer.req, answer, (error) => {
    if (error) throw error;
  });
  return answer.getHeaders();
}

/** /docs brings its own scripts and sets styles by hand; nothing comes from elsewhere. */
const directives = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  // A server of one machine speaks HTTP.
  upgradeInsecureRequests: null,
};
