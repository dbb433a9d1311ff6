import fc from 'fast-check';
import type { CoProductionCommand, Terms } from '#financing';

/** Terms of every size that the rules can be tried on, and the parties that may come across them. */

export const opensOn = '2019-03-01';
export const today = '2022-12-31';

/** Who pledges: the groups, and the people who belong to one. */
export interface Cast {
  readonly groups: readonly string[];
  readonly people: readonly string[];
}
export const namedCast: Cast = { groups: ['G1', 'G2', 'G3', 'G4'], people: ['anna', 'bruno'] };

const producerShares = fc.constantFrom([1000], [600, 400], [400, 350, 250]);
const target = fc.record(
  { minimum: fc.nat({ max: 10_000 }), goal: fc.constant(50_000), cap: fc.constantFrom(50_000, 200_000) },
  { requiredKeys: ['minimum', 'goal'] },
);
const minimumPledge = fc.option(fc.constantFrom(1, 2_000), { nil: undefined, freq: 3 });
const accepts = fc.constantFrom<Terms['accepts'][]>(
  ['advance', 'donation'],
  ['advance', 'donation'],
  ['advance', 'donation'],
  ['advance', 'donation'],
  ['advance'],
  ['donation'],
);

/** Goods of one cent a piece make any value possible, to the cent; the others round. */
const products: Terms['products'] = [
  { code: 'CENT', name: 'Seeds', unit: 'piece', unitPrice: '0.01', loose: false },
  { code: 'KILO', name: 'Avocados, loose', unit: 'kg', unitPrice: '5.4750', loose: true },
  { code: 'BOX', name: 'Oranges', unit: 'box', unitPrice: '15.50', loose: false },
];

export const terms: fc.Arbitrary<Terms> = fc
  .record({
    shares: producerShares,
    target,
    minimumPledge,
    accepts,
    tranches: fc.integer({ min: 0, max: 3 }),
  })
  .map((offer) => ({
    title: 'A harvest',
    custodianId: 'custodian',
    currency: 'EUR',
    producers: offer.shares.map((sharePermille, place) => ({ producerId: `R${place}`, sharePermille })),
    products,
    target: offer.target,
    pledging: {
      opensOn,
      closesOn: '2019-05-03',
      ...(offer.minimumPledge === undefined ? {} : { minimumPledge: offer.minimumPledge }),
    },
    accepts: offer.accepts,
    seasons: ['S0', 'S1'].map((name) => ({
      name,
      opensOn: '2019-12-01',
      closesOn: '2020-04-01',
      sharePermille: 500,
    })),
    tranches: Array.from({ length: offer.tranches + 1 }, (_, number) => ({
      number,
      label: 'Planting',
      dueOn: '2019-07-15',
    })),
    auditors: ['auditor'],
  }));

export const propose = (proposed: Terms): CoProductionCommand => ({
  type: 'ProposeCoProduction',
  terms: proposed,
  kinds: {
    custodian: 'consortium',
    auditor: 'finance_partner',
    R0: 'producer',
    R1: 'producer',
    R2: 'consortium',
  },
});
