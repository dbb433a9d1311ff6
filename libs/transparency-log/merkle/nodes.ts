import { LogFormatError } from '../errors.js';
import { bitLength } from './bits.js';
import { emptyRoot, hashNode, type Hash } from './hash.js';

/**
 * A node over a full subtree: it spans the 2^level leaves from index · 2^level on. Such a node never changes however
 * the tree grows, which is why nodes can be stored, and the ragged right edge is worked out of them.
 */
export interface NodeAddress {
  /** 0 for leaves, up to 53. */
  readonly level: number;
  readonly index: number;
}

/**
 * Where nodes are kept: asked for all nodes of one piece of work at once, so that a store needs one round. It answers
 * in the order of asking.
 */
export type NodeReader = (nodes: readonly NodeAddress[]) => Promise<readonly Hash[]>;

/**
 * Leaves from `begin` on, `end` excluded, as a subtree of some tree spans them: `begin` is a multiple of the width
 * rounded up to a power of two.
 */
export interface LeafRange {
  readonly begin: number;
  readonly end: number;
}

/** The full subtrees that make up a range, from left to right, which is from large to small. */
export function nodesOfRange({ begin, end }: LeafRange): NodeAddress[] {
  const nodes: NodeAddress[] = [];
  for (let at = begin; at < end;) {
    const level = bitLength(end - at) - 1;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** The hash over a range, given the hashes of `nodesOfRange`; without any, the root of the empty tree. */
export function foldRange(hashes: readonly Hash[]): Hash {
  return hashes.length === 0 ? emptyRoot() : hashes.reduceRight((right, left) => hashNode(left, right));
}

/** The hashes over several ranges, all their nodes read at once. */
export async function readRanges(ranges: readonly LeafRange[], read: NodeReader): Promise<Hash[]> {
  const nodes = ranges.map(nodesOfRange);
  const hashes = await readNodes(nodes.flat(), read);
  let at = 0;
  return nodes.map((own) => {
    const begin = at;
    at += own.length;
    return foldRange(hashes.slice(begin, at));
  });
}

/** The root of the tree of the first `size` leaves, worked out of stored nodes. */
export async function readRoot(size: number, read: NodeReader): Promise<Hash> {
  return foldRange(await readNodes(nodesOfRange({ begin: 0, end: size }), read));
}

async function readNodes(nodes: readonly NodeAddress[], read: NodeReader): Promise<readonly Hash[]> {
  if (nodes.length === 0) return [];
  const hashes = await read(nodes);
  if (hashes.length !== nodes.length) {
    throw new LogFormatError('tile_missing', `${hashes.length} of ${nodes.length} nodes could be read.`);
  }
  return hashes;
}
