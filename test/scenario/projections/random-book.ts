import fc from 'fast-check';
import type { CoProductionCommand, Terms } from '#financing';
import { Book, idOf } from './book.js';

const groups = ['Bergamo', 'Macerata', 'Digne'].map(idOf);
const members = ['anna', 'bruno'].map(idOf);
const producers = ['Ficodindia', 'La Saia'].map(idOf);
const seasons = ['2019/20', '2020/21'];

export const terms: Terms = {
  title: 'Citrus groves',
  custodianId: idOf('consortium'),
  currency: 'EUR',
  producers: [
    { producerId: producers[0]!, sharePermille: 600 },
    { producerId: producers[1]!, sharePermille: 400 },
  ],
  products: [
    { code: 'TAR10', name: 'Tarocco oranges', unit: 'box', unitPrice: '15.50', loose: false },
    { code: 'AVOKG', name: 'Avocados', unit: 'kg', unitPrice: '5.4750', loose: true },
  ],
  target: { minimum: 1, goal: 1_000_000 },
  pledging: { opensOn: '2019-03-01', closesOn: '2019-05-03' },
  accepts: ['advance', 'donation'],
  seasons: seasons.map((name, place) => ({
    name,
    opensOn: '2019-12-02',
    closesOn: '2021-04-06',
    sharePermille: place === 0 ? 333 : 667,
  })),
  tranches: [{ number: 1, label: 'Planting', dueOn: '2019-07-15' }],
  auditors: [idOf('finance partner')],
};

const kinds = {
  [idOf('consortium')]: 'consortium',
  [producers[0]!]: 'producer',
  [producers[1]!]: 'producer',
  [idOf('finance partner')]: 'finance_partner',
} as const;

/** A book that is open for pledging, and what a test then asks of it. */
export function openBook(name: string): Book {
  const book = new Book(idOf(name), '2022-01-01');
  book.do({ type: 'ProposeCoProduction', terms, kinds });
  book.do({ type: 'OpenPledging' });
  return book;
}

/** What somebody might ask, in numbers: kind of command, which of the things it may name, amount. */
type Wish = readonly [kind: number, which: number, amount: number];

const pick = <Item>(items: readonly Item[], which: number): Item | undefined => items[which % items.length];

/** Turns a wish into a command that may make sense in the book. */
function commandOf([kind, which, amount]: Wish, book: Book, place: number): CoProductionCommand {
  const day = '2020-02-01';
  const { state } = book;
  const pledgeId = pick([...state.pledges.keys()], which) ?? idOf('no pledge');
  const dispatched = [...state.deliveries].filter(([, { status }]) => status === 'dispatched');
  const deliveryId = pick(dispatched, which)?.[0] ?? idOf('no delivery');
  const producerId = pick(producers, which)!;
  const groupId = pick(groups, which)!;
  const season = pick(seasons, which)!;
  const bankReference = `B-${place}`;
  const pledge: CoProductionCommand = {
    type: 'MakePledge',
    pledgeId: idOf(`${book.id} pledge ${place}`),
    by: which % 3 === 0 ? pick(members, which)! : groupId,
    through: groupId,
    instrument: which % 4 === 0 ? 'donation' : 'advance',
    amount,
    reference: `P${place}`,
    pledgedOn: '2019-04-01',
  };
  const dispatch: CoProductionCommand = {
    type: 'DispatchDelivery',
    deliveryId: idOf(`${book.id} delivery ${place}`),
    producerId,
    groupId,
    season,
    lines: [
      { productCode: 'TAR10', quantity: String((amount % 9) + 1), unitPrice: state.prices.get('TAR10')! },
      { productCode: 'AVOKG', quantity: `${amount % 7}.125`, unitPrice: state.prices.get('AVOKG')! },
    ],
    dispatchedOn: day,
  };
  const commands: readonly CoProductionCommand[] = [
    { type: 'ConfirmCoProduction' },
    pledge,
    pledge,
    { type: 'WithdrawPledge', pledgeId, withdrawnOn: day },
    { type: 'RecordReceipt', pledgeId, amount, receivedOn: day, bankReference },
    { type: 'RecordReceipt', pledgeId, amount: 1 + (amount % 900), receivedOn: day, bankReference },
    { type: 'DisburseTranche', tranche: 1, producerId, amount: amount % 900, paidOn: day, bankReference },
    dispatch,
    { type: 'AcceptDelivery', deliveryId, acceptedOn: day },
    { type: 'AcceptDelivery', deliveryId, lines: [{ productCode: 'TAR10', quantity: '1' }], acceptedOn: day },
    { type: 'RejectDelivery', deliveryId, reasonCode: 'not_ripe' },
    { type: 'RecordGroupPayment', groupId, amount: amount % 2_000, receivedOn: day, bankReference },
    { type: 'PayProducer', producerId, amount: amount % 2_000, paidOn: day, bankReference },
    { type: 'ReviseForecast', season, productCode: 'TAR10', quantity: String(amount), reasonCode: 'frost' },
    { type: 'RevisePrices', products: [{ code: 'TAR10', unitPrice: `${(amount % 30) + 1}.25` }] },
    ...(which % 9 === 0 ? [{ type: 'AbandonCoProduction', reasonCode: 'hail' } as const] : []),
  ];
  return commands[kind % commands.length]!;
}

const wish = fc.tuple(fc.nat(31), fc.nat(60), fc.integer({ min: 1, max: 20_000 }));

/** In the beginning many promise and some pay, so that there is something to do with it later. */
const early = ([kind, which, amount]: Wish, place: number): Wish =>
  place < 20 ? [kind % 4 === 0 ? 5 : 1, which, amount] : [kind, which, amount];

/** Books as the rules let them become: whatever is asked and refused leaves no trace. */
export const randomBook = (name: string, wishesMax = 120): fc.Arbitrary<Book> =>
  fc.array(wish, { minLength: 40, maxLength: wishesMax, size: 'max' }).map((wishes) => {
    const book = openBook(name);
    wishes.forEach((each, place) => void book.try(commandOf(early(each, place), book, place)));
    return book;
  });

/** A long and eventful book, always the same for a name and a length: many promise, then it is confirmed and goes on. */
export function longBook(name: string, wishes: number): Book {
  const book = openBook(name);
  for (let place = 0; place < wishes; place += 1) {
    const kind = place < wishes / 3 ? 1 : place % 31;
    const [which, amount] = [(place * 13) % 61, ((place * 7_919) % 20_000) + 1];
    book.try(commandOf([kind === 15 ? 5 : kind, which, amount], book, place));
    if (kind !== 1 && book.state.status === 'open') book.do({ type: 'ConfirmCoProduction' });
  }
  return book;
}
