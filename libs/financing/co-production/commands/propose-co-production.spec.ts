import { given, kinds, propose, proposed, terms } from '../specification/index.js';
import { AMOUNT_MAX } from '#decision';
import type { Terms } from '../terms.js';

const of = <Value>(count: number, make: (place: number) => Value): Value[] =>
  Array.from({ length: count }, (_, place) => make(place));

const [oranges] = terms.products as [Terms['products'][number]];
const [season] = terms.seasons as [Terms['seasons'][number]];
const [tranche] = terms.tranches as [Terms['tranches'][number]];
const producers = (...shares: number[]) => ({
  producers: shares.map((sharePermille, place) => ({
    producerId: ['ficodindia', 'la-saia', 'consortium'][place] ?? '',
    sharePermille,
  })),
});
const products = (count: number) => ({
  products: of(count, (place) => ({ ...oranges, code: `C${place}` })),
});
const tranches = (count: number) => ({ tranches: of(count, (place) => ({ ...tranche, number: place })) });
/** As many seasons as asked for, among which all advances are shared. */
const seasons = (count: number) => ({
  seasons: of(count, (place) => ({
    ...season,
    name: `S${place}`,
    sharePermille: place === 0 ? 1000 - (count - 1) : 1,
  })),
});
const crowd = (count: number, kind: 'producer' | 'finance_partner') =>
  Object.fromEntries(of(count, (place) => [`${kind}${place}`, kind]));
const manyProducers = (count: number) => ({
  producers: of(count, (place) => ({
    producerId: `producer${place}`,
    sharePermille: place === 0 ? 1000 - (count - 1) : 1,
  })),
});
const manyAuditors = (count: number) => ({ auditors: of(count, (place) => `finance_partner${place}`) });
const everybody = { ...kinds, ...crowd(51, 'producer'), ...crowd(21, 'finance_partner') };

describe('the terms of a co-production', () => {
  it('are proposed as they stand', () => {
    given().when(propose()).then(proposed());
  });

  it.each<[string, Partial<Terms>]>([
    ['without a cap or a smallest pledge', { target: { minimum: 0, goal: 1 } }],
    ['with one producer for all', producers(1000)],
    ['with a consortium among the producers, and a producer without a share', producers(600, 0, 400)],
    ['without auditors, tranches or products', { auditors: [], tranches: [], products: [] }],
    ['with goods that cost nothing', { products: [{ ...oranges, unitPrice: '0' }] }],
    ['up to the largest amount', { target: { minimum: AMOUNT_MAX, goal: AMOUNT_MAX, cap: AMOUNT_MAX } }],
    ['with the custodian a producer', { custodianId: 'ficodindia' }],
    ['with 50 producers', manyProducers(50)],
    ['with 200 products', products(200)],
    ['with 20 seasons', seasons(20)],
    ['with 50 tranches', tranches(50)],
    ['with 20 auditors', manyAuditors(20)],
  ])('may be %s', (_what, changed) => {
    const sound = { ...terms, ...changed };
    given()
      .when(propose({ terms: sound, kinds: everybody }))
      .then(proposed(sound));
  });

  it.each<[string, string, Partial<Terms>]>([
    ['without a title', 'title', { title: ' ' }],
    ['with a custodian that is not registered', 'custodianId', { custodianId: 'nobody' }],
    ['with a custodian named like a property of every object', 'custodianId', { custodianId: 'toString' }],
    ['with a person as custodian', 'custodianId', { custodianId: 'anna' }],
    ['with a network as custodian', 'custodianId', { custodianId: 'rete-italia' }],
    ['in a currency that there is not', 'currency', { currency: 'EURO' }],
    ['without producers', 'producers', producers()],
    ['with a producer that is not registered', 'producers', producers(500, 400, 50, 50)],
    [
      'with a group as producer',
      'producers',
      { producers: [{ producerId: 'gas-bergamo', sharePermille: 1000 }] },
    ],
    [
      'with a producer twice',
      'producers',
      { producers: of(2, () => ({ producerId: 'la-saia', sharePermille: 500 })) },
    ],
    ['with shares of producers below the whole', 'producers', producers(600, 399)],
    ['with shares of producers above the whole', 'producers', producers(600, 401)],
    ['with a negative share of a producer', 'producers', producers(1100, -100)],
    ['with 51 producers', 'producers', manyProducers(51)],
    ['with two products of one code', 'products', { products: [oranges, oranges] }],
    ['with a price of five decimals', 'products', { products: [{ ...oranges, unitPrice: '1.00001' }] }],
    ['with a price that is no number', 'products', { products: [{ ...oranges, unitPrice: '1e3' }] }],
    ['with a negative price', 'products', { products: [{ ...oranges, unitPrice: '-1' }] }],
    ['with 201 products', 'products', products(201)],
    ['with a minimum above the goal', 'target', { target: { minimum: 2, goal: 1 } }],
    ['with a goal above the cap', 'target', { target: { minimum: 1, goal: 3, cap: 2 } }],
    ['with a negative minimum', 'target', { target: { minimum: -1, goal: 1 } }],
    ['with a goal of nothing', 'target', { target: { minimum: 0, goal: 0 } }],
    [
      'with a cap above the largest amount',
      'target',
      { target: { minimum: 0, goal: 1, cap: AMOUNT_MAX + 1 } },
    ],
    ['with a goal above the largest amount', 'target', { target: { minimum: 0, goal: AMOUNT_MAX + 1 } }],
    ['closing before they open', 'pledging', { pledging: { opensOn: '2019-03-02', closesOn: '2019-03-01' } }],
    ['with a smallest pledge of nothing', 'pledging', { pledging: { ...terms.pledging, minimumPledge: 0 } }],
    [
      'with a smallest pledge above the cap',
      'pledging',
      { pledging: { ...terms.pledging, minimumPledge: 100_001 } },
    ],
    ['accepting nothing', 'accepts', { accepts: [] }],
    ['accepting an instrument twice', 'accepts', { accepts: ['advance', 'advance'] }],
    ['without seasons', 'seasons', { seasons: [] }],
    [
      'with two seasons of one name',
      'seasons',
      { seasons: of(2, () => ({ ...season, sharePermille: 500 })) },
    ],
    [
      'with a season that ends before it begins',
      'seasons',
      { seasons: [{ ...season, sharePermille: 1000, closesOn: '2019-12-01' }] },
    ],
    ['with shares of seasons below the whole', 'seasons', { seasons: [{ ...season, sharePermille: 999 }] }],
    ['with 21 seasons', 'seasons', seasons(21)],
    ['with two tranches of one number', 'tranches', { tranches: [tranche, tranche] }],
    [
      'with a tranche due before pledging opens',
      'tranches',
      { tranches: [{ ...tranche, dueOn: '2019-02-28' }] },
    ],
    ['with 51 tranches', 'tranches', tranches(51)],
    ['with an auditor that is not registered', 'auditors', { auditors: ['nobody'] }],
    ['with a group as auditor', 'auditors', { auditors: ['gas-bergamo'] }],
    ['with an auditor twice', 'auditors', { auditors: ['mag', 'mag'] }],
    ['with 21 auditors', 'auditors', manyAuditors(21)],
    ['too long for one event', 'size', { title: 'è'.repeat(29 * 1024) }],
  ])('are refused %s', (_what, field, changed) => {
    given()
      .when(propose({ terms: { ...terms, ...changed }, kinds: everybody }))
      .thenRejected('terms_invalid', { field });
  });

  it('are refused by the first field that is wrong', () => {
    given()
      .when(propose({ terms: { ...terms, auditors: ['nobody'], accepts: [], currency: 'XXX' } }))
      .thenRejected('terms_invalid', { field: 'currency' });
  });

  it('cannot be proposed a second time, however wrong they are', () => {
    given(proposed())
      .when(propose({ terms: { ...terms, title: '' } }))
      .thenRejected('wrong_status', { status: 'proposed' });
  });
});
