import { terms } from './book.js';
import { cast } from './cast.js';
import type { CoProductionCommand } from '../co-production/catalogue.js';

const pledge = { amount: 1_000, instrument: 'advance', reference: 'P009', pledgedOn: '2019-03-03' } as const;
const makePledge = (by: string, through: string, byIsMember?: boolean): CoProductionCommand => ({
  type: 'MakePledge',
  pledgeId: 'new pledge',
  by,
  through,
  ...(byIsMember === undefined ? {} : { byIsMember }),
  ...pledge,
});
const withdraw = (pledgeId: string): CoProductionCommand => ({
  type: 'WithdrawPledge',
  pledgeId,
  withdrawnOn: '2019-05-02',
});
const dispatch = (producerId: string): CoProductionCommand => ({
  type: 'DispatchDelivery',
  deliveryId: 'new delivery',
  producerId,
  groupId: 'bergamo',
  season: '2019/20',
  lines: [],
  dispatchedOn: '2019-12-05',
});
const accept = (deliveryId: string): CoProductionCommand => ({
  type: 'AcceptDelivery',
  deliveryId,
  acceptedOn: '2019-12-07',
});
const reject = (deliveryId: string): CoProductionCommand => ({
  type: 'RejectDelivery',
  deliveryId,
  reasonCode: 'spoiled',
});
const groupPayment = { receivedOn: '2020-01-10', bankReference: 'B-3' };

/** Where a person would pledge: where it holds its role, or in Bergamo. */
const ownParty = (name: string): string => cast[name]?.at ?? 'bergamo';

/** What is asked, by the title it has in the tables; some commands are asked in several ways. `who` asks. */
export const commandsByTitle: { readonly [title: string]: (who: string) => CoProductionCommand } = {
  ProposeCoProduction: () => ({ type: 'ProposeCoProduction', terms, kinds: {} }),
  RevisePrices: () => ({ type: 'RevisePrices', products: [{ code: 'TAR10', unitPrice: '16.00' }] }),
  OpenPledging: () => ({ type: 'OpenPledging' }),
  ConfirmCoProduction: () => ({ type: 'ConfirmCoProduction' }),
  AbandonCoProduction: () => ({ type: 'AbandonCoProduction', reasonCode: 'frost' }),
  CloseCoProduction: () => ({ type: 'CloseCoProduction' }),

  'MakePledge: Bergamo': () => makePledge('bergamo', 'bergamo'),
  'MakePledge: own party': (who) => makePledge(ownParty(who), ownParty(who)),
  'MakePledge: itself': (who) => makePledge(who, ownParty(who)),
  'MakePledge: a member': () => makePledge('member who pledged', 'bergamo', true),
  'MakePledge: no member': () => makePledge('stranger', 'bergamo'),
  "WithdrawPledge: Bergamo's": () => withdraw('pledge of Bergamo'),
  "WithdrawPledge: a member's": () => withdraw('pledge of a member'),
  "WithdrawPledge: a leaver's": () => withdraw('pledge of one who left'),
  'WithdrawPledge: unknown': () => withdraw('no such pledge'),

  RecordReceipt: () => ({
    type: 'RecordReceipt',
    pledgeId: 'pledge of Bergamo',
    amount: 1,
    receivedOn: '2019-05-06',
    bankReference: 'B-1',
  }),
  DisburseTranche: () => ({
    type: 'DisburseTranche',
    tranche: 1,
    producerId: 'ficodindia',
    amount: 1,
    paidOn: '2019-07-15',
    bankReference: 'B-2',
  }),
  RecordGroupPayment: () => ({ type: 'RecordGroupPayment', groupId: 'bergamo', amount: 1, ...groupPayment }),
  PayProducer: () => ({
    type: 'PayProducer',
    producerId: 'ficodindia',
    amount: 1,
    paidOn: '2020-01-20',
    bankReference: 'B-4',
  }),

  ReviseForecast: () => ({
    type: 'ReviseForecast',
    season: '2019/20',
    productCode: 'TAR10',
    quantity: '100',
    reasonCode: 'frost',
  }),
  "DispatchDelivery: Ficodindia's": () => dispatch('ficodindia'),
  "DispatchDelivery: own producer's": (who) => dispatch(ownParty(who)),
  'DispatchDelivery: unknown': () => dispatch('farm elsewhere'),
  AcceptDelivery: () => accept('delivery to Bergamo'),
  RejectDelivery: () => reject('delivery to Bergamo'),
  'AcceptDelivery: unknown': () => accept('no such delivery'),
  'RejectDelivery: unknown': () => reject('no such delivery'),
};
