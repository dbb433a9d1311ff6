import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { opened, sealed } from './sealed-snapshot.js';
import type { SnapshotStore } from './snapshot-store.js';

/** Before the first field of the first row: the signature (11), flags, no extension (4 each), how many fields (2). */
const COPY_HEAD_BYTES = 21;

/** Snapshots in command_handling.snapshots, of the decider with this name. */
export function openPostgresSnapshots(options: {
  readonly pool: pg.Pool;
  readonly decider: string;
}): SnapshotStore {
  const { pool, decider } = options;
  return {
    async load(stream) {
      const bytes = await copiedOut(
        pool,
        `SELECT sealed FROM command_handling.snapshots
          WHERE stream = ${pg.escapeLiteral(stream)} AND decider = ${pg.escapeLiteral(decider)}`,
      );
      return bytes && opened(bytes);
    },

    async save(stream, snapshot) {
      await pool.query(
        `INSERT INTO command_handling.snapshots (stream, decider, sealed) VALUES ($1, $2, $3)
         ON CONFLICT (stream, decider) DO UPDATE SET sealed = excluded.sealed, written_at = now()`,
        [stream, decider, sealed(snapshot)],
      );
    },
  };
}

/**
 * The bytes that a query of one column finds; undefined where it finds none. In the binary format of COPY they come as they
 * are: the driver takes bytes as hexadecimal text, which costs the server and us three times as much.
 */
async function copiedOut(pool: pg.Pool, query: string): Promise<Buffer | undefined> {
  const client = await pool.connect();
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT binary)`)))
      chunks.push(chunk as Buffer);
    const copy = Buffer.concat(chunks);
    // Where a row would have one field, −1 ends the copy of no rows.
    if (copy.readInt16BE(COPY_HEAD_BYTES - 2) < 0) return undefined;
    const length = copy.readInt32BE(COPY_HEAD_BYTES);
    return copy.subarray(COPY_HEAD_BYTES + 4, COPY_HEAD_BYTES + 4 + length);
  } finally {
    client.release();
  }
}
