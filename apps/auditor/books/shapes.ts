import { AMOUNT_MAX, isCurrency } from '#decision';
import {
  type CoProductionEvent,
  list,
  oneOf,
  optional,
  type PartyEvent,
  partyKinds,
  record,
  roles,
  type Shape,
  whole,
  yesOrNo,
} from '#financing';

const TEXT_LENGTH_MAX = 1_000;
const text: Shape = (value) => typeof value === 'string' && value.length <= TEXT_LENGTH_MAX;
/** Ids and bank references stand in names of accounts and in journals, where other characters would mean something. */
const id = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const code = matching(/^[A-Za-z0-9][A-Za-z0-9/_.-]{0,34}$/);
const amount: Shape = (value) => whole(value) && (value as number) >= 0 && (value as number) <= AMOUNT_MAX;
const date = matching(/^\d{4}-\d\d-\d\d$/);
const decimal = matching(/^\d{1,16}(\.\d{1,6})?$/);
const currency: Shape = (value) => typeof value === 'string' && isCurrency(value);
function matching(pattern: RegExp): Shape {
  return (value) => typeof value === 'string' && pattern.test(value);
}

const instrument = oneOf(['advance', 'donation']);
const receipt = record({ pledgeId: id, groupId: id, amount, receivedOn: date, bankReference: code });
const line = { productCode: text, quantity: decimal, unitPrice: decimal };
const delivery = { deliveryId: id, producerId: id, groupId: id };
const terms = record({
  title: text,
  custodianId: id,
  currency,
  producers: list(record({ producerId: id, sharePermille: whole })),
  products: list(record({ code: text, name: text, unit: text, unitPrice: decimal, loose: yesOrNo })),
  target: record({ minimum: amount, goal: amount, cap: optional(amount) }),
  pledging: record({ opensOn: date, closesOn: date, minimumPledge: optional(amount) }),
  accepts: list(instrument),
  seasons: list(record({ name: text, opensOn: date, closesOn: date, sharePermille: whole })),
  tranches: list(record({ number: whole, label: text, dueOn: date })),
  auditors: list(id),
});

/** What the data of every event look like, in the shape of today: the rules take it for granted, but a leaf comes from outside. */
const shapes: { readonly [Type in (CoProductionEvent | PartyEvent)['type']]: Shape } = {
  CoProductionProposed: terms,
  PricesRevised: record({ version: whole, products: list(record({ code: text, unitPrice: decimal })) }),
  PledgingOpened: record({}),
  PledgeMade: record({
    pledgeId: id,
    by: id,
    through: id,
    instrument,
    amount,
    reference: code,
    pledgedOn: date,
  }),
  PledgeWithdrawn: record({ pledgeId: id, amount, withdrawnOn: date }),
  CoProductionConfirmed: record({ pledged: amount }),
  PledgesReleased: record({ pledges: list(record({ pledgeId: id, amount })) }),
  CoProductionAbandoned: record({ reasonCode: text }),
  AdvanceReceived: receipt,
  DonationReceived: receipt,
  TrancheDisbursed: record({
    tranche: whole,
    producerId: id,
    amount,
    fromDonations: amount,
    fromAdvances: amount,
    paidOn: date,
    bankReference: code,
  }),
  ForecastRevised: record({ season: text, productCode: text, quantity: decimal, reasonCode: text }),
  DeliveryDispatched: record({ ...delivery, season: text, lines: list(record(line)), dispatchedOn: date }),
  DeliveryAccepted: record({
    ...delivery,
    season: text,
    lines: list(record({ ...line, value: amount })),
    value: amount,
    settlements: list(record({ pledgeId: id, amount })),
    advanceRepaid: amount,
    dueToProducer: amount,
    dueFromGroup: amount,
    acceptedOn: date,
  }),
  DeliveryRejected: record({ ...delivery, reasonCode: text }),
  GroupPaymentReceived: record({ groupId: id, amount, receivedOn: date, bankReference: code }),
  ProducerPaid: record({ producerId: id, amount, paidOn: date, bankReference: code }),
  CoProductionClosed: record({}),
  PartyRegistered: record({ kind: oneOf(partyKinds) }),
  RoleGranted: record({ personId: id, role: oneOf(roles) }),
  RoleRevoked: record({ personId: id, role: oneOf(roles) }),
  Affiliated: record({ networkId: id }),
  Disaffiliated: record({ networkId: id }),
};

/** Whether an event's data are of the shape that its type has today. */
export const hasItsShape = ({ type, data }: CoProductionEvent | PartyEvent): boolean => shapes[type](data);
