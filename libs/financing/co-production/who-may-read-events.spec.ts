import { coProductionStream } from './stream.js';
import { bookWhen } from '../testing/book.js';
import { actorNamed, cast, partiesWithTheirPeople } from '../testing/cast.js';
import type { CoProductionEvent } from './catalogue.js';
import { mayReadLog, viewOfBook } from './who-may-read.js';

const whole = ['treasurer of the custodian', 'auditor of the finance partner'];
const ofBergamo = [
  'referent of the pledging group',
  'manager of the pledging group',
  'treasurer of the pledging group',
  'auditor of the pledging group',
];
const ofFicodindia = ['manager of the delivering producer', 'treasurer of the delivering producer'];
const member = 'member who pledged';

const delivery = { deliveryId: 'delivery to Bergamo', producerId: 'ficodindia', groupId: 'bergamo' };
const receipt = { groupId: 'bergamo', amount: 1, receivedOn: '2019-05-10', bankReference: 'B1' };
const accepted = {
  ...delivery,
  season: '2019/20',
  lines: [],
  value: 0,
  advanceRepaid: 0,
  dueToProducer: 0,
  dueFromGroup: 0,
  acceptedOn: '2019-12-06',
};

const concerns: readonly (readonly [string, CoProductionEvent, readonly string[]])[] = [
  [
    'the pledge of a group',
    {
      type: 'PledgeMade',
      data: {
        pledgeId: 'pledge of Bergamo',
        by: 'bergamo',
        through: 'bergamo',
        instrument: 'advance',
        amount: 10_000,
        reference: 'P001',
        pledgedOn: '2019-03-02',
      },
    },
    ofBergamo,
  ],
  [
    'the money of a member',
    { type: 'AdvanceReceived', data: { ...receipt, pledgeId: 'pledge of a member' } },
    [...ofBergamo, member],
  ],
  [
    'the withdrawal of one who has left',
    {
      type: 'PledgeWithdrawn',
      data: { pledgeId: 'pledge of one who left', amount: 1, withdrawnOn: '2019-04-01' },
    },
    [...ofBergamo, 'pledger who left the group'],
  ],
  [
    'the release of two groups’ pledges',
    {
      type: 'PledgesReleased',
      data: {
        pledges: [
          { pledgeId: 'pledge of a member', amount: 1 },
          { pledgeId: 'pledge of Treviglio', amount: 1 },
        ],
      },
    },
    [...ofBergamo, member, 'referent of another group'],
  ],
  [
    'a delivery that was rejected',
    { type: 'DeliveryRejected', data: { ...delivery, reasonCode: 'spoilt' } },
    [...ofBergamo, ...ofFicodindia],
  ],
  [
    'a delivery that pays a member back',
    {
      type: 'DeliveryAccepted',
      data: { ...accepted, settlements: [{ pledgeId: 'pledge of a member', amount: 1 }] },
    },
    [...ofBergamo, ...ofFicodindia, member],
  ],
  [
    'a payment to a producer',
    {
      type: 'ProducerPaid',
      data: { producerId: 'ficodindia', amount: 1, paidOn: '2020-01-01', bankReference: 'B2' },
    },
    ofFicodindia,
  ],
  ['a payment of a group', { type: 'GroupPaymentReceived', data: receipt }, ofBergamo],
  [
    'a pledge that the book does not know',
    { type: 'PledgeWithdrawn', data: { pledgeId: 'nobody’s', amount: 1, withdrawnOn: '2019-04-01' } },
    [],
  ],
];

const parties = partiesWithTheirPeople();
const book = bookWhen.confirmed;
const readersOf = (event: CoProductionEvent): string[] =>
  Object.keys(cast).filter((name) => {
    const view = viewOfBook(book, actorNamed(name, parties));
    return view !== undefined && coProductionStream.mayRead(view, book, event);
  });

describe('an event of a book', () => {
  it.each(concerns)(
    'about %s is for those whom it concerns, and for whoever reads everything',
    (_what, event, names) => {
      expect(readersOf(event).sort()).toEqual([...whole, ...names].sort());
    },
  );

  it.each<CoProductionEvent>([
    { type: 'PledgingOpened', data: {} },
    { type: 'CoProductionConfirmed', data: { pledged: 1 } },
    { type: 'PricesRevised', data: { version: 2, products: [] } },
    { type: 'CoProductionClosed', data: {} },
  ])('about the co-production as a whole is for everybody whose book it is: $type', (event) => {
    const theirs = Object.keys(cast).filter(
      (name) => viewOfBook(book, actorNamed(name, parties)) !== undefined,
    );
    expect(readersOf(event)).toEqual(theirs);
    expect(theirs.length).toBeGreaterThan(10);
  });
});

describe('the whole log', () => {
  const readers = (...named: string[]) =>
    Object.keys(cast).filter((name) => mayReadLog(named, actorNamed(name, parties)));

  it('is for nobody, unless parties are named for it, and then for their auditors', () => {
    expect(readers()).toEqual([]);
    expect(readers('mag')).toEqual(['auditor of the finance partner']);
    expect(readers('mag', 'bank elsewhere')).toEqual([
      'auditor of the finance partner',
      'auditor of a bank elsewhere',
    ]);
    expect(readers('consortium')).toEqual([]);
  });
});
