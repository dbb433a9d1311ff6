import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

/** Built from open-database.ts. */
export const program = resolve('dist/test/postgres/open-database.js');

/** Another process that has opened the database of a home. */
export interface Other {
  readonly url: string;
  readonly child: ChildProcess;
  /** What a query of that process says, over the one connection it keeps: `one`, or why it failed. */
  query(): Promise<string>;
  /** Closes the database in that process, which then ends. */
  close(): Promise<void>;
  /** As kill -9 does. */
  kill(): Promise<void>;
}

export async function openElsewhere(home: string, as: { uid?: number; gid?: number } = {}): Promise<Other> {
  const child = spawn(process.execPath, [program, home], {
    ...as,
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const order = async (word: string): Promise<string> => {
    child.stdin.write(`${word}\n`);
    return (await lines.next()).value as string;
  };
  return {
    url: (await lines.next()).value as string,
    child,
    query: () => order('query'),
    close: async () => expect(await order('close')).toBe('closed'),
    kill: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Asks over a connection of its own. */
export async function ask<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}
