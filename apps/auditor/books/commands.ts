import type { CoProductionCommand, CoProductionEvent, PartyKind } from '#financing';

type Kinds = { readonly [partyId: string]: PartyKind };
type Asked = {
  readonly [Type in CoProductionEvent['type']]: (
    data: Extract<CoProductionEvent, { readonly type: Type }>['data'],
    kinds: Kinds,
  ) => CoProductionCommand | undefined;
};

/** What must have been asked for an event to happen. Releases come of abandoning, and have rules of their own. */
const asked: Asked = {
  CoProductionProposed: (terms, kinds) => ({ type: 'ProposeCoProduction', terms, kinds }),
  PricesRevised: ({ products }) => ({ type: 'RevisePrices', products }),
  PledgingOpened: () => ({ type: 'OpenPledging' }),
  PledgeMade: (pledge) => ({ type: 'MakePledge', ...pledge }),
  PledgeWithdrawn: ({ pledgeId, withdrawnOn }) => ({ type: 'WithdrawPledge', pledgeId, withdrawnOn }),
  CoProductionConfirmed: () => ({ type: 'ConfirmCoProduction' }),
  PledgesReleased: () => undefined,
  CoProductionAbandoned: ({ reasonCode }) => ({ type: 'AbandonCoProduction', reasonCode }),
  AdvanceReceived: (receipt) => ({ type: 'RecordReceipt', ...receipt }),
  DonationReceived: (receipt) => ({ type: 'RecordReceipt', ...receipt }),
  // The event does not tell whether the split was stated, so it is taken as stated.
  TrancheDisbursed: ({ fromDonations, fromAdvances, ...tranche }) => ({
    type: 'DisburseTranche',
    ...tranche,
    split: { fromDonations, fromAdvances },
  }),
  ForecastRevised: (forecast) => ({ type: 'ReviseForecast', ...forecast }),
  DeliveryDispatched: (delivery) => ({ type: 'DispatchDelivery', ...delivery }),
  DeliveryAccepted: ({ deliveryId, lines, acceptedOn }) => ({
    type: 'AcceptDelivery',
    deliveryId,
    lines,
    acceptedOn,
  }),
  DeliveryRejected: ({ deliveryId, reasonCode }) => ({ type: 'RejectDelivery', deliveryId, reasonCode }),
  GroupPaymentReceived: (payment) => ({ type: 'RecordGroupPayment', ...payment }),
  ProducerPaid: (payment) => ({ type: 'PayProducer', ...payment }),
  CoProductionClosed: () => ({ type: 'CloseCoProduction' }),
};

export function commandBehind(event: CoProductionEvent, kinds: Kinds): CoProductionCommand | undefined {
  const ask = asked[event.type] as (
    data: CoProductionEvent['data'],
    kinds: Kinds,
  ) => CoProductionCommand | undefined;
  return ask(event.data, kinds);
}
