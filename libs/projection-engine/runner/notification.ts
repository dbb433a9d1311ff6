import type { Queries } from './projection.js';

/** The channel on which projections tell how far they have come. */
export const CHANNEL = 'projections';

/** Wakes readers that wait for a position. They poll as well, so that nothing depends on its arrival. */
export async function notifyReaders(
  client: Queries,
  projections: readonly string[],
  position: bigint,
): Promise<void> {
  await client.query(`SELECT pg_notify($1, name || ':' || $3) FROM unnest($2::text[]) AS name`, [
    CHANNEL,
    projections,
    String(position),
  ]);
}

/** Reads a notification; undefined where it is not one of ours. */
export function parseNotification(
  payload: string | undefined,
): { readonly projection: string; readonly position: bigint } | undefined {
  const [, projection, position] = /^([a-z-]+):(\d{1,19})$/.exec(payload ?? '') ?? [];
  return projection === undefined || position === undefined
    ? undefined
    : { projection, position: BigInt(position) };
}
