/**
 * What can happen to a co-production. An event carries ids, codes, numbers and dates, never a text about a person,
 * and everything its postings need, so that it can be booked without looking anything up.
 * Amounts are integers of minor units; quantities and unit prices decimal strings; dates `YYYY-MM-DD`.
 */

export type Instrument = 'advance' | 'donation';

export type Product = {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  /** Major units, at most 4 decimals. */
  readonly unitPrice: string;
  /** Sold by weight: a quantity may have decimals. */
  readonly loose: boolean;
};
export type ProducerShare = { readonly producerId: string; readonly sharePermille: number };
export type Season = {
  readonly name: string;
  readonly opensOn: string;
  readonly closesOn: string;
  /** The part of the advances that is to come back in goods in this season. */
  readonly sharePermille: number;
};
export type TrancheTerm = { readonly number: number; readonly label: string; readonly dueOn: string };

/** What the parties agreed on before any money moved. */
export type Terms = {
  readonly title: string;
  readonly custodianId: string;
  readonly currency: string;
  readonly producers: readonly ProducerShare[];
  readonly products: readonly Product[];
  readonly target: { readonly minimum: number; readonly goal: number; readonly cap?: number };
  readonly pledging: { readonly opensOn: string; readonly closesOn: string; readonly minimumPledge?: number };
  readonly accepts: readonly Instrument[];
  readonly seasons: readonly Season[];
  readonly tranches: readonly TrancheTerm[];
  readonly auditors: readonly string[];
};

export type PledgeMade = {
  readonly pledgeId: string;
  /** The party that promises: a person, or the group itself. */
  readonly by: string;
  /** The party through whose hands it runs. A group's own pledge runs through itself. */
  readonly through: string;
  readonly instrument: Instrument;
  readonly amount: number;
  /** A code, such as the payer is asked to write on the transfer. */
  readonly reference: string;
  readonly pledgedOn: string;
};
/** A linked reversal: the pledge and what of it was still only promised. */
export type PledgeWithdrawn = {
  readonly pledgeId: string;
  readonly amount: number;
  readonly withdrawnOn: string;
};
export type ReleasedPledge = { readonly pledgeId: string; readonly amount: number };
export type Receipt = {
  readonly pledgeId: string;
  /** The party that the pledge runs through. */
  readonly groupId: string;
  readonly amount: number;
  readonly receivedOn: string;
  readonly bankReference: string;
};
export type TrancheDisbursed = {
  readonly tranche: number;
  readonly producerId: string;
  /** fromDonations + fromAdvances. */
  readonly amount: number;
  readonly fromDonations: number;
  readonly fromAdvances: number;
  readonly paidOn: string;
  readonly bankReference: string;
};
export type ForecastRevised = {
  readonly season: string;
  readonly productCode: string;
  readonly quantity: string;
  readonly reasonCode: string;
};
export type DispatchedLine = {
  readonly productCode: string;
  readonly quantity: string;
  readonly unitPrice: string;
};
export type DeliveryDispatched = {
  readonly deliveryId: string;
  readonly producerId: string;
  readonly groupId: string;
  readonly season: string;
  readonly lines: readonly DispatchedLine[];
  readonly dispatchedOn: string;
};
/** `value` is quantity × unit price rounded half-even to minor units. */
export type AcceptedLine = DispatchedLine & { readonly value: number };
export type Settlement = { readonly pledgeId: string; readonly amount: number };
export type DeliveryAccepted = {
  readonly deliveryId: string;
  readonly producerId: string;
  readonly groupId: string;
  readonly season: string;
  readonly lines: readonly AcceptedLine[];
  /** V: the sum of the lines. */
  readonly value: number;
  /** S in parts: oldest pledge first. */
  readonly settlements: readonly Settlement[];
  /** What of S pays back the producer's own advance: min(S, its balance). */
  readonly advanceRepaid: number;
  /** V − advanceRepaid. */
  readonly dueToProducer: number;
  /** V − S. */
  readonly dueFromGroup: number;
  readonly acceptedOn: string;
};
export type GroupPaymentReceived = {
  readonly groupId: string;
  readonly amount: number;
  readonly receivedOn: string;
  readonly bankReference: string;
};
export type ProducerPaid = {
  readonly producerId: string;
  readonly amount: number;
  readonly paidOn: string;
  readonly bankReference: string;
};

export type CoProductionEvent =
  | { readonly type: 'CoProductionProposed'; readonly data: Terms }
  | {
      readonly type: 'PricesRevised';
      /** The terms' prices are version 1. `products` holds only what changed. */
      readonly data: {
        readonly version: number;
        readonly products: readonly { readonly code: string; readonly unitPrice: string }[];
      };
    }
  | { readonly type: 'PledgingOpened'; readonly data: Record<string, never> }
  | { readonly type: 'PledgeMade'; readonly data: PledgeMade }
  | { readonly type: 'PledgeWithdrawn'; readonly data: PledgeWithdrawn }
  | { readonly type: 'CoProductionConfirmed'; readonly data: { readonly pledged: number } }
  /** Comes before CoProductionAbandoned, as often as needed: at most 500 pledges an event. */
  | { readonly type: 'PledgesReleased'; readonly data: { readonly pledges: readonly ReleasedPledge[] } }
  | { readonly type: 'CoProductionAbandoned'; readonly data: { readonly reasonCode: string } }
  | { readonly type: 'AdvanceReceived'; readonly data: Receipt }
  | { readonly type: 'DonationReceived'; readonly data: Receipt }
  | { readonly type: 'TrancheDisbursed'; readonly data: TrancheDisbursed }
  | { readonly type: 'ForecastRevised'; readonly data: ForecastRevised }
  | { readonly type: 'DeliveryDispatched'; readonly data: DeliveryDispatched }
  | { readonly type: 'DeliveryAccepted'; readonly data: DeliveryAccepted }
  | {
      readonly type: 'DeliveryRejected';
      readonly data: {
        readonly deliveryId: string;
        readonly producerId: string;
        readonly groupId: string;
        readonly reasonCode: string;
      };
    }
  | { readonly type: 'GroupPaymentReceived'; readonly data: GroupPaymentReceived }
  | { readonly type: 'ProducerPaid'; readonly data: ProducerPaid }
  | { readonly type: 'CoProductionClosed'; readonly data: Record<string, never> };

/** What an event of this type tells. */
export type DataOf<Type extends CoProductionEvent['type']> = Extract<
  CoProductionEvent,
  { readonly type: Type }
>['data'];
