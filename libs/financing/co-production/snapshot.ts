import { inOrder, packNumbers, packTexts, VersionedMap, VersionedSet } from '#versioned';
import { type Columns, shape } from '#decision';
import { heapOf, ordinalsIn } from './ordinal-heap.js';
import { PackedPledges, packPledges } from './packed-pledges.js';
import { numbersIn, textsIn } from './snapshot-columns.js';
import { snapshotFields } from './snapshot-fields.js';
import type { CoProductionSnapshot, Entries } from './snapshot-layout.js';
import type { CoProduction, GroupPosition } from './state.js';

/** The whole state, to be kept. Takes O(n log n) of everything in the book. */
export function coProductionToSnapshot(state: CoProduction): CoProductionSnapshot {
  const { status, terms, pricesVersion, openPledges, pledged, delivered, balances } = state;
  const parties = [...state.parties].sort();
  const groups = sorted(state.groups, (group) => ({ ...group, unsettled: ordinalsIn(group.unsettled) }));
  return {
    fields: {
      status,
      terms,
      pricesVersion,
      openPledges,
      pledged,
      delivered,
      balances,
      prices: sorted(state.prices),
      groups: groups.map(([id, group]) => [id, { ...group, unsettled: group.unsettled.length }]),
      producers: sorted(state.producers),
      deliveries: sorted(state.deliveries),
      forecasts: sorted(state.forecasts, (products) => sorted(products)),
    },
    columns: {
      parties: packTexts(parties),
      bankReferences: packTexts([...state.bankReferences].sort()),
      unsettled: packNumbers(groups.flatMap(([, { unsettled }]) => unsettled)),
      ...packPledges(state.pledges.values(), parties),
    },
  };
}

/**
 * The state that a snapshot was made of: `fields` as coProductionToSnapshot gave them, perhaps through JSON text, and its
 * columns, which the state goes on looking into. Throws where a field or a column is missing, of the wrong kind, or points
 * beyond another. That texts are in order is not looked at: whoever keeps the bytes sees to it that they stay as they are.
 */
export function coProductionFromSnapshot(snapshot: {
  readonly fields: unknown;
  readonly columns: Columns;
}): CoProduction {
  shape.assertShape(snapshot.fields, snapshotFields);
  const { columns } = snapshot;
  const fields = snapshot.fields as CoProductionSnapshot['fields'];
  const { status, terms, pricesVersion, openPledges, pledged, delivered, balances } = fields;
  const parties = textsIn(columns, 'parties');
  const pledges = new PackedPledges(columns, parties);
  return {
    status,
    terms,
    pricesVersion,
    openPledges,
    pledged,
    delivered,
    balances,
    prices: VersionedMap.of(fields.prices),
    parties: VersionedSet.over(parties),
    pledges: VersionedMap.over(pledges),
    pledgeIds: VersionedMap.over(pledges.ids),
    groups: VersionedMap.of(groupsIn(fields.groups, columns, pledges.size)),
    producers: VersionedMap.of(fields.producers),
    deliveries: VersionedMap.of(fields.deliveries),
    forecasts: VersionedMap.of(
      fields.forecasts.map(([season, products]) => [season, VersionedMap.of(products)]),
    ),
    bankReferences: VersionedSet.over(textsIn(columns, 'bankReferences')),
    tranches: VersionedSet.of(terms.tranches.map(({ number }) => number)),
  };
}

/** Each group takes its ordinals from the column where the group before has left off. */
function groupsIn(
  groups: CoProductionSnapshot['fields']['groups'],
  columns: Columns,
  pledges: number,
): (readonly [string, GroupPosition])[] {
  const ordinals = numbersIn(columns, 'unsettled', pledges);
  const named = groups.reduce((sum, [, { unsettled }]) => sum + unsettled, 0);
  if (named !== ordinals.length)
    throw new Error(`a snapshot has ${ordinals.length} ordinals in its column "unsettled", not ${named}`);
  let next = 0;
  return groups.map(([id, { unsettled, ...group }]) => {
    const first = next;
    next += unsettled;
    return [id, { ...group, unsettled: heapOf(ordinals, first, next) }];
  });
}

function sorted<Value extends NonNullable<unknown>, Saved = Value>(
  map: VersionedMap<string, Value>,
  saved: (value: Value) => Saved = (value) => value as unknown as Saved,
): Entries<Saved> {
  const entries = Array.from(map, ([key, value]) => [key, saved(value)] as const);
  return entries.sort(([one], [other]) => inOrder(one, other));
}
