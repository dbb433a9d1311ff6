import { once } from 'node:events';
import net from 'node:net';

/** A way to the database server that can be cut off and restored, as if the server went away and came back. */
export interface SeverableServer {
  readonly url: string;
  /** Breaks every connection and refuses new ones. */
  sever(): Promise<void>;
  restore(): Promise<void>;
  close(): Promise<void>;
}

export async function severable(databaseUrl: string): Promise<SeverableServer> {
  const target = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  const listen = async (port: number): Promise<net.Server> => {
    const server = net.createServer((near) => {
      const far = net.connect({ host: target.hostname, port: Number(target.port) });
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one);
        one.on('error', () => {});
        one.on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return server;
  };
  let server: net.Server | undefined = await listen(0);
  const { port } = server.address() as net.AddressInfo;
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  const sever = async () => {
    const closing = server && once(server.close(), 'close');
    server = undefined;
    for (const socket of sockets) socket.destroy();
    await closing;
  };
  return {
    url: url.href,
    sever,
    async restore() {
      server = await listen(port);
    },
    close: sever,
  };
}
