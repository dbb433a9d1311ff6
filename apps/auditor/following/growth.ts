import {
  checkConsistency,
  type Checkpoint,
  formatHash,
  isLogError,
  LogFormatError,
  makeConsistencyProof,
  parseCheckpoint,
  parseNote,
  readRoot,
  sameHash,
  tileNodes,
  type TreeHead,
} from '#transparency-log';
import type { OwnCopy } from '../copy/own-copy.js';
import { CouldNotCheck, finding, Found } from '../finding.js';
import type { ServedLog } from '../log/served-log.js';
import { firstChange } from './first-change.js';

/** The head that was verified last; undefined before the first time. */
export function lastHead({ verified }: OwnCopy): Checkpoint | undefined {
  return verified && parseCheckpoint(parseNote(verified.checkpoint).text);
}

/** A policy may name several logs. Throws CouldNotCheck where a page is not of the log that the copy is of: the two say nothing about each other. */
export function requireSameLog({ origin }: Checkpoint, copy: OwnCopy): void {
  const known = lastHead(copy);
  if (known === undefined || known.origin === origin) return;
  throw new CouldNotCheck(
    `This is a page of ${origin}, and your copy is of ${known.origin}. Keep each log in a folder of its own.`,
  );
}

/**
 * Checks that the log only grew since it was verified last. Nothing of the leaves is needed for it: two signed heads and the tiles between
 * them tell. Throws Found.
 */
export async function checkGrowth(head: TreeHead, copy: OwnCopy, log: ServedLog): Promise<void> {
  const known = lastHead(copy);
  if (known === undefined) return checkTiles(head, log);
  if (head.size < known.size) throw new Found(await setBack(head, known, copy));
  if (head.size === known.size && !sameHash(head.root, known.root)) {
    throw new Found(twoHistories(head, known, await firstChange(head.size, copy, log)));
  }
  if (head.size === known.size) return;
  await checkTiles(head, log);
  const nodes = tileNodes(head.size, log.tiles);
  const proof = await orMalformed(() => makeConsistencyProof(known.size, head.size, nodes));
  try {
    checkConsistency(known, head, proof);
  } catch (error) {
    if (!isLogError(error)) throw error;
    const where = await firstChange(head.size, copy, log);
    throw new Found(
      finding(
        'history_rewritten',
        `The operator’s ${head.size} events do not begin with the ${known.size} that you have seen.${where}`,
        { seen: known.size, shown: head.size },
      ),
    );
  }
}

/** That the tiles lead to the signed root, so that what is worked out of them is the signer's own word. */
async function checkTiles(head: TreeHead, log: ServedLog): Promise<void> {
  if (head.size === 0) return;
  const root = await orMalformed(() => readRoot(head.size, tileNodes(head.size, log.tiles)));
  if (sameHash(root, head.root)) return;
  throw new Found(
    finding(
      'tree_differs',
      `The hashes that are served for ${head.size} events are not those that were signed.`,
      {
        size: head.size,
        signed: formatHash(head.root),
        served: formatHash(root),
      },
    ),
  );
}

async function orMalformed<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof LogFormatError)) throw error;
    throw new Found(finding('served_malformed', `What should be a tile of hashes is none: ${error.message}`));
  }
}

async function setBack(head: TreeHead, known: TreeHead, copy: OwnCopy): Promise<Found['finding']> {
  const ours = await copy.headAt(head.size);
  if (!sameHash(ours.root, head.root)) return twoHistories(head, ours, '');
  return finding(
    'log_set_back',
    `The operator shows ${head.size} events, and you have seen ${known.size}: the last ${known.size - head.size} are gone.`,
    { seen: known.size, shown: head.size },
  );
}

const twoHistories = (head: TreeHead, known: TreeHead, where: string): Found['finding'] =>
  finding('two_histories', `The operator showed two different histories at size ${head.size}.${where}`, {
    size: head.size,
    seen: formatHash(known.root),
    shown: formatHash(head.root),
  });
