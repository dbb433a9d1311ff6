import { randomBytes } from 'node:crypto';
import { connect, createServer, type Server } from 'node:net';
import { readdir, unlink } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Another process is at work in the folder. */
export class NotAlone extends Error {
  override readonly name = 'NotAlone';
}

const SOCKET_NAME = /^running-[0-9a-f]{16}\.sock$/;

/**
 * Makes sure that no other process that asks for the same works in this folder. Each listens on a socket of its own, on which nobody answers any more once it is dead, however it died, and only
 * then looks for others: so of two that start at the same moment at least one sees the other. Answers with what ends it. Throws
 * NotAlone where another process is there, and the system's error where no socket can be had in the folder.
 */
export async function bePresentAlone(home: string): Promise<() => Promise<void>> {
  const own = `running-${randomBytes(8).toString('hex')}.sock`;
  const server = await listening(join(home, own));
  const leave = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  for (const name of await readdir(home)) {
    if (!SOCKET_NAME.test(name) || name === own) continue;
    if (await isAnswered(join(home, name))) {
      await leave();
      throw new NotAlone(`Another process is at work in ${home}.`);
    }
    // Names are never used again, so this takes nobody's place away.
    await unlink(join(home, name)).catch(() => undefined);
  }
  return leave;
}

function listening(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(shortest(path), () => resolve(server.unref()));
  });
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(shortest(path));
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

/** The path of a socket has little room (108 bytes on Linux), so it is told from where we are if that is shorter. */
function shortest(path: string): string {
  const fromHere = relative('.', path);
  return fromHere.length < path.length ? fromHere : path;
}
