import { LogFormatError } from '../errors.js';
import { TILE_WIDTH, tileWidth, type BundleAddress } from './address.js';

/** The longest leaf: its length is written as 16 bits. */
export const ENTRY_BYTES_MAX = 0xffff;

const LENGTH_BYTES = 2;

/** Leaves as a bundle: before each its length, 16 bits big-endian (C2SP tlog-tiles). At most 256. Throws `entry_too_large`. */
export function formatEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length > TILE_WIDTH) throw malformed(`A bundle has at most ${TILE_WIDTH} entries.`);
  const bundle = Buffer.allocUnsafe(entries.reduce((bytes, entry) => bytes + LENGTH_BYTES + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > ENTRY_BYTES_MAX) {
      throw new LogFormatError('entry_too_large', `A leaf has at most ${ENTRY_BYTES_MAX} bytes.`, {
        bytes: entry.length,
      });
    }
    at = bundle.writeUInt16BE(entry.length, at);
    bundle.set(entry, at);
    at += entry.length;
  }
  return bundle;
}

/**
 * The leaves of a bundle, as views of its bytes. It has to hold `width` of them at least; of a bundle that has grown
 * since, the first `width` are given. Throws `entry_bundle_malformed`: cut short, too few or more than 256 entries.
 */
export function parseEntryBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length;) {
    if (entries.length === TILE_WIDTH) throw malformed(`More than ${TILE_WIDTH} entries.`);
    if (at + LENGTH_BYTES > bundle.length) throw malformed('A length is cut short.');
    const begin = at + LENGTH_BYTES;
    at = begin + view.getUint16(at);
    if (at > bundle.length) throw malformed('An entry is cut short.');
    entries.push(bundle.subarray(begin, at));
  }
  if (entries.length < width) throw malformed(`${entries.length} entries where ${width} belong.`);
  return entries.slice(0, width);
}

/** A bundle that is to be read, and which of its entries are asked for. */
export interface BundlePart extends BundleAddress {
  /** The first entry asked for, counted in the bundle. */
  readonly first: number;
  readonly count: number;
}

/** The bundles that hold leaves `begin` to `end` (excluded) of a tree of `size` leaves, in order. */
export function* bundlesOf(begin: number, end: number, size: number): Generator<BundlePart> {
  const last = Math.min(end, size);
  for (let at = begin; at < last;) {
    const index = Math.floor(at / TILE_WIDTH);
    const first = at % TILE_WIDTH;
    const count = Math.min(TILE_WIDTH - first, last - at);
    yield { level: 'entries', index, width: tileWidth(0, index, size), first, count };
    at += count;
  }
}

const malformed = (message: string): LogFormatError => new LogFormatError('entry_bundle_malformed', message);
