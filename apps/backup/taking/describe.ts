import type pg from 'pg';
import { PublishedLog } from '#notary';
import type { Events, Log } from '../file/manifest.js';

/** How many events there are, and when the last was written down. */
export async function describeEvents(client: pg.ClientBase): Promise<Events> {
  const { rows } = await client.query<{ position: string; recorded_at: Date }>(
    'SELECT position, recorded_at FROM event_store.events ORDER BY position DESC LIMIT 1',
  );
  const [last] = rows;
  return { count: Number(last?.position ?? 0), lastRecordedAt: last?.recorded_at.toISOString() ?? null };
}

/** How far the log is and what was signed of it; null where no notary has run. */
export async function describeLog(client: pg.ClientBase): Promise<Log | null> {
  const identity = await new PublishedLog(client).identity();
  if (identity === undefined) return null;
  const { rows } = await client.query<Omit<Log, 'origin' | 'size'> & { size: string }>(
    `SELECT tree.size, encode(tree.root, 'base64') AS root,
            (SELECT note FROM transparency_log.checkpoints WHERE origin = $1 ORDER BY size DESC LIMIT 1) AS signed,
            (SELECT note FROM transparency_log.checkpoints WHERE origin = $1 AND cosignatures > 0
             ORDER BY size DESC LIMIT 1) AS cosigned
     FROM transparency_log.tree`,
    [identity.origin],
  );
  const [row] = rows;
  return row ? { ...row, origin: identity.origin, size: Number(row.size) } : null;
}
