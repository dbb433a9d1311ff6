import type { CommandIn, EventIn } from '#decision';
import { abandonCoProduction } from './commands/abandon-co-production.js';
import { acceptDelivery } from './commands/accept-delivery.js';
import { closeCoProduction } from './commands/close-co-production.js';
import { confirmCoProduction } from './commands/confirm-co-production.js';
import { disburseTranche } from './commands/disburse-tranche.js';
import { dispatchDelivery } from './commands/dispatch-delivery.js';
import { makePledge } from './commands/make-pledge.js';
import { openPledging } from './commands/open-pledging.js';
import { payProducer } from './commands/pay-producer.js';
import { proposeCoProduction } from './commands/propose-co-production.js';
import { recordGroupPayment } from './commands/record-group-payment.js';
import { recordReceipt } from './commands/record-receipt.js';
import { rejectDelivery } from './commands/reject-delivery.js';
import { reviseForecast } from './commands/revise-forecast.js';
import { revisePrices } from './commands/revise-prices.js';
import { withdrawPledge } from './commands/withdraw-pledge.js';
import { advanceReceived } from './events/advance-received.js';
import { coProductionAbandoned } from './events/co-production-abandoned.js';
import { coProductionClosed } from './events/co-production-closed.js';
import { coProductionConfirmed } from './events/co-production-confirmed.js';
import { coProductionProposed } from './events/co-production-proposed.js';
import { deliveryAccepted } from './events/delivery-accepted.js';
import { deliveryDispatched } from './events/delivery-dispatched.js';
import { deliveryRejected } from './events/delivery-rejected.js';
import { donationReceived } from './events/donation-received.js';
import { forecastRevised } from './events/forecast-revised.js';
import { groupPaymentReceived } from './events/group-payment-received.js';
import { pledgeMade } from './events/pledge-made.js';
import { pledgeWithdrawn } from './events/pledge-withdrawn.js';
import { pledgesReleased } from './events/pledges-released.js';
import { pledgingOpened } from './events/pledging-opened.js';
import { pricesRevised } from './events/prices-revised.js';
import { producerPaid } from './events/producer-paid.js';
import { trancheDisbursed } from './events/tranche-disbursed.js';

/** What can be asked of a co-production, in the order of the domain's table. */
export const commands = {
  ProposeCoProduction: proposeCoProduction,
  RevisePrices: revisePrices,
  OpenPledging: openPledging,
  MakePledge: makePledge,
  WithdrawPledge: withdrawPledge,
  ConfirmCoProduction: confirmCoProduction,
  AbandonCoProduction: abandonCoProduction,
  RecordReceipt: recordReceipt,
  DisburseTranche: disburseTranche,
  ReviseForecast: reviseForecast,
  DispatchDelivery: dispatchDelivery,
  AcceptDelivery: acceptDelivery,
  RejectDelivery: rejectDelivery,
  RecordGroupPayment: recordGroupPayment,
  PayProducer: payProducer,
  CloseCoProduction: closeCoProduction,
} as const;

/**
 * What can happen to a co-production. An event carries ids, codes, numbers and dates, never a text
 * about a person, and everything its postings need, so that it can be booked without looking
 * anything up. Amounts are integers of minor units; quantities and unit prices decimal strings;
 * dates `YYYY-MM-DD`.
 */
export const events = {
  CoProductionProposed: coProductionProposed,
  PricesRevised: pricesRevised,
  PledgingOpened: pledgingOpened,
  PledgeMade: pledgeMade,
  PledgeWithdrawn: pledgeWithdrawn,
  CoProductionConfirmed: coProductionConfirmed,
  PledgesReleased: pledgesReleased,
  CoProductionAbandoned: coProductionAbandoned,
  AdvanceReceived: advanceReceived,
  DonationReceived: donationReceived,
  TrancheDisbursed: trancheDisbursed,
  ForecastRevised: forecastRevised,
  DeliveryDispatched: deliveryDispatched,
  DeliveryAccepted: deliveryAccepted,
  DeliveryRejected: deliveryRejected,
  GroupPaymentReceived: groupPaymentReceived,
  ProducerPaid: producerPaid,
  CoProductionClosed: coProductionClosed,
} as const;

export type CoProductionCommand = CommandIn<typeof commands>;
/** The command of this type. */
export type CommandTo<Type extends CoProductionCommand['type']> = Extract<
  CoProductionCommand,
  { readonly type: Type }
>;

export type CoProductionEvent = EventIn<typeof events>;
/** What an event of this type tells. */
export type DataOf<Type extends CoProductionEvent['type']> = Extract<
  CoProductionEvent,
  { readonly type: Type }
>['data'];
