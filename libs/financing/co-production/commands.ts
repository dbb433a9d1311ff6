import type { PartyKind } from '../party/events.js';
import type { ForecastRevised, DispatchedLine, Instrument, Terms } from './events.js';

/**
 * What can be asked of a co-production. The door has checked shapes (integers, decimal strings, dates, code
 * patterns); everything about amounts, states and dates in time is decided here.
 * Ids of what a command brings into being come with it, made by the door from the command id.
 */
export type CoProductionCommand =
  /** `kinds` tells what the named parties are registered as; a party that is not registered is absent. */
  | {
      readonly type: 'ProposeCoProduction';
      readonly terms: Terms;
      readonly kinds: { readonly [partyId: string]: PartyKind };
    }
  | {
      readonly type: 'RevisePrices';
      readonly products: readonly { readonly code: string; readonly unitPrice: string }[];
    }
  | { readonly type: 'OpenPledging' }
  | {
      readonly type: 'MakePledge';
      readonly pledgeId: string;
      readonly by: string;
      readonly through: string;
      /** Whether `by` is a person with the role of member at `through`; absent: it is not. */
      readonly byIsMember?: boolean;
      readonly instrument: Instrument;
      readonly amount: number;
      readonly reference: string;
      readonly pledgedOn: string;
    }
  | { readonly type: 'WithdrawPledge'; readonly pledgeId: string; readonly withdrawnOn: string }
  | { readonly type: 'ConfirmCoProduction' }
  | { readonly type: 'AbandonCoProduction'; readonly reasonCode: string }
  | {
      readonly type: 'RecordReceipt';
      readonly pledgeId: string;
      readonly amount: number;
      readonly receivedOn: string;
      readonly bankReference: string;
    }
  | {
      readonly type: 'DisburseTranche';
      readonly tranche: number;
      readonly producerId: string;
      readonly amount: number;
      /** States the split instead of drawing in proportion; the two must add up to `amount`. */
      readonly split?: { readonly fromDonations: number; readonly fromAdvances: number };
      readonly paidOn: string;
      readonly bankReference: string;
    }
  | ({ readonly type: 'ReviseForecast' } & ForecastRevised)
  | {
      readonly type: 'DispatchDelivery';
      readonly deliveryId: string;
      readonly producerId: string;
      readonly groupId: string;
      readonly season: string;
      readonly lines: readonly DispatchedLine[];
      readonly dispatchedOn: string;
    }
  | {
      readonly type: 'AcceptDelivery';
      readonly deliveryId: string;
      /** What was taken, by product; absent: all that was dispatched. A product that is not listed was not taken. */
      readonly lines?: readonly { readonly productCode: string; readonly quantity: string }[];
      readonly acceptedOn: string;
    }
  | { readonly type: 'RejectDelivery'; readonly deliveryId: string; readonly reasonCode: string }
  | {
      readonly type: 'RecordGroupPayment';
      readonly groupId: string;
      readonly amount: number;
      readonly receivedOn: string;
      readonly bankReference: string;
    }
  | {
      readonly type: 'PayProducer';
      readonly producerId: string;
      readonly amount: number;
      readonly paidOn: string;
      readonly bankReference: string;
    }
  | { readonly type: 'CloseCoProduction' };

/** The command of this type. */
export type CommandTo<Type extends CoProductionCommand['type']> = Extract<
  CoProductionCommand,
  { readonly type: Type }
>;

/** What a decision may know besides the command and the state. */
export type Context = {
  /** The day on which it is decided, `YYYY-MM-DD`, where the server says it is. */
  readonly today: string;
};
