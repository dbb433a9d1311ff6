import { type Kind } from './absurd-values.js';

/** A write: what it takes, each field with its kind, and a body that has the right shape. */
export interface WriteRoute {
  readonly path: string;
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly fields: { readonly [path: string]: Kind };
  readonly body: object;
}

const id = '5b0e6c8e-6f0c-4c3f-9d57-0f6a3c1d2e11';
const book = `/co-productions/${id}`;
const terms = {
  title: 'Trees',
  custodianId: id,
  currency: 'EUR',
  producers: [{ producerId: id, sharePermille: 1000 }],
  products: [{ code: 'T', name: 'T', unit: 'box', unitPrice: '1', loose: false }],
  target: { minimum: 1, goal: 2, cap: 3 },
  pledging: { opensOn: '2019-03-01', closesOn: '2019-05-03', minimumPledge: 1 },
  accepts: ['advance'],
  seasons: [{ name: 'S', opensOn: '2019-12-02', closesOn: '2020-04-06', sharePermille: 1000 }],
  tranches: [{ number: 1, label: 'P', dueOn: '2019-07-15' }],
  auditors: [id],
};
const bankLine = { amount: 1, bankReference: 'B1' };
const bankFields = { amount: 'amount', bankReference: 'code' } as const;

/** Every route that writes. */
export const writeRoutes: readonly WriteRoute[] = [
  {
    method: 'POST',
    path: '/parties',
    body: {
      kind: 'group',
      name: 'A',
      networkId: id,
      email: 'a@b.example',
      town: 'T',
      country: 'IT',
      notes: 'n',
    },
    fields: {
      kind: 'choice',
      name: 'text',
      networkId: 'id',
      email: 'text',
      town: 'text',
      country: 'code',
      notes: 'text',
    },
  },
  {
    method: 'PUT',
    path: `/parties/${id}/contact`,
    body: { name: 'A', phone: '+39 1', iban: 'DE89370400440532013000', address: 'a' },
    fields: { name: 'text', phone: 'text', iban: 'text', address: 'text' },
  },
  { method: 'DELETE', path: `/parties/${id}/contact`, body: {}, fields: {} },
  {
    method: 'POST',
    path: `/parties/${id}/roles`,
    body: { personId: id, role: 'member' },
    fields: { personId: 'id', role: 'choice' },
  },
  {
    method: 'POST',
    path: `/parties/${id}/role-revocations`,
    body: { personId: id, role: 'member' },
    fields: { personId: 'id', role: 'choice' },
  },
  {
    method: 'POST',
    path: `/parties/${id}/affiliations`,
    body: { networkId: id },
    fields: { networkId: 'id' },
  },
  {
    method: 'POST',
    path: `/parties/${id}/disaffiliations`,
    body: { networkId: id },
    fields: { networkId: 'id' },
  },
  {
    method: 'POST',
    path: '/co-productions',
    body: terms,
    fields: {
      title: 'text',
      custodianId: 'id',
      currency: 'code',
      producers: 'list',
      'producers.0.producerId': 'id',
      'producers.0.sharePermille': 'whole',
      products: 'list',
      'products.0.code': 'code',
      'products.0.name': 'text',
      'products.0.unit': 'text',
      'products.0.unitPrice': 'decimal',
      'products.0.loose': 'flag',
      target: 'object',
      'target.minimum': 'amount',
      'target.goal': 'amount',
      'target.cap': 'amount',
      pledging: 'object',
      'pledging.opensOn': 'date',
      'pledging.closesOn': 'date',
      'pledging.minimumPledge': 'amount',
      accepts: 'choices',
      seasons: 'list',
      'seasons.0.name': 'text',
      'seasons.0.opensOn': 'date',
      'seasons.0.sharePermille': 'whole',
      'tranches.0.number': 'whole',
      'tranches.0.label': 'text',
      'tranches.0.dueOn': 'date',
      'auditors.0': 'id',
    },
  },
  {
    method: 'POST',
    path: `${book}/price-revisions`,
    body: { products: [{ code: 'T', unitPrice: '1' }] },
    fields: { products: 'list', 'products.0.code': 'code', 'products.0.unitPrice': 'decimal' },
  },
  { method: 'POST', path: `${book}/opening`, body: {}, fields: {} },
  { method: 'POST', path: `${book}/confirmation`, body: {}, fields: {} },
  {
    method: 'POST',
    path: `${book}/abandonment`,
    body: { reasonCode: 'frost' },
    fields: { reasonCode: 'reason' },
  },
  { method: 'POST', path: `${book}/closing`, body: {}, fields: {} },
  {
    method: 'POST',
    path: `${book}/pledges`,
    body: { by: id, through: id, instrument: 'advance', amount: 1, reference: 'P1', pledgedOn: '2019-03-01' },
    fields: {
      by: 'id',
      through: 'id',
      instrument: 'choice',
      amount: 'amount',
      reference: 'code',
      pledgedOn: 'date',
    },
  },
  {
    method: 'POST',
    path: `${book}/pledges/${id}/withdrawal`,
    body: { withdrawnOn: '2019-03-01' },
    fields: { withdrawnOn: 'date' },
  },
  {
    method: 'POST',
    path: `${book}/receipts`,
    body: { ...bankLine, pledgeId: id, receivedOn: '2019-03-01' },
    fields: { ...bankFields, pledgeId: 'id', receivedOn: 'date' },
  },
  {
    method: 'POST',
    path: `${book}/disbursements`,
    body: {
      ...bankLine,
      tranche: 1,
      producerId: id,
      split: { fromDonations: 1, fromAdvances: 0 },
      paidOn: '2019-03-01',
    },
    fields: {
      ...bankFields,
      tranche: 'whole',
      producerId: 'id',
      split: 'object',
      'split.fromDonations': 'amount',
      'split.fromAdvances': 'amount',
      paidOn: 'date',
    },
  },
  {
    method: 'POST',
    path: `${book}/forecasts`,
    body: { season: 'S', productCode: 'T', quantity: '1', reasonCode: 'rain' },
    fields: { season: 'text', productCode: 'code', quantity: 'decimal', reasonCode: 'reason' },
  },
  {
    method: 'POST',
    path: `${book}/deliveries`,
    body: {
      producerId: id,
      groupId: id,
      season: 'S',
      lines: [{ productCode: 'T', quantity: '1', unitPrice: '1' }],
      dispatchedOn: '2019-12-05',
    },
    fields: {
      producerId: 'id',
      groupId: 'id',
      season: 'text',
      lines: 'list',
      'lines.0.productCode': 'code',
      'lines.0.quantity': 'decimal',
      'lines.0.unitPrice': 'decimal',
      dispatchedOn: 'date',
    },
  },
  {
    method: 'POST',
    path: `${book}/deliveries/${id}/acceptance`,
    body: { lines: [{ productCode: 'T', quantity: '1' }], acceptedOn: '2019-12-05' },
    fields: {
      lines: 'list',
      'lines.0.productCode': 'code',
      'lines.0.quantity': 'decimal',
      acceptedOn: 'date',
    },
  },
  {
    method: 'POST',
    path: `${book}/deliveries/${id}/rejection`,
    body: { reasonCode: 'spoilt' },
    fields: { reasonCode: 'reason' },
  },
  {
    method: 'POST',
    path: `${book}/group-payments`,
    body: { ...bankLine, groupId: id, receivedOn: '2019-03-01' },
    fields: { ...bankFields, groupId: 'id', receivedOn: 'date' },
  },
  {
    method: 'POST',
    path: `${book}/producer-payments`,
    body: { ...bankLine, producerId: id, paidOn: '2019-03-01' },
    fields: { ...bankFields, producerId: 'id', paidOn: 'date' },
  },
];
