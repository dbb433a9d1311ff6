import {
  EventStoreDBClient,
  jsonEvent,
  type AllStreamSubscription,
  type EventData,
  type ResolvedEvent,
  type StreamSubscription,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDouble, type Double } from './double.js';

/** A real server to run the semantics against; without it, they run against the double. */
const REAL_SERVER = process.env['ESDB_URL'];

export interface Subject {
  readonly client: EventStoreDBClient;
  end(): Promise<void>;
}

/** The real client on the double or, where ESDB_URL names one, on a real server. */
export async function openSubject(): Promise<Subject> {
  const double: Double | undefined = REAL_SERVER === undefined ? await startDouble() : undefined;
  const client = EventStoreDBClient.connectionString(double?.connectionString ?? REAL_SERVER ?? '');
  return {
    client,
    end: async () => {
      await client.dispose();
      await double?.close();
    },
  };
}

/** A stream nobody has used, on a server that may have been used before. */
export const unusedStream = (kind = 'double'): string => `${kind}-${randomUUID()}`;

/** An event that says its number. */
export const numbered = (number: number, id: string = randomUUID()): EventData =>
  jsonEvent({ id, type: 'numbered', data: { number } });

export async function collect(
  events: AsyncIterable<ResolvedEvent>,
): Promise<NonNullable<ResolvedEvent['event']>[]> {
  const collected = [];
  for await (const { event } of events) if (event !== undefined) collected.push(event);
  return collected;
}

/** The numbers that events say. */
export const numbersOf = (events: readonly { readonly data: unknown }[]): number[] =>
  events.map(({ data }) => (data as { number: number }).number);

/** The next so many events of a subscription, which is left then. */
export async function take(
  subscription: StreamSubscription | AllStreamSubscription,
  count: number,
): Promise<NonNullable<ResolvedEvent['event']>[]> {
  const taken: NonNullable<ResolvedEvent['event']>[] = [];
  for await (const { event } of subscription as AsyncIterable<ResolvedEvent>) {
    if (event !== undefined) taken.push(event);
    if (taken.length === count) break;
  }
  // Leaving the loop alone leaves the call open.
  await subscription.unsubscribe();
  return taken;
}

/** Waits until a condition holds; the test's own time limit is the only one. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(5);
}
