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
