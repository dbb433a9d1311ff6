import { canonicalBytes, type ReadableEvents } from '#event-store';
import { type Hash, hashLeaf, readRoot, tileNodes } from '#transparency-log';
import { readTreeHead, resumeTree, tileReader } from '../reading/tree.js';
import { requireSequence } from '../integrate/leaves.js';
import type { Queries } from '../running/transaction.js';

const BATCH = 1_000;

interface Places {
  readonly queries: Queries;
  readonly store: ReadableEvents;
}

/**
 * The root of the first `size` events: of the tiles as far as the tree goes, and of the events beyond, which the notary has not come
 * to yet. Undefined where there are not so many events. Rejects with TreeBroken or SequenceBroken, or
 * where tiles are missing.
 */
export async function rootAt({ queries, store }: Places, size: number): Promise<Hash | undefined> {
  const integrated = await readTreeHead(queries);
  if (size <= integrated.size) return readRoot(size, tileNodes(size, tileReader(queries)));
  const { tree, position } = await resumeTree(queries);
  let after = position;
  while (tree.size < size) {
    const events = await store.readAll(after + 1n, { limit: Math.min(BATCH, size - tree.size) });
    if (events.length === 0) return undefined;
    requireSequence(store, events, after);
    for (const event of events) tree.append(hashLeaf(canonicalBytes(event)));
    tree.takeFull();
    after = events.at(-1)?.position ?? after;
  }
  return tree.head().root;
}
