import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to a server, as a database is one, that can be cut and mended as networks do. */
export interface CuttableLine {
  /** The server's address by way of this line. */
  readonly url: string;
  cut(): void;
  mend(): void;
  /** The server is at another address from now on; what is connected stays where it is. */
  leadTo(serverUrl: string): void;
  /**
   * The next connection on which these words are sent breaks as soon as the server answers to them: they arrive, and the answer
   * does not. Once.
   */
  loseAnswerTo(words: string): void;
  /** Answers that have not been lost by now are not lost any more. */
  loseNothing(): void;
  close(): Promise<void>;
}

export async function openCuttableLine(serverUrl: string): Promise<CuttableLine> {
  let to = new URL(serverUrl);
  const sockets = new Set<Socket>();
  const doomed = new Set<string>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect(Number(to.port), to.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    near.on('data', (sent: Buffer) => {
      for (const words of doomed) {
        if (!sent.includes(words)) continue;
        doomed.delete(words);
        far.unpipe(near);
        far.once('data', () => far.destroy()).resume();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const cut = (): void => {
    whole = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cut,
    mend: () => {
      whole = true;
    },
    leadTo: (elsewhere) => {
      to = new URL(elsewhere);
    },
    loseAnswerTo: (words) => void doomed.add(words),
    loseNothing: () => doomed.clear(),
    close: () => {
      cut();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
