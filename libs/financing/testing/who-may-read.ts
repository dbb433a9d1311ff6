import { readTable } from './table.js';

/*
 * What everybody may read of a book, and do with the personal data in the directory.
 * `anna` is the person that is called "member who pledged", a member of Bergamo.
 */

/** everything: the whole book. lines: the totals, and the lines of those named. totals: and its own lines alone. */
export const reading = readTable(`
                                     | reads      | lines of   | what Ficodindia owes to whom | what La Saia owes to whom
operator                             | nothing    |            | no                           | no
manager of the custodian             | lines      | consortium | no                           | no
treasurer of the custodian           | everything | consortium | yes                          | yes
referent of the custodian            | lines      | consortium | no                           | no
member of the custodian              | totals     |            | no                           | no
manager of the delivering producer   | lines      | ficodindia | yes                          | no
treasurer of the delivering producer | lines      | ficodindia | no                           | no
manager of another producer          | lines      | saia       | no                           | yes
manager of a producer elsewhere      | nothing    |            | no                           | no
referent of the pledging group       | lines      | bergamo    | no                           | no
manager of the pledging group        | lines      | bergamo    | no                           | no
treasurer of the pledging group      | lines      | bergamo    | no                           | no
auditor of the pledging group        | lines      | bergamo    | no                           | no
member of the pledging group         | totals     |            | no                           | no
member who pledged                   | totals     |            | no                           | no
pledger who left the group           | totals     |            | no                           | no
referent of another group            | lines      | treviglio  | no                           | no
member of another group              | totals     |            | no                           | no
referent of a group elsewhere        | nothing    |            | no                           | no
treasurer of a group elsewhere       | nothing    |            | no                           | no
member of a group elsewhere          | nothing    |            | no                           | no
auditor of the finance partner       | everything | mag        | yes                          | yes
treasurer of the finance partner     | lines      | mag        | no                           | no
auditor of a bank elsewhere          | nothing    |            | no                           | no
stranger                             | nothing    |            | no                           | no
`);

/** The entry of Bergamo, an organisation. */
export const entryOfBergamo = readTable(`
                                     | read_name | read_contact | correct | export | erase
operator                             | yes       | yes          | yes     | no     | yes
manager of the custodian             | yes       | no           | no      | no     | no
treasurer of the custodian           | yes       | no           | no      | no     | no
referent of the custodian            | yes       | no           | no      | no     | no
member of the custodian              | yes       | no           | no      | no     | no
manager of the delivering producer   | yes       | no           | no      | no     | no
treasurer of the delivering producer | yes       | no           | no      | no     | no
manager of another producer          | yes       | no           | no      | no     | no
manager of a producer elsewhere      | yes       | no           | no      | no     | no
referent of the pledging group       | yes       | yes          | yes     | yes    | yes
manager of the pledging group        | yes       | no           | no      | no     | no
treasurer of the pledging group      | yes       | no           | no      | no     | no
auditor of the pledging group        | yes       | no           | no      | no     | no
member of the pledging group         | yes       | no           | no      | no     | no
member who pledged                   | yes       | no           | no      | no     | no
pledger who left the group           | yes       | no           | no      | no     | no
referent of another group            | yes       | no           | no      | no     | no
member of another group              | yes       | no           | no      | no     | no
referent of a group elsewhere        | yes       | no           | no      | no     | no
treasurer of a group elsewhere       | yes       | no           | no      | no     | no
member of a group elsewhere          | yes       | no           | no      | no     | no
auditor of the finance partner       | yes       | no           | no      | no     | no
treasurer of the finance partner     | yes       | no           | no      | no     | no
auditor of a bank elsewhere          | yes       | no           | no      | no     | no
stranger                             | yes       | no           | no      | no     | no
`);

/** The entry of anna, a person. */
export const entryOfAnna = readTable(`
                                     | read_name | read_contact | correct | export | erase
operator                             | yes       | yes          | yes     | no     | yes
manager of the custodian             | no        | no           | no      | no     | no
treasurer of the custodian           | no        | no           | no      | no     | no
referent of the custodian            | no        | no           | no      | no     | no
member of the custodian              | no        | no           | no      | no     | no
manager of the delivering producer   | no        | no           | no      | no     | no
treasurer of the delivering producer | no        | no           | no      | no     | no
manager of another producer          | no        | no           | no      | no     | no
manager of a producer elsewhere      | no        | no           | no      | no     | no
referent of the pledging group       | yes       | no           | no      | no     | no
manager of the pledging group        | yes       | no           | no      | no     | no
treasurer of the pledging group      | yes       | no           | no      | no     | no
auditor of the pledging group        | no        | no           | no      | no     | no
member of the pledging group         | no        | no           | no      | no     | no
member who pledged                   | yes       | yes          | yes     | yes    | yes
pledger who left the group           | no        | no           | no      | no     | no
referent of another group            | no        | no           | no      | no     | no
member of another group              | no        | no           | no      | no     | no
referent of a group elsewhere        | no        | no           | no      | no     | no
treasurer of a group elsewhere       | no        | no           | no      | no     | no
member of a group elsewhere          | no        | no           | no      | no     | no
auditor of the finance partner       | no        | no           | no      | no     | no
treasurer of the finance partner     | no        | no           | no      | no     | no
auditor of a bank elsewhere          | no        | no           | no      | no     | no
stranger                             | no        | no           | no      | no     | no
`);
