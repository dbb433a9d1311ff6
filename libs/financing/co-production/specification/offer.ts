import type { PartyKind } from '../../party/roles.js';
import type { Terms } from '../terms.js';

/** The day on which every example is asked. */
export const today = '2020-06-30';
export const tomorrow = '2020-07-01';
export const beforePledging = '2019-02-28';

export const terms: Terms = {
  title: 'New citrus groves',
  custodianId: 'consortium',
  currency: 'EUR',
  producers: [
    { producerId: 'ficodindia', sharePermille: 600 },
    { producerId: 'la-saia', sharePermille: 400 },
  ],
  products: [
    { code: 'TAR10', name: 'Tarocco oranges, 10 kg box', unit: 'box', unitPrice: '15.50', loose: false },
    { code: 'AVOKG', name: 'Avocados, loose', unit: 'kg', unitPrice: '5.4750', loose: true },
  ],
  target: { minimum: 10_000, goal: 50_000, cap: 100_000 },
  pledging: { opensOn: '2019-03-01', closesOn: '2019-05-03', minimumPledge: 1_000 },
  accepts: ['advance', 'donation'],
  seasons: [
    { name: '2019/20', opensOn: '2019-12-02', closesOn: '2020-04-06', sharePermille: 500 },
    { name: '2020/21', opensOn: '2020-12-01', closesOn: '2021-04-06', sharePermille: 500 },
  ],
  tranches: [
    { number: 1, label: 'Planting', dueOn: '2019-07-15' },
    { number: 2, label: 'Irrigation', dueOn: '2019-10-01' },
  ],
  auditors: ['mag'],
};

export const kinds: { readonly [partyId: string]: PartyKind } = {
  consortium: 'consortium',
  ficodindia: 'producer',
  'la-saia': 'producer',
  mag: 'finance_partner',
  'gas-bergamo': 'group',
  anna: 'person',
  'rete-italia': 'network',
};
