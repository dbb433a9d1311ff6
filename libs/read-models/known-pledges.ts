import { type ReadTable, type RowValues, type Writing } from '#projection-engine';

/** What tells a pledge from all others. */
export interface PledgeKey {
  readonly coProductionId: string;
  readonly pledgeId: string;
}

export const pledgeKey = ({ coProductionId, pledgeId }: PledgeKey): string => `${coProductionId} ${pledgeId}`;

/**
 * What is known of these pledges, by pledgeKey: of those that begin in the batch from the batch, of the others from the table. Throws where one is not known: whose book would it be?
 */
export async function knownPledges<Pledge extends PledgeKey>(
  asked: readonly PledgeKey[],
  begun: readonly Pledge[],
  writing: Writing,
  table: ReadTable,
): Promise<ReadonlyMap<string, Pledge>> {
  const known = new Map(begun.map((pledge) => [pledgeKey(pledge), pledge]));
  const missing = new Map<string, PledgeKey & RowValues>();
  for (const { coProductionId, pledgeId } of asked) {
    const key = pledgeKey({ coProductionId, pledgeId });
    if (!known.has(key)) missing.set(key, { coProductionId, pledgeId });
  }
  if (missing.size === 0) return known;
  const found = await writing.lookUp(table, [...missing.values()]);
  if (found.length < missing.size) {
    throw new Error(
      `${missing.size - found.length} of ${missing.size} pledges that are told of are not there`,
    );
  }
  for (const row of found) known.set(pledgeKey(row as Pledge & RowValues), row as Pledge & RowValues);
  return known;
}
