import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { generateSigningKey, GrowingTiles, hashLeaf, noteSigner, signCheckpoint } from '#transparency-log';
import { LeavesWriter } from '#apps/auditor/copy/leaves-file.js';
import { OwnCopy } from '#apps/auditor/copy/own-copy.js';
import { reachOf } from '#apps/auditor/copy/state.js';
import { leafOf, logOfBooks } from './log-of-books.js';

const FLUSH_EVERY = 4_096;

/**
 * A partner's copy of a made log, as following it would have left it in this folder; `changed` may put another leaf in the place of one,
 * as an operator could who signs what is false. Answers with the bytes of its leaves.
 */
export async function writeCopy(
  folder: string,
  count: number,
  open?: number,
  changed: (leaf: Buffer, position: number) => Buffer = (leaf) => leaf,
): Promise<number> {
  await mkdir(folder, { recursive: true });
  const copy = await OwnCopy.open(folder);
  const leaves = await LeavesWriter.open(join(folder, 'leaves'), 0);
  const tree = GrowingTiles.empty();
  for (const event of logOfBooks(count, open)) {
    const leaf = changed(leafOf(event, tree.size + 1), tree.size + 1);
    tree.append(hashLeaf(leaf));
    leaves.add(leaf);
    if (tree.size % FLUSH_EVERY > 0) continue;
    tree.takeFull();
    await leaves.flush();
  }
  await leaves.force();
  await leaves.close();
  const origin = 'semina.example/log';
  const checkpoint = signCheckpoint({ origin, ...tree.head() }, [
    noteSigner(generateSigningKey(origin, 'note')),
  ]);
  await copy.keepVerified({
    ...reachOf(tree, leaves.bytes),
    checkpoint,
    verifiedAt: new Date().toISOString(),
  });
  return leaves.bytes;
}
