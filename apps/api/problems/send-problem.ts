import { STATUS_CODES, type ServerResponse } from 'node:http';
import { type Socket } from 'node:net';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { Problem } from './problem.js';
import { problemOf } from './problem-of.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Answers with the problem. `Retry-After` is kept where something earlier has set it. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): void {
  const { retryAfter_seconds } = problem.extras;
  if (retryAfter_seconds !== undefined) void reply.header('Retry-After', retryAfter_seconds);
  if (problem.status === 401) void reply.header('WWW-Authenticate', 'Bearer realm="semina"');
  void reply
    .status(problem.status)
    .header('X-Request-Id', request.id)
    .header('Content-Type', PROBLEM_TYPE)
    // As text: Fastify would look for a serialiser of this content type.
    .send(JSON.stringify(problem.body(request.id)));
}

/** For what the router refuses before any hook or filter of ours runs: undecodable or overlong paths. */
export function answerFrameworkError(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(request, reply, problemOf(error));
}

/** For bytes that are no HTTP request, or one whose head is too large or too slow: there is only a socket to answer on. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  const response = (socket as Socket & { _httpMessage?: ServerResponse })._httpMessage;
  if (error.code === 'ECONNRESET' || !socket.writable || response?.headersSent) {
    socket.destroy();
    return;
  }
  const problem = new Problem(codeOfClientError(error.code));
  const body = JSON.stringify(problem.body(uuidv7()));
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function codeOfClientError(
  code: string | undefined,
): 'headers_too_large' | 'request_timeout' | 'malformed_request' {
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers_too_large';
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_timeout';
  return 'malformed_request';
}
