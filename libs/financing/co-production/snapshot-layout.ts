import type { Columns } from '#decision';
import type { CoProduction, Delivery, ProducerPosition } from './state.js';

type GroupSnapshot = {
  readonly pledges: number;
  readonly advances: number;
  readonly due: number;
  /** How many of the ordinals in the column `unsettled` are this group's: they stand group by group. */
  readonly unsettled: number;
};
export type Entries<Value> = readonly (readonly [string, Value])[];

/**
 * Which layout of snapshots this is. It goes up with every change of CoProductionSnapshot and of what stands in it; a
 * snapshot of another version is not read.
 */
export const coProductionSnapshotVersion = 2;

/**
 * A state as it is kept. What grows with every pledge and receipt stands in columns, which are looked up as they are:
 *
 *   parties, bankReferences   texts, in order
 *   unsettled                 numbers: the ordinals that wait in each group, rising, in the order of `groups`
 *   pledges.*                 see packed-pledges.ts
 *
 * Everything else is JSON, in the order of its key, so that equal states have equal snapshots. The layout may change: a
 * snapshot is a cache, and never older than its version.
 */
export type CoProductionSnapshot = {
  readonly fields: Pick<
    CoProduction,
    'status' | 'terms' | 'pricesVersion' | 'openPledges' | 'pledged' | 'delivered' | 'balances'
  > & {
    readonly prices: Entries<string>;
    readonly groups: Entries<GroupSnapshot>;
    readonly producers: Entries<ProducerPosition>;
    readonly deliveries: Entries<Delivery>;
    readonly forecasts: Entries<Entries<string>>;
  };
  readonly columns: Columns;
};
