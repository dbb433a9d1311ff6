import { type AppendResult, type EventStore, type RecordedEvent } from '#event-store';

/**
 * What a suite needs of a store: one in which it finds nothing, seen through as many doors as processes would have. Strangers
 * may write to the same server; the doors do not show it.
 */
export interface Harness {
  /** The name of a stream that no other test writes; of a co-production unless told. */
  stream(kind?: StreamKind): string;
  /** Opens the same events once more, as another process would. The harness closes it. */
  open(): EventStore;
  close(): Promise<void>;
}

/** The kinds of streams that the suites write. */
export const STREAM_KINDS = ['coproduction', 'party', 'partying'] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];

export type OpenHarness = () => Promise<Harness>;

export type Appended = Extract<AppendResult, { status: 'appended' }>;

/** The result of an append that has to succeed. */
export function appended(result: AppendResult): Appended {
  if (result.status !== 'appended') throw new Error(`The append was answered ${JSON.stringify(result)}.`);
  return result;
}

/** Where each event of an append is in the store. */
export function positionsOf({
  firstRevision,
  lastRevision,
  firstPosition,
  positions,
}: Appended): readonly bigint[] {
  const count = lastRevision - firstRevision + 1;
  return positions ?? Array.from({ length: count }, (_, index) => firstPosition + BigInt(index));
}

/** Every event of the store, page by page. */
export async function readEverything(store: EventStore, limit = 1_000): Promise<RecordedEvent[]> {
  const everything: RecordedEvent[] = [];
  for (let from = 1n; ; from = everything.at(-1)!.position + 1n) {
    const page = await store.readAll(from, { limit });
    everything.push(...page);
    if (page.length < limit) return everything;
  }
}

/** What a subscriber gets until it has this many events, batch by batch. */
export async function take(
  store: EventStore,
  count: number,
  options: { after?: bigint; batchSize?: number; streamPrefix?: string } = {},
): Promise<(readonly RecordedEvent[])[]> {
  const { after = 0n, ...others } = options;
  const enough = new AbortController();
  const batches: (readonly RecordedEvent[])[] = [];
  let taken = 0;
  for await (const batch of store.subscribe(after, { ...others, signal: enough.signal })) {
    batches.push(batch);
    taken += batch.length;
    if (taken >= count) enough.abort();
  }
  return batches;
}

/** Every batch, once the subscription has ended. */
export async function collect(
  subscription: AsyncIterable<readonly RecordedEvent[]>,
): Promise<(readonly RecordedEvent[])[]> {
  const batches: (readonly RecordedEvent[])[] = [];
  for await (const batch of subscription) batches.push(batch);
  return batches;
}
