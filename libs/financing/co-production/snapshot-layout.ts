import type { CoProduction, Delivery, Pledge, ProducerPosition } from './state.js';

type GroupSnapshot = {
  readonly pledges: number;
  readonly advances: number;
  readonly due: number;
  readonly unsettled: readonly number[];
};
export type Entries<Value> = readonly (readonly [string, Value])[];

/**
 * Which layout of snapshots this is. It goes up with every change of CoProductionSnapshot and of what stands in it; a
 * snapshot of another version is not read.
 */
export const coProductionSnapshotVersion = 1;

/**
 * A state as JSON holds it. Pledges stand in the order they were made, everything else in the order of its key, so that
 * equal states have equal snapshots. The layout may change: a snapshot is a cache, and never older than its version.
 */
export type CoProductionSnapshot = Pick<
  CoProduction,
  'status' | 'terms' | 'pricesVersion' | 'openPledges' | 'pledged' | 'delivered' | 'balances'
> & {
  readonly prices: Entries<string>;
  readonly parties: readonly string[];
  readonly pledges: readonly Omit<Pledge, 'ordinal'>[];
  readonly groups: Entries<GroupSnapshot>;
  readonly producers: Entries<ProducerPosition>;
  readonly deliveries: Entries<Delivery>;
  readonly forecasts: Entries<Entries<string>>;
  readonly bankReferences: readonly string[];
};
