import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { type EventStore } from '#event-store';
import { type EventStoreDbOptions, openEventStoreDb } from '#event-store/eventstoredb/index.js';
import { type Harness, STREAM_KINDS, type StreamKind } from './harness.js';

export type EventStoreDbSettings = Omit<EventStoreDbOptions, 'connectionString' | 'streamPrefixes'>;

/**
 * A part of a server's log that no other test writes: streams with a mark of its own in their names. The rest of the log, of the server
 * and of strangers, is none of ours.
 */
export async function openEventStoreDbHarness(
  connectionString: string,
  settings: EventStoreDbSettings = {},
): Promise<Harness> {
  const mark = randomUUID().slice(0, 8);
  const opened: EventStore[] = [];
  await writeAsStranger(connectionString, `stranger-${mark}`);
  return {
    stream: (kind: StreamKind = 'coproduction') => `${kind}-${mark}-${randomUUID()}`,
    open: () => {
      const streamPrefixes = STREAM_KINDS.map((kind) => `${kind}-${mark}-`);
      const store = openEventStoreDb({ connectionString, streamPrefixes, ...settings });
      opened.push(store);
      return store;
    },
    close: async () => {
      for (const store of opened) await store.close();
    },
  };
}

/** What another program would write to the same server: events that are not shaped like ours. */
export async function writeAsStranger(connectionString: string, stream: string, count = 40): Promise<void> {
  const client = EventStoreDBClient.connectionString(connectionString);
  const event = () => jsonEvent({ type: 'Measured', data: ['not', 'ours'] });
  await client.appendToStream(stream, Array.from({ length: count }, event));
  await client.dispose();
}
