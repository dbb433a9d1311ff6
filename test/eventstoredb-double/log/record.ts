/** What a client proposes to write: one event. */
export interface Proposal {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** One event as the log has it. */
export interface LogRecord extends Proposal {
  readonly stream: string;
  readonly revision: bigint;
  /** When it was written, in 100 nanoseconds since 1970. */
  readonly created: bigint;
  /** Where the record begins, in bytes; a server of version 20 and later has commit and prepare there alike. */
  readonly position: bigint;
  /** Where the next record begins. */
  readonly end: bigint;
}

/** The revision of a tombstone; a stream truncated before it is softly deleted. */
export const DELETED = 2n ** 63n - 1n;

/** What every record has besides its texts and bytes: lengths, flags, ids, positions and the time. */
const FIXED_BYTES = 94;

/** A record's size on disk, in bytes. */
export function bytesOnDisk(stream: string, { type, data, metadata }: Proposal): bigint {
  return BigInt(
    FIXED_BYTES + Buffer.byteLength(stream) + Buffer.byteLength(type) + data.length + metadata.length,
  );
}

/** What an event counts for against the limit of an append, in bytes: a type is two bytes a letter. */
export function bytesOfAppend({ type, data, metadata }: Proposal): number {
  return data.length + metadata.length + type.length * 2;
}

/** A place in $all. Commit counts first; a checkpoint may lie before the prepare of the event at its commit. */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

export const positionOf = (record: LogRecord): LogPosition => ({
  commit: record.position,
  prepare: record.position,
});

/** Negative, zero or positive, as one place is before, at or after the other. */
export function comparePositions(one: LogPosition, other: LogPosition): number {
  const difference = one.commit - other.commit || one.prepare - other.prepare;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
