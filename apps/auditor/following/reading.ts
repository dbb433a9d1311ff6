import {
  type BundlePart,
  bundlesOf,
  type GrowingTiles,
  HASH_BYTES,
  hashLeaf,
  LogFormatError,
  parseEntryBundle,
  sameHash,
  type Tile,
  tileHashes,
  type TreeHead,
} from '#transparency-log';
import type { LeavesWriter } from '../copy/leaves-file.js';
import type { OwnCopy } from '../copy/own-copy.js';
import { type Reach, reachOf, treeOf } from '../copy/state.js';
import { finding, Found } from '../finding.js';
import type { ServedLog } from '../log/served-log.js';

/** Bundles that are asked for ahead. */
const AHEAD = 8;
/** After so many bundles an interruption loses nothing. */
const BUNDLES_A_STEP = 64;

interface ServedPart {
  readonly part: BundlePart;
  readonly leaves: readonly Uint8Array[];
  readonly hashes: Uint8Array;
}

/**
 * Reads the leaves that are not in the copy yet, holds each against its hash in the tiles, the tiles against one another and against the
 * signed root, and keeps them. Answers with how far the copy goes then. Throws Found; what was read is forgotten again
 * if it is not what was signed.
 */
export async function readLeaves(
  head: TreeHead,
  copy: OwnCopy,
  log: ServedLog,
  onProgress: (size: number) => void,
): Promise<Reach> {
  const tree = treeOf(copy.reach);
  const writer = await copy.writer();
  try {
    let step = 0;
    for await (const served of ahead(bundlesOf(tree.size, head.size, head.size), log)) {
      take(served, tree, writer);
      await checkFull(tree.takeFull(), log);
      onProgress(tree.size);
      step += 1;
      await writer.flush();
      if (step % BUNDLES_A_STEP > 0) continue;
      await writer.force();
      await copy.keepReading(reachOf(tree, writer.bytes));
    }
    await checkFull(tree.edge(), log);
    await writer.force();
  } catch (error) {
    if (error instanceof Found) await copy.forgetReading();
    throw error;
  } finally {
    await writer.close();
  }
  if (!sameHash(tree.head().root, head.root)) {
    await copy.forgetReading();
    throw new Found(treeDiffers(head.size));
  }
  return reachOf(tree, writer.bytes);
}

/** The bundles in their order, some of them under way while one is looked at. However many a page promises, no more are named than are asked for. */
async function* ahead(parts: Iterator<BundlePart>, log: ServedLog): AsyncGenerator<ServedPart> {
  const underWay: Promise<ServedPart>[] = [];
  const ask = (): void => {
    const next = parts.next();
    if (next.done === true) return;
    const asked = serve(next.value, log);
    // It is looked at in its turn; until then its failure is nobody's yet.
    asked.catch(() => undefined);
    underWay.push(asked);
  };
  for (let at = 0; at < AHEAD; at += 1) ask();
  for (let asked = underWay.shift(); asked !== undefined; asked = underWay.shift()) {
    const served = await asked;
    ask();
    yield served;
  }
}

async function serve(part: BundlePart, log: ServedLog): Promise<ServedPart> {
  const { index, width } = part;
  const [bundle, tile] = await Promise.all([log.tile(part), log.tile({ level: 0, index, width })]);
  try {
    return { part, leaves: parseEntryBundle(bundle, width), hashes: tileHashes(tile, width) };
  } catch (error) {
    if (!(error instanceof LogFormatError)) throw error;
    throw new Found(
      finding(
        'served_malformed',
        `The events from ${index * 256 + 1} on are not served in the public format: ${error.message}`,
        {
          index,
        },
      ),
    );
  }
}

function take({ part, leaves, hashes }: ServedPart, tree: GrowingTiles, writer: LeavesWriter): void {
  for (let at = part.first; at < part.first + part.count; at += 1) {
    const leaf = leaves[at] as Uint8Array;
    const leafHash = hashLeaf(leaf);
    if (!sameHash(leafHash, hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))) {
      const position = tree.size + 1;
      throw new Found(
        finding('leaf_differs', `Event ${position} as it is handed out is not the one in the signed tree.`, {
          position,
        }),
      );
    }
    tree.append(leafHash);
    writer.add(leaf);
  }
}

/** Tiles above the leaves, as the own leaves make them and as they are served. */
async function checkFull(tiles: readonly Tile[], log: ServedLog): Promise<void> {
  for (const { hashes, ...address } of tiles) {
    if (address.level === 0) continue;
    const served = await log.tile(address);
    if (Buffer.compare(hashes, served.subarray(0, hashes.length)) === 0) continue;
    throw new Found(
      finding(
        'tree_differs',
        `Tile ${address.index} of level ${address.level} is not what the events below it make.`,
        {
          level: address.level,
          index: address.index,
        },
      ),
    );
  }
}

const treeDiffers = (size: number): Found['finding'] =>
  finding('tree_differs', `The ${size} events that were handed out are not those that were signed.`, {
    size,
  });
