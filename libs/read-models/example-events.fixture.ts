import type { RecordedEvent } from '#event-store';
import {
  type CoProductionEvent,
  coProductionStream,
  type DeliveryAccepted,
  type PledgeMade,
  type Receipt,
  type Terms,
} from '#financing';
import { eventsOf } from '#projection-engine';
import type { BookEvent } from './book-events.js';

/** For specs only: the events of a book as a batch has them, from position 1 on. */
export const bookEvents = (...events: CoProductionEvent[]): BookEvent[] =>
  eventsOf(
    coProductionStream,
    events.map((event, place) => recordOf(event, place)),
  );

export const recordOf = (event: CoProductionEvent, place: number, book = 'book'): RecordedEvent => ({
  id: `event ${place + 1}`,
  stream: `coproduction-${book}`,
  revision: place,
  position: BigInt(place + 1),
  type: event.type,
  schemaVersion: 1,
  data: event.data as unknown as RecordedEvent['data'],
  metadata: { commandId: 'a command', inputHash: 'a hash', actor: 'somebody', cause: 'a request' },
  recordedAt: '2020-06-30T12:34:56.789Z',
});

export const terms: Terms = {
  title: 'Citrus groves',
  custodianId: 'consortium',
  currency: 'EUR',
  producers: [
    { producerId: 'ficodindia', sharePermille: 600 },
    { producerId: 'consortium', sharePermille: 400 },
  ],
  products: [{ code: 'TAR10', name: 'Oranges', unit: 'box', unitPrice: '15.50', loose: false }],
  target: { minimum: 1, goal: 1 },
  pledging: { opensOn: '2019-03-01', closesOn: '2019-05-03' },
  accepts: ['advance', 'donation'],
  seasons: [
    { name: '2019/20', opensOn: '2019-12-02', closesOn: '2020-04-06', sharePermille: 500 },
    { name: '2020/21', opensOn: '2020-12-01', closesOn: '2021-04-06', sharePermille: 500 },
  ],
  tranches: [],
  auditors: ['mag'],
};
export const proposed: CoProductionEvent = { type: 'CoProductionProposed', data: terms };

export const pledgeMade = (pledge: Partial<PledgeMade> = {}): CoProductionEvent => ({
  type: 'PledgeMade',
  data: {
    pledgeId: 'P',
    by: 'bergamo',
    through: 'bergamo',
    instrument: 'advance',
    amount: 10_000,
    reference: 'P001',
    pledgedOn: '2019-04-01',
    ...pledge,
  },
});

export const received = (
  type: 'AdvanceReceived' | 'DonationReceived',
  receipt: Partial<Receipt> = {},
): CoProductionEvent => ({
  type,
  data: {
    pledgeId: 'P',
    groupId: 'bergamo',
    amount: 10_000,
    receivedOn: '2019-05-06',
    bankReference: 'B-1',
    ...receipt,
  },
});

export const disbursed: CoProductionEvent = {
  type: 'TrancheDisbursed',
  data: {
    tranche: 1,
    producerId: 'ficodindia',
    amount: 9_000,
    fromDonations: 2_000,
    fromAdvances: 7_000,
    paidOn: '2019-07-15',
    bankReference: 'B-2',
  },
};

/** Of 155.00: 100.00 paid back advances, 70.00 of them the producer's own. */
export const deliveryAccepted = (delivery: Partial<DeliveryAccepted> = {}): CoProductionEvent => ({
  type: 'DeliveryAccepted',
  data: {
    deliveryId: 'D',
    producerId: 'ficodindia',
    groupId: 'bergamo',
    season: '2019/20',
    lines: [{ productCode: 'TAR10', quantity: '10', unitPrice: '15.50', value: 15_500 }],
    value: 15_500,
    settlements: [
      { pledgeId: 'P', amount: 8_000 },
      { pledgeId: 'Q', amount: 2_000 },
    ],
    advanceRepaid: 7_000,
    dueToProducer: 8_500,
    dueFromGroup: 5_500,
    acceptedOn: '2019-12-07',
    ...delivery,
  },
});

export const groupPaid: CoProductionEvent = {
  type: 'GroupPaymentReceived',
  data: { groupId: 'bergamo', amount: 5_500, receivedOn: '2020-01-10', bankReference: 'B-3' },
};
export const producerPaid: CoProductionEvent = {
  type: 'ProducerPaid',
  data: { producerId: 'ficodindia', amount: 8_000, paidOn: '2020-01-15', bankReference: 'B-4' },
};
export const pledgeWithdrawn: CoProductionEvent = {
  type: 'PledgeWithdrawn',
  data: { pledgeId: 'P', amount: 10_000, withdrawnOn: '2019-04-20' },
};
export const pledgesReleased: CoProductionEvent = {
  type: 'PledgesReleased',
  data: {
    pledges: [
      { pledgeId: 'P', amount: 10_000 },
      { pledgeId: 'Q', amount: 500 },
    ],
  },
};
