import type fc from 'fast-check';
import type { CoProduction, CoProductionCommand } from '#financing';
import { dispatchedLines, takenLines } from './goods.js';
import { type Move, moveOf, movesOf, type Size, type Weights } from './moves.js';
import { type Cast, namedCast, propose } from './offer.js';

/** `booked` are the bank references that the book has used. */
type Asking = (move: Move, state: CoProduction, booked: readonly string[], cast: Cast) => CoProductionCommand;

/** Who is in no book, what no book has: a UUID, as a door asks for. */
const nobody = '00000000-0000-4000-8000-000000000000';

/** How often something is tried before pledging opens, while it is open, and after the co-production is confirmed. */
type Often = readonly [before: number, during: number, after: number];

/** How a command is made up, and how often: in a story of one book, and by the people of a network. */
interface MadeUp {
  readonly story: Often;
  readonly network: Often;
  readonly ask: Asking;
}

const madeUp: { readonly [type in CoProductionCommand['type']]: MadeUp } = {
  ProposeCoProduction: {
    story: [4, 2, 0],
    network: [0, 0, 0],
    ask: ({ slip }, { terms }) => propose(slip === 'none' ? terms : { ...terms, seasons: [] }),
  },
  RevisePrices: { story: [4, 2, 3], network: [3, 2, 3], ask: revisePrices },
  OpenPledging: { story: [2, 0, 1], network: [8, 0, 0], ask: () => ({ type: 'OpenPledging' }) },
  MakePledge: { story: [2, 60, 1], network: [2, 60, 1], ask: makePledge },
  WithdrawPledge: { story: [0, 8, 3], network: [0, 8, 3], ask: withdrawPledge },
  ConfirmCoProduction: { story: [0, 1, 0], network: [0, 6, 0], ask: () => ({ type: 'ConfirmCoProduction' }) },
  AbandonCoProduction: {
    story: [1, 1, 1],
    network: [1, 1, 1],
    ask: () => ({ type: 'AbandonCoProduction', reasonCode: 'frost' }),
  },
  RecordReceipt: { story: [2, 8, 16], network: [0, 12, 16], ask: recordReceipt },
  DisburseTranche: { story: [0, 2, 10], network: [0, 2, 10], ask: disburseTranche },
  ReviseForecast: { story: [0, 0, 3], network: [0, 0, 3], ask: reviseForecast },
  DispatchDelivery: { story: [2, 0, 18], network: [0, 0, 18], ask: dispatchDelivery },
  AcceptDelivery: { story: [0, 0, 20], network: [0, 0, 18], ask: acceptDelivery },
  RejectDelivery: { story: [0, 0, 3], network: [0, 0, 2], ask: rejectDelivery },
  RecordGroupPayment: { story: [0, 0, 8], network: [0, 0, 8], ask: recordGroupPayment },
  PayProducer: { story: [0, 0, 8], network: [0, 0, 8], ask: payProducer },
  CloseCoProduction: { story: [2, 0, 1], network: [0, 0, 1], ask: () => ({ type: 'CloseCoProduction' }) },
};

const weightsOf = (told: 'story' | 'network', stage: number): Weights =>
  Object.fromEntries(Object.entries(madeUp).map(([type, often]) => [type, often[told][stage] ?? 0]));

/** What is tried in a story. */
export const beforePledging = movesOf(weightsOf('story', 0), { minLength: 0, maxLength: 3 });
export const duringPledging = movesOf(weightsOf('story', 1), { minLength: 5, maxLength: 25 });
export const afterConfirming = movesOf(weightsOf('story', 2), { minLength: 20, maxLength: 80 });

/** What somebody in a network tries, by the status of the book. */
export const [proposedMove, openMove, confirmedMove] = [0, 1, 2].map((stage) =>
  moveOf(weightsOf('network', stage)),
) as [fc.Arbitrary<Move>, fc.Arbitrary<Move>, fc.Arbitrary<Move>];

/** The command that a move comes to, in a co-production as it stands. */
export const commandOf = (
  move: Move,
  state: CoProduction,
  booked: readonly string[],
  cast: Cast = namedCast,
): CoProductionCommand => madeUp[move.asked].ask(move, state, booked, cast);

function revisePrices(move: Move): CoProductionCommand {
  const price = { code: move.slip === 'name' ? 'KIWI' : 'BOX', unitPrice: `${15 + (move.who % 3)}.5` };
  return { type: 'RevisePrices', products: move.slip === 'id' ? [price, price] : [price] };
}

function makePledge(
  move: Move,
  state: CoProduction,
  _booked: readonly string[],
  { groups, people }: Cast,
): CoProductionCommand {
  const through = oneOf(groups, move.who);
  return {
    type: 'MakePledge',
    pledgeId: move.slip === 'id' ? pledgeOf(move, state) : `P${state.pledgeIds.size}`,
    by: move.other % 3 === 0 ? oneOf(people, move.other) : through,
    through,
    instrument: move.which % 4 === 0 ? 'donation' : 'advance',
    amount: sized(move, 20_000),
    reference: 'P',
    pledgedOn: dayOf(move, '2019-04-01'),
  };
}

function withdrawPledge(move: Move, state: CoProduction): CoProductionCommand {
  const withdrawnOn = dayOf(move, '2019-05-02');
  return { type: 'WithdrawPledge', pledgeId: pledgeOf(move, state), withdrawnOn };
}

function recordReceipt(move: Move, state: CoProduction, booked: readonly string[]): CoProductionCommand {
  const pledgeId = pledgeOf(move, state);
  const { amount: promised, received } = state.pledges.get(pledgeId) ?? { amount: 0, received: 0 };
  return {
    type: 'RecordReceipt',
    pledgeId,
    amount: sized(move, promised - received),
    receivedOn: dayOf(move, '2019-06-01'),
    bankReference: referenceOf(move, booked),
  };
}

function disburseTranche(move: Move, state: CoProduction, booked: readonly string[]): CoProductionCommand {
  const { bank, producers, donations, grants } = state.balances;
  const amount = sized(move, bank - producers);
  const fromDonations = Math.min(amount, sized(move, donations - grants));
  const split =
    move.which % 4 === 0
      ? { fromDonations: 0, fromAdvances: 0 }
      : { fromDonations, fromAdvances: amount - fromDonations };
  return {
    type: 'DisburseTranche',
    tranche: move.which % 11 === 0 ? 99 : ([...state.tranches].sort()[0] ?? 0),
    producerId: producerOf(move, state),
    amount,
    ...(move.other % 3 === 0 ? { split } : {}),
    paidOn: dayOf(move, '2019-07-15'),
    bankReference: referenceOf(move, booked),
  };
}

function reviseForecast(move: Move): CoProductionCommand {
  return {
    type: 'ReviseForecast',
    season: move.slip === 'name' ? 'never' : `S${move.who % 2}`,
    productCode: move.slip === 'price' ? 'KIWI' : 'BOX',
    quantity: String(move.other),
    reasonCode: 'frost',
  };
}

function dispatchDelivery(
  move: Move,
  state: CoProduction,
  _booked: readonly string[],
  cast: Cast,
): CoProductionCommand {
  return {
    type: 'DispatchDelivery',
    deliveryId: move.slip === 'id' ? deliveryOf(move, state) : `D${state.deliveries.size}`,
    producerId: producerOf(move, state),
    groupId: groupOf(move, state, cast),
    season: move.slip === 'reference' ? 'never' : `S${move.other % 2}`,
    lines: dispatchedLines(move, state),
    dispatchedOn: dayOf(move, '2020-01-15'),
  };
}

function acceptDelivery(move: Move, state: CoProduction): CoProductionCommand {
  const deliveryId = deliveryOf(move, state);
  const lines = takenLines(move, state.deliveries.get(deliveryId)?.lines ?? []);
  return {
    type: 'AcceptDelivery',
    deliveryId,
    ...(lines === undefined ? {} : { lines }),
    acceptedOn: move.who % 10 === 0 ? '2020-01-14' : dayOf(move, '2020-01-17'),
  };
}

function rejectDelivery(move: Move, state: CoProduction): CoProductionCommand {
  return { type: 'RejectDelivery', deliveryId: deliveryOf(move, state), reasonCode: 'spoiled' };
}

function recordGroupPayment(
  move: Move,
  state: CoProduction,
  booked: readonly string[],
  { groups }: Cast,
): CoProductionCommand {
  const owing = [...state.groups].filter(([, { due }]) => due > 0).map(([id]) => id);
  const groupId = oneOf(move.slip === 'name' ? groups : owing, move.who);
  return {
    type: 'RecordGroupPayment',
    groupId,
    amount: sized(move, state.groups.get(groupId)?.due ?? 0),
    receivedOn: dayOf(move, '2020-03-01'),
    bankReference: referenceOf(move, booked),
  };
}

function payProducer(move: Move, state: CoProduction, booked: readonly string[]): CoProductionCommand {
  const producerId = producerOf(move, state);
  return {
    type: 'PayProducer',
    producerId,
    amount: sized(move, state.producers.get(producerId)?.due ?? 0),
    paidOn: dayOf(move, '2020-03-01'),
    bankReference: referenceOf(move, booked),
  };
}

const oneOf = (names: readonly string[], dice: number): string =>
  names[dice % Math.max(names.length, 1)] ?? nobody;

const pledgeOf = ({ slip, which }: Move, { pledgeIds }: CoProduction): string =>
  slip === 'name' ? nobody : oneOf(pledgeIds.values(), which);

/** One that has pledged; a careless move names any. */
const groupOf = ({ slip, who }: Move, state: CoProduction, { groups }: Cast): string =>
  oneOf(slip === 'name' ? groups : state.groups.keys(), who);

const producerOf = ({ slip, other }: Move, { producers }: CoProduction): string =>
  slip === 'name' ? nobody : oneOf(producers.keys(), other);

/** One that waits for an answer; a careless move names any. */
function deliveryOf({ slip, which }: Move, { deliveries }: CoProduction): string {
  const pending = [...deliveries].filter(([, { status }]) => status === 'dispatched').map(([id]) => id);
  const named = slip === 'id' ? deliveries.keys() : pending;
  return slip === 'name' ? nobody : oneOf(named, which);
}

/** An amount of this size, where `most` is what the rules allow. */
function sized({ size, other }: { readonly size: Size; readonly other: number }, most: number): number {
  switch (size) {
    case 'all':
      return most;
    case 'half':
      return Math.floor((most + 1) / 2);
    case 'some':
      return most > 0 ? 1 + (other % most) : 1;
    case 'above':
      return most + 1;
    case 'none':
      return 0;
    case 'below zero':
      return -1;
  }
}

function dayOf(move: Move, usual: string): string {
  if (move.slip !== 'day') return usual;
  return move.other % 2 === 0 ? '2023-01-01' : '2019-02-28';
}

const referenceOf = ({ slip, which }: Move, booked: readonly string[]): string =>
  (slip === 'reference' ? booked[which % booked.length] : undefined) ?? `B-${booked.length}`;
