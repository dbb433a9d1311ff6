import { pathsOf, plainState } from '../testing/snapshots.js';
import { shapes } from './snapshot-shapes.fixture.js';
import {
  collected,
  deliveryAccepted,
  deliveryDispatched,
  forecastRevised,
  given,
  groupPaymentReceived,
  pledgeMade,
  pledgeWithdrawn,
  pricesRevised,
  producerPaid,
  trancheDisbursed,
} from './specification/index.js';
import type { CoProductionEvent } from './catalogue.js';
import { coProductionSnapshotVersion } from './snapshot-layout.js';
import { coProductionFromSnapshot, coProductionToSnapshot } from './snapshot.js';
import { initialCoProduction } from './state.js';
import { coProductionStream } from './stream.js';
import { packNumbers } from '#versioned';

const story: readonly CoProductionEvent[] = [
  ...collected,
  pledgeMade({ pledgeId: 'P3', by: 'anna' }),
  pledgeWithdrawn({ pledgeId: 'P3' }),
  trancheDisbursed(),
  pricesRevised({ products: [{ code: 'TAR10', unitPrice: '16.00' }] }),
  forecastRevised(),
  deliveryDispatched({ deliveryId: 'D2' }),
  deliveryDispatched(),
  deliveryAccepted(),
  producerPaid(),
  groupPaymentReceived({ amount: 0 }),
];

describe('a snapshot of a co-production', () => {
  it('brings back the state at every point of the story, its fields through JSON text', () => {
    let state = initialCoProduction;
    for (const event of [undefined, ...story]) {
      if (event !== undefined) state = coProductionStream.evolve(state, event);
      const snapshot = coProductionToSnapshot(state);
      const fields: unknown = JSON.parse(JSON.stringify(snapshot.fields));
      const restored = coProductionFromSnapshot({ ...snapshot, fields });
      expect(plainState(restored)).toEqual(plainState(state));
      expect(coProductionToSnapshot(restored)).toEqual(snapshot);
    }
  });

  it('is read on from as if there had been none', () => {
    const through = story.reduce(
      (state, event) =>
        coProductionStream.evolve(coProductionFromSnapshot(coProductionToSnapshot(state)), event),
      initialCoProduction,
    );
    expect(plainState(through)).toEqual(
      plainState(story.reduce(coProductionStream.evolve, initialCoProduction)),
    );
  });

  it('does not depend on the order in which names came', () => {
    const forecasts = ['400', '500'].map((quantity) => forecastRevised({ quantity }));
    const seasons = [forecastRevised({ season: '2020/21' }), forecastRevised()];
    const one = [...collected, ...forecasts, ...seasons].reduce(
      coProductionStream.evolve,
      initialCoProduction,
    );
    const other = [...collected, ...seasons.toReversed()].reduce(
      coProductionStream.evolve,
      initialCoProduction,
    );
    expect(coProductionToSnapshot(one)).toEqual(coProductionToSnapshot(other));
    expect(JSON.stringify(coProductionToSnapshot(one).fields)).toBe(
      JSON.stringify(coProductionToSnapshot(other).fields),
    );
  });
});

describe('the shape of a snapshot of a co-production', () => {
  const full = coProductionToSnapshot(story.reduce(coProductionStream.evolve, initialCoProduction));
  const stored = () => JSON.parse(JSON.stringify(full.fields)) as { [field: string]: unknown };
  const without = (name: string, all: object) =>
    Object.fromEntries(Object.entries(all).filter(([other]) => other !== name));

  it('is the one of its version', () => {
    const columns = Object.keys(full.columns).sort();
    expect([...columns.map((name) => `${name}: column`), ...pathsOf(full.fields)]).toEqual(
      shapes[coProductionSnapshotVersion],
    );
  });

  it.each(Object.keys(full.fields))('without its field %s is not read', (field) => {
    const fields = without(field, stored());
    expect(() => coProductionFromSnapshot({ ...full, fields })).toThrow(`"${field}"`);
  });

  it.each(Object.keys(full.fields))('is not read where its field %s holds something else', (field) => {
    for (const wrong of [null, true, { other: 1 }, [[1, 2, 3]], [['a', { other: 1 }]]]) {
      const fields = { ...stored(), [field]: wrong };
      expect(() => coProductionFromSnapshot({ ...full, fields })).toThrow(`"${field}"`);
    }
  });

  it('is not read where it is no snapshot at all', () => {
    for (const fields of [null, 'snapshot', []]) {
      expect(() => coProductionFromSnapshot({ ...full, fields })).toThrow('not an object');
    }
  });

  it.each(Object.keys(full.columns))('without its column %s, or with a piece of it, is not read', (name) => {
    const columns = without(name, full.columns) as typeof full.columns;
    expect(() => coProductionFromSnapshot({ ...full, columns })).toThrow(`"${name}"`);
    for (let length = 0; length < full.columns[name]!.length; length += 1) {
      const cut = { ...columns, [name]: full.columns[name]!.subarray(0, length) };
      expect(() => coProductionFromSnapshot({ ...full, columns: cut })).toThrow('a snapshot has');
    }
  });

  it.each([
    ['by', [0, 99, 0]],
    ['through', [99, 0, 0]],
    ['instrument', [0, 0, 2]],
    ['status', [3, 0, 0]],
    ['ordinal', [0, 1, 3]],
    ['places', [0, 0, 1]],
    ['amount', [1, 2, 3, 4]],
  ])('is not read where a pledge has a %s that cannot be', (field, numbers) => {
    const columns = { ...full.columns, [`pledges.${field}`]: packNumbers(numbers) };
    expect(() => coProductionFromSnapshot({ ...full, columns })).toThrow(`"pledges.`);
  });

  it.each([[[]], [[99]], [[0, 1, 2]]])('is not read where the ordinals %j wait to be settled', (ordinals) => {
    const columns = { ...full.columns, unsettled: packNumbers(ordinals) };
    expect(() => coProductionFromSnapshot({ ...full, columns })).toThrow('"unsettled"');
  });
});

describe('a state', () => {
  it('stays as it was when it is evolved further, twice', () => {
    const before = story.slice(0, -4).reduce(coProductionStream.evolve, initialCoProduction);
    const held = JSON.stringify(coProductionToSnapshot(before));
    const once = story.slice(-4).reduce(coProductionStream.evolve, before);
    const twice = story.slice(-4).reduce(coProductionStream.evolve, before);
    expect(plainState(once)).toEqual(plainState(twice));
    expect(JSON.stringify(coProductionToSnapshot(before))).toBe(held);
  });

  it('cannot take in an event about a pledge or a delivery that was never there: the stream is damaged', () => {
    expect(() => given(pledgeWithdrawn())).toThrow('pledge P1');
    expect(() => given(...collected, deliveryAccepted())).toThrow('delivery D1');
  });
});
