import type { EventStoreDBClient } from '@eventstore/db-client';
import { clientLibrary } from './client.js';

/**
 * What a subclass could replace in the client: its members are `protected`, but only the client itself makes clients of
 * connection strings. Source: dist/Client/index.js of 6.2.1.
 */
interface Inside {
  supports: (method: unknown, feature?: string) => Promise<boolean>;
  handleError: (from: unknown, error: Error) => Promise<void>;
  getChannel: () => Promise<{ close(): void }>;
}

const inside = (client: EventStoreDBClient): Inside => client as unknown as Inside;

/**
 * A client that cannot end the process. Nothing is connected before it is needed.
 *
 * Appends go one by one, as the client has it for servers without batch append. Batch append (dist/streams/appendToStream/batchAppend.js)
 * has one table of pending appends for the whole process: an error of any connection rejects them all and empties it, the next answer
 * on another connection then throws inside the client with nobody to catch it, as does an answer that comes twice; an append that
 * waits to be written while its connection breaks is a rejection that nobody handles; and one without an answer waits past its
 * deadline. One by one, each append is a call of its own with a deadline of its own.
 *
 * When a call fails, the client looks whether to connect elsewhere, in a promise that it leaves alone: that one rejects where
 * no member of a cluster can be found, which would end the process as well.
 */
export function connect(connectionString: string): EventStoreDBClient {
  const client = clientLibrary().EventStoreDBClient.connectionString(connectionString);
  const { handleError } = inside(client);
  inside(client).supports = async () => false;
  inside(client).handleError = (from, error) => handleError(from, error).catch(() => undefined);
  return client;
}

/** Ends what is under way, and the connection, which the client itself would leave open. */
export async function disconnect(client: EventStoreDBClient): Promise<void> {
  await client.dispose();
  const channel = await inside(client)
    .getChannel()
    .catch(() => undefined);
  channel?.close();
}
