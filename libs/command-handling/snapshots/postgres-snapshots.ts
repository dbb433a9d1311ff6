import type pg from 'pg';
import type { Snapshot, SnapshotStore } from './snapshot-store.js';

type Row = {
  version: number;
  revision: string;
  last_event_id: string;
  last_position: string;
  last_recorded_at: string;
  state: Snapshot['state'];
  commands: Snapshot['commands'];
};

/** Snapshots in command_handling.snapshots, of the decider with this name. */
export function openPostgresSnapshots(options: {
  readonly pool: pg.Pool;
  readonly decider: string;
}): SnapshotStore {
  const { pool, decider } = options;
  return {
    async load(stream) {
      const { rows } = await pool.query<Row>(
        `SELECT version, revision, last_event_id, last_position, last_recorded_at, state, commands
           FROM command_handling.snapshots WHERE stream = $1 AND decider = $2`,
        [stream, decider],
      );
      return rows[0] && fromRow(rows[0]);
    },

    async save(stream, { version, revision, last, state, commands }) {
      await pool.query(
        `INSERT INTO command_handling.snapshots
           (stream, decider, version, revision, last_event_id, last_position, last_recorded_at, state, commands)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (stream, decider) DO UPDATE SET
           version = excluded.version, revision = excluded.revision, last_event_id = excluded.last_event_id,
           last_position = excluded.last_position, last_recorded_at = excluded.last_recorded_at,
           state = excluded.state, commands = excluded.commands, written_at = now()`,
        [
          ...[stream, decider, version, revision, last.id, last.position, last.recordedAt],
          ...[JSON.stringify(state), JSON.stringify(commands)],
        ],
      );
    },
  };
}

function fromRow(row: Row): Snapshot {
  return {
    version: row.version,
    revision: Number(row.revision),
    last: {
      id: row.last_event_id,
      position: BigInt(row.last_position),
      recordedAt: row.last_recorded_at,
    },
    state: row.state,
    commands: row.commands,
  };
}
