import { evolveCoProduction } from './evolve.js';
import type { CoProductionEvent } from './events.js';
import { plainState } from '../plain-state.fixture.js';
import { pathsOf } from '../snapshot-paths.fixture.js';
import { coProductionSnapshotVersion } from './snapshot-layout.js';
import { coProductionFromSnapshot, coProductionToSnapshot } from './snapshot.js';
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
import { initialCoProduction } from './state.js';

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
  it('brings back the state at every point of the story, through JSON text', () => {
    let state = initialCoProduction;
    for (const event of [undefined, ...story]) {
      if (event !== undefined) state = evolveCoProduction(state, event);
      const snapshot = coProductionToSnapshot(state);
      const restored = coProductionFromSnapshot(JSON.parse(JSON.stringify(snapshot)));
      expect(plainState(restored)).toEqual(plainState(state));
      expect(coProductionToSnapshot(restored)).toEqual(snapshot);
    }
  });

  it('is read on from as if there had been none', () => {
    const through = story.reduce(
      (state, event) => evolveCoProduction(coProductionFromSnapshot(coProductionToSnapshot(state)), event),
      initialCoProduction,
    );
    expect(plainState(through)).toEqual(plainState(story.reduce(evolveCoProduction, initialCoProduction)));
  });

  it('does not depend on the order in which names came', () => {
    const forecasts = ['400', '500'].map((quantity) => forecastRevised({ quantity }));
    const seasons = [forecastRevised({ season: '2020/21' }), forecastRevised()];
    const one = [...collected, ...forecasts, ...seasons].reduce(evolveCoProduction, initialCoProduction);
    const other = [...collected, ...seasons.toReversed()].reduce(evolveCoProduction, initialCoProduction);
    expect(JSON.stringify(coProductionToSnapshot(one))).toBe(JSON.stringify(coProductionToSnapshot(other)));
  });
});

describe('the shape of a snapshot of a co-production', () => {
  const full = coProductionToSnapshot(story.reduce(evolveCoProduction, initialCoProduction));
  const stored = () => JSON.parse(JSON.stringify(full)) as { [field: string]: unknown };

  it('is the one of its version', () => {
    expect(pathsOf(full)).toEqual(shapes[coProductionSnapshotVersion]);
  });

  it.each(Object.keys(full))('without its field %s is not read', (field) => {
    const rest = Object.entries(stored()).filter(([name]) => name !== field);
    expect(() => coProductionFromSnapshot(Object.fromEntries(rest))).toThrow(field);
  });

  it.each(Object.keys(full))('is not read where its field %s holds something else', (field) => {
    for (const wrong of [null, true, { other: 1 }, [[1, 2, 3]], [['a', { other: 1 }]]]) {
      expect(() => coProductionFromSnapshot({ ...stored(), [field]: wrong })).toThrow(field);
    }
  });

  it('is not read where it is no snapshot at all', () => {
    for (const wrong of [null, 'snapshot', []]) {
      expect(() => coProductionFromSnapshot(wrong)).toThrow('not an object');
    }
  });
});

describe('a state', () => {
  it('stays as it was when it is evolved further, twice', () => {
    const before = story.slice(0, -4).reduce(evolveCoProduction, initialCoProduction);
    const held = JSON.stringify(coProductionToSnapshot(before));
    const once = story.slice(-4).reduce(evolveCoProduction, before);
    const twice = story.slice(-4).reduce(evolveCoProduction, before);
    expect(plainState(once)).toEqual(plainState(twice));
    expect(JSON.stringify(coProductionToSnapshot(before))).toBe(held);
  });

  it('cannot take in an event about a pledge or a delivery that was never there: the stream is damaged', () => {
    expect(() => given(pledgeWithdrawn())).toThrow('pledge P1');
    expect(() => given(...collected, deliveryAccepted())).toThrow('delivery D1');
  });
});
