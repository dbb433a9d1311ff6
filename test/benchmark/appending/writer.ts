import { type EventStore } from '#event-store';
import { type Pledge } from './pledges.js';

/** Connections that competitors get: as many as the server's pool has unless told otherwise. */
export const POOL_SIZE = 10;

/** Whoever can write one event to a new stream, durably, and refuses where the stream is there already. */
export interface Writer {
  append(pledge: Pledge): Promise<void>;
  close(): Promise<void>;
}

export function storeWriter(store: EventStore): Writer {
  return {
    append: async ({ stream, event }) => {
      const { status } = await store.append(stream, 'none', [event]);
      if (status !== 'appended') throw new Error(`An append was answered ${status}.`);
    },
    close: () => store.close(),
  };
}
