import { hash } from 'node:crypto';
import { fromBase64, toBase64 } from '../encoding/base64.js';
import { LogFormatError } from '../errors.js';

/** A SHA-256 hash: 32 bytes. */
export type Hash = Uint8Array;

export const HASH_BYTES = 32;

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

// Node hashes a whole buffer in one call much faster than in parts, so the parts are laid side by side first. Both
// buffers are filled and hashed without a pause in between, so one of each serves all callers.
const leafInput = new Uint8Array(1 + 0xffff);
const nodeInput = new Uint8Array(1 + 2 * HASH_BYTES);
leafInput[0] = LEAF_PREFIX;
nodeInput[0] = NODE_PREFIX;

/** The hash of a leaf's bytes: SHA-256(0x00 ‖ data), RFC 6962 §2.1. */
export function hashLeaf(data: Uint8Array): Hash {
  if (data.length >= leafInput.length) {
    return hash('sha256', Buffer.concat([Uint8Array.of(LEAF_PREFIX), data]), 'buffer');
  }
  leafInput.set(data, 1);
  return hash('sha256', leafInput.subarray(0, 1 + data.length), 'buffer');
}

/** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1. Both children are hashes of 32 bytes. */
export function hashNode(left: Hash, right: Hash): Hash {
  requireHash(left);
  requireHash(right);
  nodeInput.set(left, 1);
  nodeInput.set(right, 1 + HASH_BYTES);
  return hash('sha256', nodeInput, 'buffer');
}

/** The root of the empty tree: SHA-256 of nothing, RFC 6962 §2.1. */
export const emptyRoot = (): Hash => hash('sha256', '', 'buffer');

export const sameHash = (a: Hash, b: Hash): boolean => Buffer.compare(a, b) === 0;

/** The hash of one base64 text. Throws `base64_malformed` or `hash_malformed`. */
export function parseHash(text: string): Hash {
  return requireHash(fromBase64(text));
}

/** The base64 text of a hash. Throws `hash_malformed` where it has not 32 bytes. */
export const formatHash = (value: Hash): string => toBase64(requireHash(value));

/** The bytes themselves, where they can be a hash. Throws `hash_malformed`. */
export function requireHash(value: Uint8Array): Hash {
  if (value.length !== HASH_BYTES) {
    throw new LogFormatError('hash_malformed', `A hash has ${HASH_BYTES} bytes.`, { bytes: value.length });
  }
  return value;
}
