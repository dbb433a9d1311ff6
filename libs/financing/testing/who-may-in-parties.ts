import { readTable } from './table.js';

/*
 * Who may give which command to a party of these tests. In Bergamo every role is held; in Treviglio there is a
 * referent, and nobody is treasurer; in Lodi nobody holds a role. `anna` is the person that is called "member who pledged". yes: may do it. no: may not.
 */

export const registering = readTable(`
                                     | RegisterParty: a group | RegisterParty: itself as a person | RegisterParty: itself as a producer | RegisterParty: another person
operator                             | yes                    | yes                               | yes                                 | yes
manager of the custodian             | no                     | yes                               | no                                  | no
treasurer of the custodian           | no                     | yes                               | no                                  | no
referent of the custodian            | no                     | yes                               | no                                  | no
member of the custodian              | no                     | yes                               | no                                  | no
manager of the delivering producer   | no                     | yes                               | no                                  | no
treasurer of the delivering producer | no                     | yes                               | no                                  | no
manager of another producer          | no                     | yes                               | no                                  | no
manager of a producer elsewhere      | no                     | yes                               | no                                  | no
referent of the pledging group       | no                     | yes                               | no                                  | no
manager of the pledging group        | no                     | yes                               | no                                  | no
treasurer of the pledging group      | no                     | yes                               | no                                  | no
auditor of the pledging group        | no                     | yes                               | no                                  | no
member of the pledging group         | no                     | yes                               | no                                  | no
member who pledged                   | no                     | yes                               | no                                  | no
pledger who left the group           | no                     | yes                               | no                                  | no
referent of another group            | no                     | yes                               | no                                  | no
member of another group              | no                     | yes                               | no                                  | no
referent of a group elsewhere        | no                     | yes                               | no                                  | no
treasurer of a group elsewhere       | no                     | yes                               | no                                  | no
member of a group elsewhere          | no                     | yes                               | no                                  | no
auditor of the finance partner       | no                     | yes                               | no                                  | no
treasurer of the finance partner     | no                     | yes                               | no                                  | no
auditor of a bank elsewhere          | no                     | yes                               | no                                  | no
stranger                             | no                     | yes                               | no                                  | no
`);

export const roleKeeping = readTable(`
                                     | GrantRole: held in Bergamo | GrantRole: vacant in Treviglio | GrantRole: first in Lodi | GrantRole: to itself in Bergamo | RevokeRole: another's in Bergamo | RevokeRole: its own in Bergamo
operator                             | no  | no  | yes | no  | no  | yes
manager of the custodian             | no  | no  | no  | no  | no  | yes
treasurer of the custodian           | no  | no  | no  | no  | no  | yes
referent of the custodian            | no  | no  | no  | no  | no  | yes
member of the custodian              | no  | no  | no  | no  | no  | yes
manager of the delivering producer   | no  | no  | no  | no  | no  | yes
treasurer of the delivering producer | no  | no  | no  | no  | no  | yes
manager of another producer          | no  | no  | no  | no  | no  | yes
manager of a producer elsewhere      | no  | no  | no  | no  | no  | yes
referent of the pledging group       | yes | no  | no  | yes | yes | yes
manager of the pledging group        | no  | no  | no  | no  | no  | yes
treasurer of the pledging group      | no  | no  | no  | no  | no  | yes
auditor of the pledging group        | no  | no  | no  | no  | no  | yes
member of the pledging group         | no  | no  | no  | no  | no  | yes
member who pledged                   | no  | no  | no  | no  | no  | yes
pledger who left the group           | no  | no  | no  | no  | no  | yes
referent of another group            | no  | yes | no  | no  | no  | yes
member of another group              | no  | no  | no  | no  | no  | yes
referent of a group elsewhere        | no  | no  | no  | no  | no  | yes
treasurer of a group elsewhere       | no  | no  | no  | no  | no  | yes
member of a group elsewhere          | no  | no  | no  | no  | no  | yes
auditor of the finance partner       | no  | no  | no  | no  | no  | yes
treasurer of the finance partner     | no  | no  | no  | no  | no  | yes
auditor of a bank elsewhere          | no  | no  | no  | no  | no  | yes
stranger                             | no  | no  | no  | no  | no  | yes
`);

export const belonging = readTable(`
                                     | Affiliate: Bergamo | Disaffiliate: Bergamo | Affiliate: anna | Disaffiliate: anna
operator                             | yes                | yes                   | yes             | yes
manager of the custodian             | no                 | no                    | no              | no
treasurer of the custodian           | no                 | no                    | no              | no
referent of the custodian            | no                 | no                    | no              | no
member of the custodian              | no                 | no                    | no              | no
manager of the delivering producer   | no                 | no                    | no              | no
treasurer of the delivering producer | no                 | no                    | no              | no
manager of another producer          | no                 | no                    | no              | no
manager of a producer elsewhere      | no                 | no                    | no              | no
referent of the pledging group       | yes                | yes                   | no              | no
manager of the pledging group        | no                 | no                    | no              | no
treasurer of the pledging group      | no                 | no                    | no              | no
auditor of the pledging group        | no                 | no                    | no              | no
member of the pledging group         | no                 | no                    | no              | no
member who pledged                   | no                 | no                    | yes             | yes
pledger who left the group           | no                 | no                    | no              | no
referent of another group            | no                 | no                    | no              | no
member of another group              | no                 | no                    | no              | no
referent of a group elsewhere        | no                 | no                    | no              | no
treasurer of a group elsewhere       | no                 | no                    | no              | no
member of a group elsewhere          | no                 | no                    | no              | no
auditor of the finance partner       | no                 | no                    | no              | no
treasurer of the finance partner     | no                 | no                    | no              | no
auditor of a bank elsewhere          | no                 | no                    | no              | no
stranger                             | no                 | no                    | no              | no
`);
