import type { Ask } from './writing.js';

/** What tells a pledge from all others. */
export interface PledgeKey {
  readonly coProductionId: string;
  readonly pledgeId: string;
}

export const pledgeKey = ({ coProductionId, pledgeId }: PledgeKey): string => `${coProductionId} ${pledgeId}`;

/**
 * What is known of these pledges, by pledgeKey: of those that begin in the batch from the batch, of the others from the table, whose columns
 * are named. Throws where one is not known: whose book would it be?
 */
export async function knownPledges<Pledge extends PledgeKey>(
  asked: readonly PledgeKey[],
  begun: readonly Pledge[],
  ask: Ask,
  { table, columns }: { readonly table: string; readonly columns: string },
): Promise<ReadonlyMap<string, Pledge>> {
  const known = new Map(begun.map((pledge) => [pledgeKey(pledge), pledge]));
  const missing = new Map<string, PledgeKey>();
  for (const key of asked) if (!known.has(pledgeKey(key))) missing.set(pledgeKey(key), key);
  if (missing.size === 0) return known;
  const keys = [...missing.values()];
  const found = await ask<Pledge & { place: string }>(
    (schema) =>
      `SELECT ${columns}, place
         FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS asked (co_production_id, pledge_id, place)
         JOIN ${schema}.${table} USING (co_production_id, pledge_id)`,
    [keys.map(({ coProductionId }) => coProductionId), keys.map(({ pledgeId }) => pledgeId)],
  );
  if (found.length < keys.length) {
    throw new Error(`${keys.length - found.length} of ${keys.length} pledges that are told of are not there`);
  }
  for (const { place, ...pledge } of found) {
    const key = keys[Number(place) - 1] as PledgeKey;
    known.set(pledgeKey(key), { ...(pledge as unknown as Pledge), ...key });
  }
  return known;
}
