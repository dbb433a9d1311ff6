import { v5 as uuidV5 } from 'uuid';
import {
  type CoProduction,
  type CoProductionCommand,
  type CoProductionEvent,
  coProductionStream,
  initialCoProduction,
  type PartyKind,
  type Terms,
} from '#financing';

const NAMESPACE = '2f6c1a0e-58c5-4a53-9a4e-5f7f4c1d8d10';
/** The day on which all of it is decided. */
export const TODAY = '2022-01-01';
const groups = Array.from({ length: 36 }, (_, place) => idOf(`group ${place}`));
const producers = Array.from({ length: 3 }, (_, place) => idOf(`producer ${place}`));
const [custodian, auditor] = [idOf('custodian'), idOf('auditor')];
const seasons = ['2019/20', '2020/21', '2021/22'];

const terms: Terms = {
  title: 'Citrus groves',
  custodianId: custodian,
  currency: 'EUR',
  producers: producers.map((producerId, place) => ({ producerId, sharePermille: place === 0 ? 400 : 300 })),
  products: [
    { code: 'TAR10', name: 'Tarocco oranges', unit: 'box', unitPrice: '15.50', loose: false },
    { code: 'AVOKG', name: 'Avocados', unit: 'kg', unitPrice: '5.4750', loose: true },
  ],
  target: { minimum: 1, goal: 10_000_000 },
  pledging: { opensOn: '2019-03-01', closesOn: '2019-05-03' },
  accepts: ['advance', 'donation'],
  seasons: seasons.map((name, place) => ({
    name,
    opensOn: '2019-12-02',
    closesOn: '2021-12-31',
    sharePermille: place === 0 ? 334 : 333,
  })),
  tranches: [1, 2].map((number) => ({ number, label: `Tranche ${number}`, dueOn: '2019-07-15' })),
  auditors: [auditor],
};

/**
 * The whole life of one co-production, decided by the rules, always the same: 36 groups promise, pay in two instalments, get
 * their deliveries in three seasons and pay what goes beyond their advances. 326 events.
 */
export function oneCoProduction(): readonly CoProductionEvent[] {
  const events: CoProductionEvent[] = [];
  let state: CoProduction = initialCoProduction;
  for (const command of commandsOfOneCoProduction()) {
    const decision = coProductionStream.decide(command, state, { today: TODAY, id: 'book' });
    if ('rejection' in decision) throw new Error(`refused: ${JSON.stringify([command, decision])}`);
    events.push(...decision.events);
    state = decision.events.reduce(coProductionStream.evolve, state);
  }
  return events;
}

/** The commands that make that life, in their order. */
export function* commandsOfOneCoProduction(): Generator<CoProductionCommand> {
  const kinds: Record<string, PartyKind> = { [custodian]: 'consortium', [auditor]: 'finance_partner' };
  for (const producerId of producers) kinds[producerId] = 'producer';
  yield { type: 'ProposeCoProduction', terms, kinds };
  yield { type: 'OpenPledging' };
  yield* pledging();
  yield { type: 'ConfirmCoProduction' };
  yield* receipts();
  yield* tranches();
  for (const season of seasons) yield* deliveries(season);
}

function* pledging(): Generator<CoProductionCommand> {
  for (const [place, through] of groups.entries()) {
    const instrument = place % 9 === 0 ? 'donation' : 'advance';
    const [pledgeId, reference] = [idOf(`pledge ${place}`), `P${place}`];
    const amount = 112_500;
    yield {
      type: 'MakePledge',
      pledgeId,
      by: through,
      through,
      instrument,
      amount,
      reference,
      pledgedOn: '2019-04-01',
    };
  }
  yield { type: 'WithdrawPledge', pledgeId: idOf('pledge 35'), withdrawnOn: '2019-05-01' };
}

function* receipts(): Generator<CoProductionCommand> {
  for (const instalment of [1, 2]) {
    for (let place = 0; place < 35; place += 1) {
      const [pledgeId, bankReference] = [idOf(`pledge ${place}`), `R${instalment}-${place}`];
      yield { type: 'RecordReceipt', pledgeId, amount: 56_250, receivedOn: '2019-05-06', bankReference };
    }
  }
}

function* tranches(): Generator<CoProductionCommand> {
  for (const tranche of [1, 2]) {
    for (const [place, producerId] of producers.entries()) {
      const bankReference = `T${tranche}-${place}`;
      yield {
        type: 'DisburseTranche',
        tranche,
        producerId,
        amount: 600_000,
        paidOn: '2019-07-15',
        bankReference,
      };
    }
  }
}

function* deliveries(season: string): Generator<CoProductionCommand> {
  for (const [place, groupId] of groups.slice(0, 35).entries()) {
    const [deliveryId, producerId] = [idOf(`delivery ${season} ${place}`), producers[place % 3] as string];
    const lines = [
      { productCode: 'TAR10', quantity: String(20 + (place % 7)), unitPrice: '15.50' },
      { productCode: 'AVOKG', quantity: `${30 + place}.125`, unitPrice: '5.4750' },
    ];
    yield {
      type: 'DispatchDelivery',
      deliveryId,
      producerId,
      groupId,
      season,
      lines,
      dispatchedOn: '2020-12-01',
    };
    if (place === 34) yield { type: 'RejectDelivery', deliveryId, reasonCode: 'not_ripe' };
    else yield { type: 'AcceptDelivery', deliveryId, acceptedOn: '2020-12-05' };
  }
}

function idOf(name: string): string {
  return uuidV5(name, NAMESPACE);
}
