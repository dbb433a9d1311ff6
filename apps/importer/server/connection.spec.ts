import {
  createServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { Connection } from './connection.js';
import { ServerUnusable } from './unusable.js';

const patience = { patience_ms: 1_000, answer_ms: 200, advice: 'Run it again.' };
const request = {
  method: 'POST',
  path: '/parties',
  headers: { 'Idempotency-Key': 'k' },
  body: { a: 1 },
} as const;

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
const status =
  (code: number, headers = {}): Answer =>
  (response) =>
    void response.writeHead(code, headers).end('{"code":"x"}');

let server: HttpServer | undefined;
const keys: unknown[] = [];

/** A server that gives these answers one after another, the last one for ever. */
async function answering(...answers: Answer[]): Promise<Connection> {
  let next = 0;
  keys.length = 0;
  server = createServer((incoming, response) => {
    keys.push(incoming.headers['idempotency-key']);
    answers[Math.min(next++, answers.length - 1)]?.(response, incoming);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return new Connection(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, patience);
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
  server = undefined;
});

describe('a connection', () => {
  it.each([
    ['is overloaded', status(503)],
    ['allows no more requests for now', status(429, { 'Retry-After': '0' })],
    ['breaks off', ((response) => response.destroy()) as Answer],
    ['does not answer in time', (() => undefined) as Answer],
    ['meets a defect in passing', status(500)],
  ])('asks again with the same key when the server %s', async (_, trouble) => {
    const connection = await answering(trouble, trouble, status(201));
    expect(await connection.ask(request)).toEqual({ status: 201, body: { code: 'x' } });
    expect(keys).toEqual(['k', 'k', 'k']);
  });

  it.each([400, 403, 404, 409, 422])('takes a refusal (%d) for an answer', async (code) => {
    const connection = await answering(status(code));
    expect((await connection.ask(request)).status).toBe(code);
    expect(keys).toHaveLength(1);
  });

  it('gives up when its patience is at its end, and says what to do', async () => {
    const connection = await answering(status(503));
    await expect(connection.ask(request)).rejects.toThrow(
      /no answer for 1 seconds: it answers 503\. Run it again/,
    );
  });

  it('does not wait for longer than its patience because it was told to', async () => {
    const connection = await answering(status(429, { 'Retry-After': '3600' }));
    await expect(connection.ask(request)).rejects.toThrow(ServerUnusable);
    expect(keys).toHaveLength(1);
  });

  it('gives up on a defect that stays', async () => {
    const connection = await answering(status(500));
    await expect(connection.ask(request)).rejects.toThrow(/defect of its own/);
    expect(keys).toHaveLength(3);
  });

  it('to a server that is not there says so', async () => {
    const connection = await answering(status(200));
    await new Promise((resolve) => server?.close(resolve));
    await expect(connection.ask(request)).rejects.toThrow(/ECONNREFUSED/);
  });
});
