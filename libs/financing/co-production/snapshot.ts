import { VersionedMap, VersionedSet } from '#versioned';
import { assertShape } from '../shape.js';
import { ordinalsIn, push } from './ordinal-heap.js';
import { snapshotFields } from './snapshot-fields.js';
import type { CoProductionSnapshot, Entries } from './snapshot-layout.js';
import { pledgeAt } from './positions.js';
import type { CoProduction, GroupPosition, Pledge } from './state.js';

/** The whole state as JSON. Takes O(n log n) of everything in the book. */
export function coProductionToSnapshot(state: CoProduction): CoProductionSnapshot {
  const { status, terms, pricesVersion, openPledges, pledged, delivered, balances } = state;
  return {
    status,
    terms,
    pricesVersion,
    openPledges,
    pledged,
    delivered,
    balances,
    prices: sorted(state.prices),
    parties: [...state.parties].sort(),
    pledges: pledgesInOrder(state),
    groups: sorted(state.groups, (group) => ({ ...group, unsettled: ordinalsIn(group.unsettled) })),
    producers: sorted(state.producers),
    deliveries: sorted(state.deliveries),
    forecasts: sorted(state.forecasts, (products) => sorted(products)),
    bankReferences: [...state.bankReferences].sort(),
  };
}

/**
 * The state that a snapshot was made of. `json` is what coProductionToSnapshot gave, perhaps through JSON text. Throws
 * where a field is missing or of the wrong kind.
 */
export function coProductionFromSnapshot(json: unknown): CoProduction {
  assertShape(json, snapshotFields);
  const snapshot = json as CoProductionSnapshot;
  const { status, terms, pricesVersion, openPledges, pledged, delivered, balances } = snapshot;
  return {
    status,
    terms,
    pricesVersion,
    openPledges,
    pledged,
    delivered,
    balances,
    prices: VersionedMap.of(snapshot.prices),
    parties: VersionedSet.of(snapshot.parties),
    pledges: VersionedMap.of(snapshot.pledges.map((pledge, ordinal) => [pledge.id, placed(pledge, ordinal)])),
    pledgeIds: VersionedMap.of(snapshot.pledges.map(({ id }, ordinal) => [ordinal, id])),
    groups: VersionedMap.of(snapshot.groups.map(([id, group]) => [id, withHeap(group)])),
    producers: VersionedMap.of(snapshot.producers),
    deliveries: VersionedMap.of(snapshot.deliveries),
    forecasts: VersionedMap.of(
      snapshot.forecasts.map(([season, products]) => [season, VersionedMap.of(products)]),
    ),
    bankReferences: VersionedSet.of(snapshot.bankReferences),
    tranches: VersionedSet.of(terms.tranches.map(({ number }) => number)),
  };
}

const withHeap = (group: CoProductionSnapshot['groups'][number][1]): GroupPosition => ({
  ...group,
  unsettled: group.unsettled.reduce(push, undefined),
});

/** Field by field, which is much faster than to spread: a book may have tens of thousands. */
function placed(pledge: Omit<Pledge, 'ordinal'>, ordinal: number): Pledge {
  const { id, by, through, instrument, amount, received, settled, status } = pledge;
  return { id, ordinal, by, through, instrument, amount, received, settled, status };
}

function pledgesInOrder(state: CoProduction): Omit<Pledge, 'ordinal'>[] {
  return Array.from({ length: state.pledgeIds.size }, (_, ordinal) => {
    const { id, by, through, instrument, amount, received, settled, status } = pledgeAt(state, ordinal);
    return { id, by, through, instrument, amount, received, settled, status };
  });
}

/** By code unit, which is the same everywhere, unlike the order of a language. */
function sorted<Value extends NonNullable<unknown>, Saved = Value>(
  map: VersionedMap<string, Value>,
  saved: (value: Value) => Saved = (value) => value as unknown as Saved,
): Entries<Saved> {
  const entries = Array.from(map, ([key, value]) => [key, saved(value)] as const);
  return entries.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
}
