import { hash } from 'node:crypto';
import { fromBase64, toBase64 } from '../encoding/base64.js';
import { hashOfBase64, writeHashOfBase64 } from '../encoding/base64-hash.js';
import { LogFormatError } from '../errors.js';

/** A SHA-256 hash: 32 bytes. */
export type Hash = Uint8Array;

export const HASH_BYTES = 32;

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

// A whole buffer in one call is hashed much faster than in parts, so the parts are laid side by side first. Both buffers are
// filled and hashed without a pause in between, so one of each serves all callers.
const leafInput = Buffer.alloc(1 + 0xffff);
const nodeInput = Buffer.alloc(1 + 2 * HASH_BYTES);
leafInput[0] = LEAF_PREFIX;
nodeInput[0] = NODE_PREFIX;

/** The hash of a leaf's bytes: SHA-256(0x00 ‖ data), RFC 6962 §2.1. */
export const hashLeaf = (data: Uint8Array): Hash => Buffer.from(hashLeafText(data), 'latin1');

/** As `hashLeaf`, as text of a letter a byte. */
export function hashLeafText(data: Uint8Array): string {
  if (data.length >= leafInput.length) {
    return hash('sha256', Buffer.concat([Uint8Array.of(LEAF_PREFIX), data]), 'binary');
  }
  leafInput.set(data, 1);
  return hash('sha256', leafInput.subarray(0, 1 + data.length), 'binary');
}

/** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1. Both children are hashes of 32 bytes. */
export function hashNode(left: Hash, right: Hash): Hash {
  requireHash(left);
  requireHash(right);
  nodeInput.set(left, 1);
  nodeInput.set(right, 1 + HASH_BYTES);
  return sha256(nodeInput);
}

/**
 * The hash, as text of a letter a byte, of the node above one that is given so, too; the hash beside that stands on its left or on its right.
 */
export function hashAbove(node: string, beside: Hash, isLeft: boolean): string {
  nodeInput.set(requireHash(beside), isLeft ? 1 : 1 + HASH_BYTES);
  nodeInput.write(node, isLeft ? 1 + HASH_BYTES : 1, 'latin1');
  return hash('sha256', nodeInput, 'binary');
}

/** As `hashAbove`, the hash beside written as canonical base64 in a text, from `at` on; undefined where something else is there. */
export function hashAboveText(node: string, text: string, at: number, isLeft: boolean): string | undefined {
  if (!writeHashOfBase64(text, at, nodeInput, isLeft ? 1 : 1 + HASH_BYTES)) return undefined;
  nodeInput.write(node, isLeft ? 1 + HASH_BYTES : 1, 'latin1');
  return hash('sha256', nodeInput, 'binary');
}

/**
 * Hashes many nodes without an object for each: `count` pairs of hashes stand side by side in `from`, from its byte `at` on; their
 * nodes are written one after the other to `to`, from its byte `place` on. May write over what it has read.
 */
export function hashNodes(from: Buffer, at: number, count: number, to: Buffer, place: number): void {
  for (let pair = 0; pair < count; pair += 1) {
    const begin = at + pair * 2 * HASH_BYTES;
    from.copy(nodeInput, 1, begin, begin + 2 * HASH_BYTES);
    to.write(hash('sha256', nodeInput, 'binary'), place + pair * HASH_BYTES, 'latin1');
  }
}

/** Taken as text of a letter a byte, which costs half as much as to have Node make a buffer of each hash. */
const sha256 = (input: Uint8Array): Hash => Buffer.from(hash('sha256', input, 'binary'), 'latin1');

/** The root of the empty tree: SHA-256 of nothing, RFC 6962 §2.1. */
export const emptyRoot = (): Hash => sha256(new Uint8Array());

export const sameHash = (a: Hash, b: Hash): boolean => Buffer.compare(a, b) === 0;

/** The hash of one base64 text. Throws `base64_malformed` or `hash_malformed`. */
export const parseHash = (text: string): Hash => hashOfBase64(text) ?? requireHash(fromBase64(text));

/** The base64 text of a hash. Throws `hash_malformed` where it has not 32 bytes. */
export const formatHash = (value: Hash): string => toBase64(requireHash(value));

/** The bytes themselves, where they can be a hash. Throws `hash_malformed`. */
export function requireHash(value: Uint8Array): Hash {
  if (value.length !== HASH_BYTES) {
    throw new LogFormatError('hash_malformed', `A hash has ${HASH_BYTES} bytes.`, { bytes: value.length });
  }
  return value;
}
