import { List, Map, Set } from 'immutable';
import { assertShape } from '../snapshot-shape.js';
import { snapshotFields } from './snapshot-fields.js';
import type { CoProductionSnapshot, Entries } from './snapshot-layout.js';
import type { CoProduction, Pledge } from './state.js';

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
    parties: state.parties.toArray().sort(),
    pledges: pledgesInOrder(state),
    groups: sorted(state.groups.map((group) => ({ ...group, unsettled: group.unsettled.toArray() }))),
    producers: sorted(state.producers),
    deliveries: sorted(state.deliveries),
    forecasts: sorted(state.forecasts.map(sorted)),
    bankReferences: state.bankReferences.toArray().sort(),
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
    prices: Map(snapshot.prices),
    parties: Set(snapshot.parties),
    pledges: Map(snapshot.pledges.map((pledge, ordinal) => [pledge.id, placed(pledge, ordinal)])),
    pledgeIds: List(snapshot.pledges.map(({ id }) => id)),
    groups: Map(snapshot.groups).map((group) => ({ ...group, unsettled: List(group.unsettled) })),
    producers: Map(snapshot.producers),
    deliveries: Map(snapshot.deliveries),
    forecasts: Map(snapshot.forecasts).map((products) => Map(products)),
    bankReferences: Set(snapshot.bankReferences),
    tranches: Set(terms.tranches.map(({ number }) => number)),
  };
}

/** Field by field, which is much faster than to spread: a book may have tens of thousands. */
function placed(pledge: Omit<Pledge, 'ordinal'>, ordinal: number): Pledge {
  const { id, by, through, instrument, amount, received, settled, status } = pledge;
  return { id, ordinal, by, through, instrument, amount, received, settled, status };
}

function pledgesInOrder(state: CoProduction): Omit<Pledge, 'ordinal'>[] {
  return state.pledgeIds.toArray().map((pledgeId) => {
    const pledge = state.pledges.get(pledgeId);
    if (pledge === undefined) throw new Error(`pledge ${pledgeId} has a place but is not there`);
    const { id, by, through, instrument, amount, received, settled, status } = pledge;
    return { id, by, through, instrument, amount, received, settled, status };
  });
}

/** By code unit, which is the same everywhere, unlike the order of a language. */
const sorted = <Value>(map: Map<string, Value>): Entries<Value> =>
  map.toArray().sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
