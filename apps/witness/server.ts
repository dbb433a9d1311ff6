import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { REQUEST_BYTES_MAX } from '#transparency-log';
import { statusDocument, statusText } from './status-page.js';
import type { Witness } from './witness.js';

/** The whole body, or undefined where it is longer than `bytesMax`; what is longer is not kept. */
async function readBody(request: IncomingMessage, bytesMax: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length']) > bytesMax) return undefined;
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += (part as Buffer).length;
    if (bytes > bytesMax) return undefined;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** The rest of the request was not read, so the connection cannot serve another. */
  readonly close?: true;
  readonly allow?: string;
}

const TEXT = 'text/plain; charset=utf-8';
const SLOW_MS = 10_000;
const CONNECTIONS_MAX = 256;

const text = (status: number, body: string): Answer => ({ status, contentType: TEXT, body });

/**
 * The witness over HTTP: `POST /add-checkpoint` after C2SP tlog-witness, `GET /<hex SHA-256 of an origin>/checkpoint` with what was
 * co-signed last, and `GET /` for people, or as JSON for programs that ask for it. Slow, long and wrong requests are cut off.
 */
export function witnessServer(witness: Witness, shout: (line: string) => void): Server {
  const server = createServer((request, response) => {
    answer(witness, request)
      .catch((error: unknown) => {
        // An error of the request's own connection needs no answer; one of the disk must be seen.
        if (!request.destroyed || request.complete) shout(`the witness could not answer: ${String(error)}`);
        return text(
          500,
          'failed: The witness could not write down what it saw, and has co-signed nothing.\n',
        );
      })
      .then((given) => send(response, given))
      .catch(() => response.destroy());
  });
  server.headersTimeout = SLOW_MS;
  server.requestTimeout = SLOW_MS;
  server.maxConnections = CONNECTIONS_MAX;
  return server;
}

async function answer(witness: Witness, request: IncomingMessage): Promise<Answer> {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  if (path === '/add-checkpoint') {
    return request.method === 'POST' ? addCheckpoint(witness, request) : notAllowed('POST');
  }
  if (!isReading) return path === '/' ? notAllowed('GET, HEAD') : notFound();
  if (path === '/') return status(witness, request);
  const [, hash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path) ?? [];
  const shown = hash === undefined ? undefined : witness.shown(hash);
  return shown === undefined ? notFound() : text(200, shown);
}

async function addCheckpoint(witness: Witness, request: IncomingMessage): Promise<Answer> {
  const body = await readBody(request, REQUEST_BYTES_MAX);
  if (body !== undefined) return witness.addCheckpoint(body);
  return { ...text(400, `too_large: More than ${REQUEST_BYTES_MAX} bytes.\n`), close: true };
}

function status(witness: Witness, request: IncomingMessage): Answer {
  if (!request.headers.accept?.includes('application/json')) return text(200, statusText(witness));
  const body = `${JSON.stringify(statusDocument(witness), null, 2)}\n`;
  return { status: 200, contentType: 'application/json; charset=utf-8', body };
}

const notFound = (): Answer => text(404, 'not_found: There is nothing here.\n');
const notAllowed = (allow: string): Answer => ({
  ...text(405, `method_not_allowed: ${allow}\n`),
  close: true,
  allow,
});

function send(response: ServerResponse, { status, contentType, body, close, allow }: Answer): void {
  response.writeHead(status, {
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(close && { Connection: 'close' }),
    ...(allow !== undefined && { Allow: allow }),
  });
  response.end(body);
}
