import { connect, createServer, type Server } from 'node:net';
import { unlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { isCode } from './durable-file.js';
import { Unusable } from './unusable.js';

const FILE_NAME = 'running.sock';

/**
 * Makes sure that no other process works in this folder: two that each compare with what they remember could co-sign a fork
 * between them. Held by a socket, which nobody answers on any more once its process is dead, however it died. Answers with what
 * ends it. Throws Unusable where another process is there.
 */
export async function bePresentAlone(home: string): Promise<() => Promise<void>> {
  const path = join(home, FILE_NAME);
  let server = await listening(path);
  if (server === undefined) {
    if (await isAnswered(path)) throw new Unusable(`Another witness is running in ${home}.`);
    await unlink(path).catch(() => undefined);
    server = await listening(path);
  }
  if (server === undefined) throw new Unusable(`Another witness has just started in ${home}.`);
  const held = server;
  return () => new Promise((resolve) => held.close(() => resolve()));
}

/** Undefined where the address is taken. */
function listening(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (isCode(error, 'EADDRINUSE') ? resolve(undefined) : reject(error)));
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
