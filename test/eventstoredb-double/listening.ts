import { type Server, type ServerCredentials } from '@grpc/grpc-js';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export const HOST = '127.0.0.1';

/** The connections of a gRPC server, held by hand so that they can be cut. */
export interface Listening {
  readonly port: number;
  /** Cuts one connection, or all. */
  cut(peer?: string): void;
  /** Cuts all, and takes no more. */
  close(): Promise<void>;
}

/** Listens on loopback and hands every connection to the server. Port 0 takes a free one. */
export async function listen(
  server: Server,
  credentials: ServerCredentials,
  port: number,
): Promise<Listening> {
  const injector = server.createConnectionInjector(credentials);
  const sockets = new Map<string, Socket>();
  const listener = createServer((socket) => {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    sockets.set(peer, socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(peer));
    injector.injectConnection(socket);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, HOST, () => resolve());
  });
  const cut = (peer?: string): void => {
    for (const [name, socket] of sockets) if (peer === undefined || name === peer) socket.resetAndDestroy();
  };
  return {
    port: (listener.address() as AddressInfo).port,
    cut,
    close: async () => {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      cut();
      await closed;
    },
  };
}
