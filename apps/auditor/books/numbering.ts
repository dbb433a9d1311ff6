import type { OwnCopy } from '../copy/own-copy.js';
import { readLeaf } from './leaf.js';

/**
 * Whether the events of a log say of themselves to be the first, the second and so on. They do where the operator's store counts events;
 * where it tells their places in a file instead, these only grow, and none of them is 1.
 */
export async function countsWithoutGaps(copy: OwnCopy): Promise<boolean> {
  for await (const [leaf] of copy.leaves()) {
    const event = leaf && readLeaf(leaf);
    return event === undefined || 'wrong' in event || event.position === '1';
  }
  return true;
}
