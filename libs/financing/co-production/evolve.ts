import { deliveryAccepted } from './deliveries/delivery-accepted.js';
import { deliveryDispatched } from './deliveries/dispatch-delivery.js';
import { deliveryRejected } from './deliveries/reject-delivery.js';
import type { CoProductionEvent, DataOf } from './events.js';
import { forecastRevised } from './forecasts/revise-forecast.js';
import { abandoned, pledgesReleased } from './life-cycle/abandon.js';
import { closed } from './life-cycle/close.js';
import { confirmed } from './life-cycle/confirm.js';
import { pledgingOpened } from './life-cycle/open-pledging.js';
import { producerPaid } from './payments/pay-producer.js';
import { groupPaymentReceived } from './payments/record-group-payment.js';
import { pledgeMade } from './pledging/make-pledge.js';
import { pledgeWithdrawn } from './pledging/withdraw-pledge.js';
import { advanceReceived, donationReceived } from './receipts/record-receipt.js';
import type { CoProduction } from './state.js';
import { proposed } from './terms/propose.js';
import { pricesRevised } from './terms/revise-prices.js';
import { trancheDisbursed } from './tranches/disburse-tranche.js';

type Changes = {
  readonly [Type in CoProductionEvent['type']]: Change<DataOf<Type>>;
};
type Change<Data> = (state: CoProduction, data: Data) => CoProduction;

/** The event column of the domain's table, a row an event. */
const changes: Changes = {
  CoProductionProposed: proposed,
  PricesRevised: pricesRevised,
  PledgingOpened: pledgingOpened,
  PledgeMade: pledgeMade,
  PledgeWithdrawn: pledgeWithdrawn,
  CoProductionConfirmed: confirmed,
  PledgesReleased: pledgesReleased,
  CoProductionAbandoned: abandoned,
  AdvanceReceived: advanceReceived,
  DonationReceived: donationReceived,
  TrancheDisbursed: trancheDisbursed,
  ForecastRevised: forecastRevised,
  DeliveryDispatched: deliveryDispatched,
  DeliveryAccepted: deliveryAccepted,
  DeliveryRejected: deliveryRejected,
  GroupPaymentReceived: groupPaymentReceived,
  ProducerPaid: producerPaid,
  CoProductionClosed: closed,
};

/**
 * The co-production after an event of its stream. The state before stays as it was.
 * Throws where an event names a pledge or delivery that the story before it does not know: the stream is damaged.
 */
export function evolveCoProduction(state: CoProduction, event: CoProductionEvent): CoProduction {
  const change = changes[event.type] as Change<CoProductionEvent['data']>;
  return change(state, event.data);
}
