import {
  checkConsistency,
  isLogError,
  makeConsistencyProof,
  type NodeReader,
  openCheckpoint,
  readRoot,
  sameHash,
  tileNodes,
  type TreeHead,
} from '#transparency-log';
import type { Queries } from '../running/transaction.js';
import { readTreeHead, tileReader } from '../reading/tree.js';
import type { LogKeys } from './log-keys.js';
import { HeadRefused } from './refusal.js';

/** A head that may be signed, and where the proofs of its growth are read. */
export interface SignableHead extends TreeHead {
  readonly nodes: NodeReader;
}

/**
 * The head of the tree, its root worked out of the tiles, if it is consistent with every head that was `signed` before
 * (notes). The proofs are made of tiles and checked against the signed roots, so that it is these that decide, and not
 * what the database says of itself. Rejects with HeadRefused.
 */
export async function signableHead(
  queries: Queries,
  keys: LogKeys,
  signed: readonly string[],
): Promise<SignableHead> {
  const { size, root } = await readTreeHead(queries);
  const nodes = tileNodes(size, tileReader(queries));
  const rebuilt = await orBroken(() => readRoot(size, nodes));
  if (!sameHash(rebuilt, root)) {
    throw new HeadRefused(
      'tree_broken',
      `The tiles of ${size} leaves do not make the root that was written with them.`,
    );
  }
  for (const note of signed) await requireGrowth(openSigned(note, keys), { size, root, nodes });
  return { size, root, nodes };
}

/** The head in a note that this log has signed. Throws HeadRefused where no key of the log has. */
export function openSigned(note: string, { origin, verifiers }: LogKeys): TreeHead {
  try {
    return openCheckpoint(note, [{ origin, verifiers }]).checkpoint;
  } catch (error) {
    if (!isLogError(error)) throw error;
    throw new HeadRefused(
      'signature_unknown',
      `The head that was signed last is not signed by a key of ${origin} (${error.code}). Is this the right key?`,
    );
  }
}

async function requireGrowth(earlier: TreeHead, head: SignableHead): Promise<void> {
  if (earlier.size > head.size) {
    throw new HeadRefused(
      'tree_shrunk',
      `A head of ${earlier.size} leaves was signed, and there are ${head.size}: the database was set back.`,
    );
  }
  const proof = await orBroken(() => makeConsistencyProof(earlier.size, head.size, head.nodes));
  try {
    checkConsistency(earlier, head, proof);
  } catch (error) {
    if (!isLogError(error)) throw error;
    throw new HeadRefused(
      'history_changed',
      `The tree of ${head.size} leaves does not begin with the ${earlier.size} that were signed (${error.code}).`,
    );
  }
}

/** Tiles that are missing or cut are no outage: somebody has taken them away. */
async function orBroken<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (!isLogError(error)) throw error;
    throw new HeadRefused('tree_broken', `The tiles cannot be read: ${error.message}`);
  }
}
