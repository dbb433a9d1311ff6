import { Histogram, type Registry } from 'prom-client';
import { type EventStore } from '#event-store';

/** The same store, its appends measured. */
export function measuredStore(store: EventStore, registry: Registry): EventStore {
  const durations = new Histogram({
    name: 'semina_event_store_append_duration_seconds',
    help: 'Time from handing an append in to its answer, the wait for its batch included.',
    labelNames: ['status'] as const,
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  });
  const sizes = new Histogram({
    name: 'semina_event_store_append_events',
    help: 'Events in an append.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    registers: [registry],
  });
  return {
    ...(store.gapless !== undefined && { gapless: store.gapless }),
    ...(store.uniqueIds !== undefined && { uniqueIds: store.uniqueIds }),
    async append(stream, expected, events) {
      const end = durations.startTimer();
      sizes.observe(events.length);
      try {
        const result = await store.append(stream, expected, events);
        end({ status: result.status });
        return result;
      } catch (error) {
        end({ status: 'failed' });
        throw error;
      }
    },
    readStream: (...query) => store.readStream(...query),
    readEvent: (...query) => store.readEvent(...query),
    readAll: (...query) => store.readAll(...query),
    subscribe: (...query) => store.subscribe(...query),
    subscribeToLeaves: (...query) => store.subscribeToLeaves(...query),
    head: () => store.head(),
    close: () => store.close(),
  };
}
