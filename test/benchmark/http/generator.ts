import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** What to send, and for how long. */
export interface LoadOrder {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  readonly paths: readonly string[];
  readonly tokens: readonly string[];
  /** JSON with `$` where a number of its own belongs. */
  readonly body: string;
}

export interface LoadReport {
  readonly answered: number;
  /** Answers that were not 201, by what they said. */
  readonly refused: { readonly [answer: string]: number };
  readonly elapsedMs: number;
  readonly latenciesMs: readonly number[];
  /** Processor time of this process meanwhile. */
  readonly cpuMs: number;
}

/**
 * POSTs over so many connections, on each of which the next request leaves when the last is answered. It writes bytes to
 * sockets and reads as much of an answer as tells where it ends, so that it takes little of the machine it shares with the server.
 */
process.on('message', (order) => void load(order as LoadOrder).then((report) => process.send?.(report)));

let sent = 0;

async function load(order: LoadOrder): Promise<LoadReport> {
  const latenciesMs: number[] = [];
  const refused: { [answer: string]: number } = {};
  const { user, system } = process.cpuUsage();
  const start = performance.now();
  const deadline = start + order.seconds * 1_000;
  const answered = (answer: string, ms: number): void => {
    latenciesMs.push(ms);
    if (answer.startsWith('HTTP/1.1 201')) return;
    const words = answer.slice(9, 12) + answer.slice(answer.indexOf('\r\n\r\n') + 3);
    refused[words] = (refused[words] ?? 0) + 1;
  };
  await Promise.all(
    Array.from({ length: order.connections }, (_, index) => converse(order, index, deadline, answered)),
  );
  const elapsedMs = performance.now() - start;
  const used = process.cpuUsage();
  const cpuMs = (used.user + used.system - user - system) / 1_000;
  return { answered: latenciesMs.length, refused, elapsedMs, latenciesMs, cpuMs };
}

/** One connection until the deadline. */
function converse(
  order: LoadOrder,
  index: number,
  deadline: number,
  answered: (answer: string, ms: number) => void,
): Promise<void> {
  const { hostname, port } = new URL(order.url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  const head = headOf(order, index, hostname);
  return new Promise((resolve, reject) => {
    let received = '';
    let sentAt = performance.now();
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server has closed a connection.')));
    socket.on('data', (chunk: string) => {
      received += chunk;
      if (!isWhole(received)) return;
      const now = performance.now();
      answered(received, now - sentAt);
      received = '';
      if (now >= deadline) return void resolve(void socket.removeAllListeners('close').end());
      sentAt = now;
      send(socket, head, order.body);
    });
    send(socket, head, order.body);
  });
}

function headOf({ paths, tokens }: LoadOrder, index: number, host: string): string {
  return [
    `POST ${paths[index % paths.length]} HTTP/1.1`,
    `Host: ${host}`,
    `Authorization: Bearer ${tokens[index % tokens.length]}`,
    'Content-Type: application/json',
    'Idempotency-Key: ',
  ].join('\r\n');
}

function send(socket: Socket, head: string, template: string): void {
  const body = template.replace('$', String(++sent));
  socket.write(`${head}${randomUUID()}\r\nContent-Length: ${body.length}\r\n\r\n${body}`, 'latin1');
}

/** Both servers tell the length of an answer. */
function isWhole(received: string): boolean {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const [, length] = /content-length: (\d+)/i.exec(received) ?? [];
  return received.length >= end + 4 + Number(length ?? Number.NaN);
}
