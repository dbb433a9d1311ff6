import { terms } from './book.js';
import { cast } from './cast.js';
import type { CoProductionCommand } from '../co-production/catalogue.js';
import { columnsOf, readTable } from './table.js';

/*
 * Who may give which command to the co-production of these tests, once it is confirmed unless said otherwise.
 * yes: may do it. no: reads something of the book, may not do this. hidden: is told that there is no such book.
 */

export const life = readTable(`
                                     | ProposeCoProduction | RevisePrices | OpenPledging | ConfirmCoProduction | AbandonCoProduction | CloseCoProduction
operator                             | yes                 | hidden       | hidden       | hidden              | hidden              | hidden
manager of the custodian             | yes                 | yes          | no           | no                  | no                  | no
treasurer of the custodian           | no                  | no           | yes          | yes                 | yes                 | yes
referent of the custodian            | no                  | no           | no           | no                  | no                  | no
member of the custodian              | no                  | no           | no           | no                  | no                  | no
manager of the delivering producer   | yes                 | yes          | no           | no                  | no                  | no
treasurer of the delivering producer | no                  | no           | no           | no                  | no                  | no
manager of another producer          | yes                 | yes          | no           | no                  | no                  | no
manager of a producer elsewhere      | no                  | hidden       | hidden       | hidden              | hidden              | hidden
referent of the pledging group       | no                  | no           | no           | no                  | no                  | no
manager of the pledging group        | no                  | no           | no           | no                  | no                  | no
treasurer of the pledging group      | no                  | no           | no           | no                  | no                  | no
auditor of the pledging group        | no                  | no           | no           | no                  | no                  | no
member of the pledging group         | no                  | no           | no           | no                  | no                  | no
member who pledged                   | no                  | no           | no           | no                  | no                  | no
pledger who left the group           | no                  | no           | no           | no                  | no                  | no
referent of another group            | no                  | no           | no           | no                  | no                  | no
member of another group              | no                  | no           | no           | no                  | no                  | no
referent of a group elsewhere        | no                  | hidden       | hidden       | hidden              | hidden              | hidden
treasurer of a group elsewhere       | no                  | hidden       | hidden       | hidden              | hidden              | hidden
member of a group elsewhere          | no                  | hidden       | hidden       | hidden              | hidden              | hidden
auditor of the finance partner       | no                  | no           | no           | no                  | no                  | no
treasurer of the finance partner     | no                  | no           | no           | no                  | no                  | no
auditor of a bank elsewhere          | no                  | hidden       | hidden       | hidden              | hidden              | hidden
stranger                             | no                  | hidden       | hidden       | hidden              | hidden              | hidden
`);

export const money = readTable(`
                                     | RecordReceipt | DisburseTranche | RecordGroupPayment | PayProducer
operator                             | hidden        | hidden          | hidden             | hidden
manager of the custodian             | no            | no              | no                 | no
treasurer of the custodian           | yes           | yes             | yes                | yes
referent of the custodian            | no            | no              | no                 | no
member of the custodian              | no            | no              | no                 | no
manager of the delivering producer   | no            | no              | no                 | no
treasurer of the delivering producer | no            | no              | no                 | no
manager of another producer          | no            | no              | no                 | no
manager of a producer elsewhere      | hidden        | hidden          | hidden             | hidden
referent of the pledging group       | no            | no              | no                 | no
manager of the pledging group        | no            | no              | no                 | no
treasurer of the pledging group      | no            | no              | no                 | no
auditor of the pledging group        | no            | no              | no                 | no
member of the pledging group         | no            | no              | no                 | no
member who pledged                   | no            | no              | no                 | no
pledger who left the group           | no            | no              | no                 | no
referent of another group            | no            | no              | no                 | no
member of another group              | no            | no              | no                 | no
referent of a group elsewhere        | hidden        | hidden          | hidden             | hidden
treasurer of a group elsewhere       | hidden        | hidden          | hidden             | hidden
member of a group elsewhere          | hidden        | hidden          | hidden             | hidden
auditor of the finance partner       | no            | no              | no                 | no
treasurer of the finance partner     | no            | no              | no                 | no
auditor of a bank elsewhere          | hidden        | hidden          | hidden             | hidden
stranger                             | hidden        | hidden          | hidden             | hidden
`);

export const goods = readTable(`
                                     | ReviseForecast | DispatchDelivery: Ficodindia's | DispatchDelivery: own producer's | AcceptDelivery | RejectDelivery
operator                             | hidden         | hidden                         | hidden                           | hidden         | hidden
manager of the custodian             | yes            | no                             | no                               | no             | no
treasurer of the custodian           | no             | no                             | no                               | no             | no
referent of the custodian            | no             | no                             | no                               | no             | no
member of the custodian              | no             | no                             | no                               | no             | no
manager of the delivering producer   | yes            | yes                            | yes                              | no             | no
treasurer of the delivering producer | no             | no                             | no                               | no             | no
manager of another producer          | yes            | no                             | yes                              | no             | no
manager of a producer elsewhere      | hidden         | hidden                         | hidden                           | hidden         | hidden
referent of the pledging group       | no             | no                             | no                               | yes            | yes
manager of the pledging group        | no             | no                             | no                               | no             | no
treasurer of the pledging group      | no             | no                             | no                               | no             | no
auditor of the pledging group        | no             | no                             | no                               | no             | no
member of the pledging group         | no             | no                             | no                               | no             | no
member who pledged                   | no             | no                             | no                               | no             | no
pledger who left the group           | no             | no                             | no                               | no             | no
referent of another group            | no             | no                             | no                               | no             | no
member of another group              | no             | no                             | no                               | no             | no
referent of a group elsewhere        | hidden         | hidden                         | hidden                           | hidden         | hidden
treasurer of a group elsewhere       | hidden         | hidden                         | hidden                           | hidden         | hidden
member of a group elsewhere          | hidden         | hidden                         | hidden                           | hidden         | hidden
auditor of the finance partner       | no             | no                             | no                               | no             | no
treasurer of the finance partner     | no             | no                             | no                               | no             | no
auditor of a bank elsewhere          | hidden         | hidden                         | hidden                           | hidden         | hidden
stranger                             | hidden         | hidden                         | hidden                           | hidden         | hidden
`);

export const withdrawals = readTable(`
                                     | WithdrawPledge: Bergamo's | WithdrawPledge: a member's | WithdrawPledge: a leaver's
operator                             | hidden                    | hidden                     | hidden
manager of the custodian             | no                        | no                         | no
treasurer of the custodian           | no                        | no                         | no
referent of the custodian            | no                        | no                         | no
member of the custodian              | no                        | no                         | no
manager of the delivering producer   | no                        | no                         | no
treasurer of the delivering producer | no                        | no                         | no
manager of another producer          | no                        | no                         | no
manager of a producer elsewhere      | hidden                    | hidden                     | hidden
referent of the pledging group       | yes                       | yes                        | yes
manager of the pledging group        | no                        | no                         | no
treasurer of the pledging group      | no                        | no                         | no
auditor of the pledging group        | no                        | no                         | no
member of the pledging group         | no                        | no                         | no
member who pledged                   | no                        | yes                        | no
pledger who left the group           | no                        | no                         | yes
referent of another group            | no                        | no                         | no
member of another group              | no                        | no                         | no
referent of a group elsewhere        | hidden                    | hidden                     | hidden
treasurer of a group elsewhere       | hidden                    | hidden                     | hidden
member of a group elsewhere          | hidden                    | hidden                     | hidden
auditor of the finance partner       | no                        | no                         | no
treasurer of the finance partner     | no                        | no                         | no
auditor of a bank elsewhere          | hidden                    | hidden                     | hidden
stranger                             | hidden                    | hidden                     | hidden
`);

/** While pledging is open, one may come whose book it is not yet. */
export const pledgesWhileOpen = readTable(`
                                     | MakePledge: Bergamo | MakePledge: own party | MakePledge: itself | MakePledge: a member | MakePledge: no member
operator                             | hidden              | hidden                | hidden             | hidden               | hidden
manager of the custodian             | no                  | no                    | no                 | no                   | no
treasurer of the custodian           | no                  | no                    | no                 | no                   | no
referent of the custodian            | no                  | yes                   | no                 | no                   | no
member of the custodian              | no                  | no                    | yes                | no                   | no
manager of the delivering producer   | no                  | no                    | no                 | no                   | no
treasurer of the delivering producer | no                  | no                    | no                 | no                   | no
manager of another producer          | no                  | no                    | no                 | no                   | no
manager of a producer elsewhere      | hidden              | hidden                | hidden             | hidden               | hidden
referent of the pledging group       | yes                 | yes                   | no                 | yes                  | no
manager of the pledging group        | no                  | no                    | no                 | no                   | no
treasurer of the pledging group      | no                  | no                    | no                 | no                   | no
auditor of the pledging group        | no                  | no                    | no                 | no                   | no
member of the pledging group         | no                  | no                    | yes                | no                   | no
member who pledged                   | no                  | no                    | yes                | yes                  | no
pledger who left the group           | no                  | no                    | no                 | no                   | no
referent of another group            | no                  | yes                   | no                 | no                   | no
member of another group              | no                  | no                    | yes                | no                   | no
referent of a group elsewhere        | hidden              | yes                   | hidden             | hidden               | hidden
treasurer of a group elsewhere       | hidden              | hidden                | hidden             | hidden               | hidden
member of a group elsewhere          | hidden              | hidden                | yes                | hidden               | hidden
auditor of the finance partner       | no                  | no                    | no                 | no                   | no
treasurer of the finance partner     | no                  | no                    | no                 | no                   | no
auditor of a bank elsewhere          | hidden              | hidden                | hidden             | hidden               | hidden
stranger                             | hidden              | hidden                | hidden             | hidden               | hidden
`);

/** "yes" reaches the rules, which then say that pledging is over. Those elsewhere are not told even that. */
export const pledgesOnceConfirmed = new Map(pledgesWhileOpen)
  .set(
    'referent of a group elsewhere',
    new Map(columnsOf(pledgesWhileOpen).map((column) => [column, 'hidden'])),
  )
  .set(
    'member of a group elsewhere',
    new Map(columnsOf(pledgesWhileOpen).map((column) => [column, 'hidden'])),
  );

/** What is not in the book is refused by the rules, to those who could have done it with what is. */
export const unknownThings = readTable(`
                                     | WithdrawPledge: unknown | DispatchDelivery: unknown | AcceptDelivery: unknown | RejectDelivery: unknown
operator                             | hidden                  | hidden                    | hidden                  | hidden
manager of the custodian             | no                      | no                        | no                      | no
treasurer of the custodian           | no                      | no                        | no                      | no
referent of the custodian            | no                      | no                        | no                      | no
member of the custodian              | no                      | no                        | no                      | no
manager of the delivering producer   | no                      | yes                       | no                      | no
treasurer of the delivering producer | no                      | no                        | no                      | no
manager of another producer          | no                      | yes                       | no                      | no
manager of a producer elsewhere      | hidden                  | hidden                    | hidden                  | hidden
referent of the pledging group       | yes                     | no                        | yes                     | yes
manager of the pledging group        | no                      | no                        | no                      | no
treasurer of the pledging group      | no                      | no                        | no                      | no
auditor of the pledging group        | no                      | no                        | no                      | no
member of the pledging group         | no                      | no                        | no                      | no
member who pledged                   | yes                     | no                        | no                      | no
pledger who left the group           | yes                     | no                        | no                      | no
referent of another group            | yes                     | no                        | yes                     | yes
member of another group              | no                      | no                        | no                      | no
referent of a group elsewhere        | hidden                  | hidden                    | hidden                  | hidden
treasurer of a group elsewhere       | hidden                  | hidden                    | hidden                  | hidden
member of a group elsewhere          | hidden                  | hidden                    | hidden                  | hidden
auditor of the finance partner       | no                      | no                        | no                      | no
treasurer of the finance partner     | no                      | no                        | no                      | no
auditor of a bank elsewhere          | hidden                  | hidden                    | hidden                  | hidden
stranger                             | hidden                  | hidden                    | hidden                  | hidden
`);

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
