import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Double } from './double.js';
import { type Fault, METHODS, type Method, type Striking } from './faults.js';
import { HOST } from './listening.js';

/** What a call of POST /faults says. */
export interface SwitchedFault extends Striking {
  readonly method: Method;
  readonly fault: Fault;
}

/** An event as GET /written lists it; numbers that may grow large are texts. */
export interface WrittenEvent {
  readonly stream: string;
  readonly revision: string;
  readonly position: string;
  readonly id: string;
  readonly type: string;
}

type Answer = readonly [status: number, body?: unknown];

/** Steers a double from outside its process. Whoever can reach it may do anything: it listens on loopback alone. */
export async function openControl(double: Double, port: number): Promise<{ port: number; close(): void }> {
  const server = createServer((request, response) => {
    void answer(double, request)
      .catch((error: unknown): Answer => [400, { error: String(error) }])
      .then(([status, body]) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(body === undefined ? undefined : JSON.stringify(body));
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(double: Double, request: IncomingMessage): Promise<Answer> {
  switch (`${request.method} ${request.url}`) {
    case 'POST /faults': {
      const { method, fault, ...striking } = (await bodyOf(request)) as SwitchedFault;
      if (!METHODS.includes(method)) return [400, { error: `There is no method ${method}.` }];
      double.faults.switchOn(method, fault, striking);
      return [204];
    }
    case 'DELETE /faults':
      double.faults.switchOff();
      double.faults.release();
      return [204];
    case 'POST /subscriptions/strike':
      double.strikeSubscriptions((await bodyOf(request)) as Fault);
      return [204];
    case 'POST /connections/cut':
      double.cutConnections();
      return [204];
    case 'GET /written':
      return [200, double.written.map(writtenEvent)];
    case 'GET /state':
      return [200, stateOf(double)];
    default:
      return [404, { error: 'There is nothing here.' }];
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

const writtenEvent = ({ stream, revision, position, id, type }: Double['written'][number]): WrittenEvent => ({
  stream,
  revision: String(revision),
  position: String(position),
  id,
  type,
});

const stateOf = ({ subscriptions, faults }: Double): unknown => ({
  subscriptions,
  struck: Object.fromEntries(METHODS.map((method) => [method, faults.struck(method)])),
});
