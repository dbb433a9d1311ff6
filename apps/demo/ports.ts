import { createServer, type AddressInfo } from 'node:net';

const ORDINARY_PORT = 3000;
const TRIED_MAX = 200;

/** The first free port of this machine from 3000 on; undefined where none of 200 is. */
export async function ordinaryPort(): Promise<number | undefined> {
  for (let port = ORDINARY_PORT; port < ORDINARY_PORT + TRIED_MAX; port += 1) {
    if (await freePort(port)) return port;
  }
  return undefined;
}

/** The port, if nobody listens there; with 0, one that the system chooses. */
export function freePort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const given = (server.address() as AddressInfo).port;
      server.close(() => resolve(given));
    });
  });
}
