import type { AskedOfCoProduction, AskedOfParty, Command } from './command.js';

/** What goes over the wire: POST, JSON. */
export interface Request {
  readonly path: string;
  readonly body: object;
}

/** The request by which a command is given at the door. */
export function requestOf({ asked }: Command): Request {
  return asked.of === 'party'
    ? ofParty(asked.id, asked.command)
    : ofCoProduction(`/co-productions/${asked.id}`, asked.command);
}

function ofParty(id: string, command: AskedOfParty): Request {
  const party = `/parties/${id}`;
  const { type, ...body } = command;
  switch (type) {
    case 'RegisterParty':
      return { path: '/parties', body: { ...body, name: `Party ${id.slice(0, 8)}` } };
    case 'GrantRole':
      return { path: `${party}/roles`, body };
    case 'RevokeRole':
      return { path: `${party}/role-revocations`, body };
    case 'Affiliate':
      return { path: `${party}/affiliations`, body };
    case 'Disaffiliate':
      return { path: `${party}/disaffiliations`, body };
  }
}

type Wired<Type extends AskedOfCoProduction['type']> = (
  command: Extract<AskedOfCoProduction, { type: Type }>,
) => readonly [path: string, body: object];

const wired: { readonly [Type in AskedOfCoProduction['type']]: Wired<Type> } = {
  ProposeCoProduction: ({ terms }) => ['', terms],
  RevisePrices: ({ products }) => ['/price-revisions', { products }],
  OpenPledging: () => ['/opening', {}],
  MakePledge: ({ type: _type, pledgeId: _madeOfTheKey, ...body }) => ['/pledges', body],
  WithdrawPledge: ({ pledgeId, withdrawnOn }) => [`/pledges/${pledgeId}/withdrawal`, { withdrawnOn }],
  ConfirmCoProduction: () => ['/confirmation', {}],
  AbandonCoProduction: ({ reasonCode }) => ['/abandonment', { reasonCode }],
  RecordReceipt: ({ type: _type, ...body }) => ['/receipts', body],
  DisburseTranche: ({ type: _type, ...body }) => ['/disbursements', body],
  ReviseForecast: ({ type: _type, ...body }) => ['/forecasts', body],
  DispatchDelivery: ({ type: _type, deliveryId: _madeOfTheKey, ...body }) => ['/deliveries', body],
  AcceptDelivery: ({ type: _type, deliveryId, ...body }) => [`/deliveries/${deliveryId}/acceptance`, body],
  RejectDelivery: ({ deliveryId, reasonCode }) => [`/deliveries/${deliveryId}/rejection`, { reasonCode }],
  RecordGroupPayment: ({ type: _type, ...body }) => ['/group-payments', body],
  PayProducer: ({ type: _type, ...body }) => ['/producer-payments', body],
  CloseCoProduction: () => ['/closing', {}],
};

function ofCoProduction(book: string, command: AskedOfCoProduction): Request {
  const [path, body] = (wired[command.type] as Wired<AskedOfCoProduction['type']>)(command);
  return { path: command.type === 'ProposeCoProduction' ? '/co-productions' : book + path, body };
}
