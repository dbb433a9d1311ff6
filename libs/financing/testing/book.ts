import type { CoProductionEvent } from '../co-production/catalogue.js';
import { type CoProduction, initialCoProduction } from '../co-production/state.js';
import { coProductionStream } from '../co-production/stream.js';
import type { Terms } from '../co-production/terms.js';

export const terms: Terms = {
  title: 'New citrus groves',
  custodianId: 'consortium',
  currency: 'EUR',
  producers: [
    { producerId: 'ficodindia', sharePermille: 600 },
    { producerId: 'saia', sharePermille: 400 },
  ],
  products: [
    { code: 'TAR10', name: 'Tarocco oranges, 10 kg box', unit: 'box', unitPrice: '15.50', loose: false },
  ],
  target: { minimum: 10_000, goal: 50_000 },
  pledging: { opensOn: '2019-03-01', closesOn: '2019-05-03' },
  accepts: ['advance', 'donation'],
  seasons: [{ name: '2019/20', opensOn: '2019-12-02', closesOn: '2020-04-06', sharePermille: 1_000 }],
  tranches: [{ number: 1, label: 'planting', dueOn: '2019-07-15' }],
  auditors: ['mag'],
};

const pledge = (pledgeId: string, by: string, through: string): CoProductionEvent => ({
  type: 'PledgeMade',
  data: {
    pledgeId,
    by,
    through,
    instrument: 'advance',
    amount: 10_000,
    reference: 'P001',
    pledgedOn: '2019-03-02',
  },
});

const proposal: CoProductionEvent[] = [{ type: 'CoProductionProposed', data: terms }];
const pledging: CoProductionEvent[] = [
  { type: 'PledgingOpened', data: {} },
  pledge('pledge of Bergamo', 'bergamo', 'bergamo'),
  pledge('pledge of a member', 'member who pledged', 'bergamo'),
  pledge('pledge of one who left', 'pledger who left the group', 'bergamo'),
  pledge('pledge of Treviglio', 'treviglio', 'treviglio'),
];
const harvest: CoProductionEvent[] = [
  { type: 'CoProductionConfirmed', data: { pledged: 40_000 } },
  {
    type: 'DeliveryDispatched',
    data: {
      deliveryId: 'delivery to Bergamo',
      producerId: 'ficodindia',
      groupId: 'bergamo',
      season: '2019/20',
      lines: [{ productCode: 'TAR10', quantity: '10', unitPrice: '15.50' }],
      dispatchedOn: '2019-12-05',
    },
  },
];

const after = (...events: CoProductionEvent[]): CoProduction =>
  events.reduce(coProductionStream.evolve, initialCoProduction);

/** One co-production at the ages of its life. */
export const bookWhen = {
  absent: initialCoProduction,
  proposed: after(...proposal),
  open: after(...proposal, ...pledging),
  confirmed: after(...proposal, ...pledging, ...harvest),
  closed: after(...proposal, ...pledging, ...harvest, { type: 'CoProductionClosed', data: {} }),
};
