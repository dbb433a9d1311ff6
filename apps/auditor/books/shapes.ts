import {
  AMOUNT_MAX,
  isCurrency,
  partyKinds,
  roles,
  type CoProductionEvent,
  type PartyEvent,
} from '#financing';

/** Whether a value is what an event may hold there. The rules take shapes for granted; a leaf comes from outside. */
type Shape = (value: unknown) => boolean;

const TEXT_LENGTH_MAX = 1_000;
const text: Shape = (value) => typeof value === 'string' && value.length <= TEXT_LENGTH_MAX;
const amount: Shape = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= AMOUNT_MAX;
const whole: Shape = (value) => Number.isSafeInteger(value);
const yesOrNo: Shape = (value) => typeof value === 'boolean';
const date: Shape = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
const decimal: Shape = (value) => typeof value === 'string' && /^\d{1,16}(\.\d{1,6})?$/.test(value);
const currency: Shape = (value) => typeof value === 'string' && isCurrency(value);
const oneOf =
  (words: readonly string[]): Shape =>
  (value) =>
    typeof value === 'string' && words.includes(value);
const list =
  (item: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(item);
const optional =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || shape(value);
function record(shapes: { readonly [field: string]: Shape }): Shape {
  const fields = Object.entries(shapes);
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    fields.every(([field, shape]) => shape((value as Record<string, unknown>)[field]));
}

const instrument = oneOf(['advance', 'donation']);
const receipt = record({ pledgeId: text, groupId: text, amount, receivedOn: date, bankReference: text });
const line = { productCode: text, quantity: decimal, unitPrice: decimal };
const delivery = { deliveryId: text, producerId: text, groupId: text };
const terms = record({
  title: text,
  custodianId: text,
  currency,
  producers: list(record({ producerId: text, sharePermille: whole })),
  products: list(record({ code: text, name: text, unit: text, unitPrice: decimal, loose: yesOrNo })),
  target: record({ minimum: amount, goal: amount, cap: optional(amount) }),
  pledging: record({ opensOn: date, closesOn: date, minimumPledge: optional(amount) }),
  accepts: list(instrument),
  seasons: list(record({ name: text, opensOn: date, closesOn: date, sharePermille: whole })),
  tranches: list(record({ number: whole, label: text, dueOn: date })),
  auditors: list(text),
});

/** What the data of every event look like, in the shape of today. */
const shapes: { readonly [Type in (CoProductionEvent | PartyEvent)['type']]: Shape } = {
  CoProductionProposed: terms,
  PricesRevised: record({ version: whole, products: list(record({ code: text, unitPrice: decimal })) }),
  PledgingOpened: record({}),
  PledgeMade: record({
    pledgeId: text,
    by: text,
    through: text,
    instrument,
    amount,
    reference: text,
    pledgedOn: date,
  }),
  PledgeWithdrawn: record({ pledgeId: text, amount, withdrawnOn: date }),
  CoProductionConfirmed: record({ pledged: amount }),
  PledgesReleased: record({ pledges: list(record({ pledgeId: text, amount })) }),
  CoProductionAbandoned: record({ reasonCode: text }),
  AdvanceReceived: receipt,
  DonationReceived: receipt,
  TrancheDisbursed: record({
    tranche: whole,
    producerId: text,
    amount,
    fromDonations: amount,
    fromAdvances: amount,
    paidOn: date,
    bankReference: text,
  }),
  ForecastRevised: record({ season: text, productCode: text, quantity: decimal, reasonCode: text }),
  DeliveryDispatched: record({ ...delivery, season: text, lines: list(record(line)), dispatchedOn: date }),
  DeliveryAccepted: record({
    ...delivery,
    season: text,
    lines: list(record({ ...line, value: amount })),
    value: amount,
    settlements: list(record({ pledgeId: text, amount })),
    advanceRepaid: amount,
    dueToProducer: amount,
    dueFromGroup: amount,
    acceptedOn: date,
  }),
  DeliveryRejected: record({ ...delivery, reasonCode: text }),
  GroupPaymentReceived: record({ groupId: text, amount, receivedOn: date, bankReference: text }),
  ProducerPaid: record({ producerId: text, amount, paidOn: date, bankReference: text }),
  CoProductionClosed: record({}),
  PartyRegistered: record({ kind: oneOf(partyKinds) }),
  RoleGranted: record({ personId: text, role: oneOf(roles) }),
  RoleRevoked: record({ personId: text, role: oneOf(roles) }),
  Affiliated: record({ networkId: text }),
  Disaffiliated: record({ networkId: text }),
};

/** Whether an event's data are of the shape that its type has today. */
export const hasItsShape = ({ type, data }: CoProductionEvent | PartyEvent): boolean => shapes[type](data);
