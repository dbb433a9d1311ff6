import { isOfParty } from '../audited-kinds.js';
import { readLeaf } from '../leaf.js';
import { packBatch, type Batch, type RoutedLeaf } from './batch.js';
import { streamAtEnd } from './stream-at-end.js';

/**
 * Cuts leaves into a batch for each of `threads`: all leaves of a stream go to the same thread, in their order. What is told of
 * parties goes to every thread, because terms are checked against it; one of them looks whether it is right. So does one with
 * what is no event at all. `first` is the position of the first leaf.
 */
export function routed(leaves: readonly Uint8Array[], first: number, threads: number): Batch[] {
  const shares = Array.from({ length: threads }, (): RoutedLeaf[] => []);
  for (const [at, leaf] of leaves.entries()) {
    const stream = streamAtEnd(leaf) ?? streamOf(leaf);
    const owner = threadOf(stream, threads);
    const isForAll = isOfParty(stream);
    for (const [thread, share] of shares.entries()) {
      if (thread !== owner && !isForAll) continue;
      share.push({ position: first + at, leaf, isHeardOnly: thread !== owner });
    }
  }
  return shares.map(packBatch);
}

function streamOf(leaf: Uint8Array): string {
  const event = readLeaf(leaf);
  return 'wrong' in event ? '' : event.stream;
}

/** The same thread for the same stream. */
function threadOf(stream: string, threads: number): number {
  let mixed = 0;
  for (let at = 0; at < stream.length; at += 1) mixed = (Math.imul(mixed, 31) + stream.charCodeAt(at)) | 0;
  return (mixed >>> 0) % threads;
}
