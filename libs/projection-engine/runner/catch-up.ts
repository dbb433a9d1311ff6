import { applyAlone } from './apply-batch.js';
import { readCheckpoints } from './checkpoints.js';
import { isOutage, isTableMissing } from './outage.js';
import type { Projection } from './projection.js';
import type { Run } from './run.js';
import { requireUnbroken } from './unbroken.js';

export interface Start {
  /** Where all stand who are in neither list. */
  readonly position: bigint;
  /** More than a batch behind. */
  readonly behind: readonly Projection[];
  /** Those that could not be brought up, and why. */
  readonly failed: readonly { readonly projection: Projection; readonly error: unknown }[];
}

/**
 * Brings projections that stand no more than a batch behind the foremost to where it stands, each by itself. Rejects with an outage, and
 * with EventsMissing.
 */
export async function catchUp(
  projections: readonly Projection[],
  run: Run,
  signal: AbortSignal,
): Promise<Start> {
  const places = await readCheckpoints(
    run.pool,
    projections.map(({ name }) => name),
  );
  const placeOf = ({ name }: Projection): bigint => places.get(name) ?? 0n;
  const front = projections.map(placeOf).reduce((most, place) => (place > most ? place : most), 0n);
  const isBehind = (projection: Projection): boolean => front - placeOf(projection) > BigInt(run.batchSize);
  const behind = projections.filter(isBehind);
  const failed: { projection: Projection; error: unknown }[] = [];
  for (const projection of projections) {
    if (isBehind(projection)) continue;
    try {
      const way = { from: placeOf(projection), to: front };
      // Where somebody else was first with it, it stands elsewhere now, perhaps ahead of the others.
      if (!(await bring(projection, way, run, signal))) return await catchUp(projections, run, signal);
    } catch (error) {
      if (isOutage(error) && !isTableMissing(error)) throw error;
      failed.push({ projection, error });
    }
  }
  return { position: front, behind, failed };
}

/** Answers false where somebody else was first. */
async function bring(
  projection: Projection,
  way: { readonly from: bigint; readonly to: bigint },
  run: Run,
  signal: AbortSignal,
): Promise<boolean> {
  let position = way.from;
  while (position < way.to && !signal.aborted) {
    const events = await run.store.readAll(position + 1n, { limit: run.batchSize });
    requireUnbroken(run.store, events, position);
    const batch = events.filter((event) => event.position <= way.to);
    const last = batch.at(-1)?.position;
    if (last === undefined) throw new Error(`no event follows ${position}, but others are at ${way.to}`);
    if (!(await applyAlone(run.pool, projection, batch, position))) return false;
    position = last;
  }
  return true;
}
