import { readFile } from 'node:fs/promises';
import { replaceFile } from '#durable-file';
import { edgeTiles, GrowingTiles, isLogError } from '#transparency-log';
import { CouldNotCheck } from '../finding.js';

/** How far the own copy goes: so many leaves, in so many bytes of the file of leaves, and the right edge of their tree. */
export interface Reach {
  readonly size: number;
  readonly bytes: number;
  /** The partial tiles of `edgeTiles(size)`, base64. */
  readonly edge: readonly string[];
}

/** What was verified, and under which signatures. */
export interface Verified extends Reach {
  /** The checkpoint as it was served, word for word. */
  readonly checkpoint: string;
  /** When it was verified, RFC 3339. */
  readonly verifiedAt: string;
}

/** What the partner must keep between two visits. */
export interface CopyState {
  readonly version: 1;
  readonly verified?: Verified;
  /** Leaves that were read beyond that and not led to a signed root yet: an interrupted visit goes on from there. */
  readonly reading?: Reach;
}

export const emptyReach: Reach = { size: 0, bytes: 0, edge: [] };

export function reachOf(tree: GrowingTiles, bytes: number): Reach {
  const edge = tree.edge().map(({ hashes }) => Buffer.from(hashes).toString('base64'));
  return { size: tree.size, bytes, edge };
}

/** The tree that grows on from there. Throws CouldNotCheck where the state was damaged. */
export function treeOf({ size, edge }: Reach): GrowingTiles {
  try {
    return GrowingTiles.resume(
      size,
      edge.map((tile) => Buffer.from(tile, 'base64')),
    );
  } catch (error) {
    if (isLogError(error)) throw new CouldNotCheck(`Your own state file is damaged: ${error.message}`);
    throw error;
  }
}

export async function readState(path: string): Promise<CopyState> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { version: 1 };
    throw error;
  }
  const state = parsed(text);
  const reaches = [state?.verified, state?.reading].filter((reach) => reach !== undefined);
  if (state?.version !== 1 || !reaches.every(isReach)) {
    throw new CouldNotCheck(`Your own state file ${path} is damaged. Restore it from a copy.`);
  }
  return state;
}

export const writeState = (path: string, state: CopyState): Promise<void> =>
  replaceFile(path, `${JSON.stringify(state)}\n`);

function parsed(text: string): CopyState | undefined {
  try {
    return JSON.parse(text) as CopyState;
  } catch {
    return undefined;
  }
}

const isReach = ({ size, bytes, edge }: Reach): boolean =>
  Number.isSafeInteger(size) &&
  Number.isSafeInteger(bytes) &&
  Array.isArray(edge) &&
  edge.length === edgeTiles(size).length;
