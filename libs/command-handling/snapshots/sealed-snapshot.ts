import { crc32 } from 'node:zlib';
import type { Columns } from '#decision';
import type { Snapshot } from './snapshot-store.js';

/** Which way of sealing this is, in the first four bytes. */
const SEAL = 0x5e313a01;
const SEAL_BYTES = 12;

type Lengths = readonly (readonly [string, number])[];
interface Head {
  readonly version: number;
  readonly revision: number;
  readonly last: { readonly id: string; readonly position: string; readonly recordedAt: string };
  readonly fields: unknown;
  readonly columns: { readonly state: Lengths; readonly commands: Lengths };
}

/**
 * A snapshot as bytes: the seal, the CRC-32 of everything that follows, the length of the head, the head as JSON, and the
 * columns one after the other (whole numbers of four bytes, little-endian).
 */
export function sealed({ version, revision, last, state, commands }: Snapshot): Buffer {
  const head: Head = {
    version,
    revision,
    last: { ...last, position: last.position.toString() },
    fields: state.fields,
    columns: { state: lengthsOf(state.columns), commands: lengthsOf(commands) },
  };
  const json = Buffer.from(JSON.stringify(head));
  const bytes = Buffer.concat([
    new Uint8Array(SEAL_BYTES),
    json,
    ...Object.values(state.columns),
    ...Object.values(commands),
  ]);
  bytes.writeUInt32LE(SEAL, 0);
  bytes.writeUInt32LE(json.length, 8);
  bytes.writeUInt32LE(crc32(bytes.subarray(8)), 4);
  return bytes;
}

/** The snapshot that was sealed, whose columns are parts of these bytes. Throws where a single bit is not as it was. */
export function opened(bytes: Buffer): Snapshot {
  if (bytes.length < SEAL_BYTES || bytes.readUInt32LE(0) !== SEAL)
    throw new Error('a snapshot is sealed in another way');
  if (crc32(bytes.subarray(8)) !== bytes.readUInt32LE(4)) throw new Error('a snapshot is damaged');
  const headEnd = SEAL_BYTES + bytes.readUInt32LE(8);
  const { columns, fields, last, ...rest } = JSON.parse(bytes.toString('utf8', SEAL_BYTES, headEnd)) as Head;
  let end = headEnd;
  const cut = (lengths: Lengths): Columns =>
    Object.fromEntries(lengths.map(([name, length]) => [name, bytes.subarray(end, (end += length))]));
  return {
    ...rest,
    last: { ...last, position: BigInt(last.position) },
    state: { fields, columns: cut(columns.state) },
    commands: cut(columns.commands),
  };
}

const lengthsOf = (columns: Columns): Lengths =>
  Object.entries(columns).map(([name, { length }]) => [name, length]);
