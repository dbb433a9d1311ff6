import type { CoProductionEvent } from '#financing';
import { balances } from './balances/projection.js';
import { coProductions } from './co-productions/projection.js';
import { deliveries } from './deliveries/projection.js';
import { pledges } from './pledges/projection.js';
import { producers } from './producers/projection.js';
import type { ReadModel } from './read-model.js';
import { statements } from './statements/projection.js';

/** Every read model of the house, as it is kept. The threads of a rebuild read no more than these. */
export const allProjections: readonly ReadModel[] = [
  coProductions,
  balances,
  producers,
  pledges,
  statements,
  deliveries,
];

/** The read models that are worked out of events; balances are worked out of whatever is booked. */
type OfEvents = 'co-productions' | 'producers' | 'pledges' | 'statements' | 'deliveries';

/**
 * Which read models an event means something to, a row a type: whoever adds an event says so of
 * every read model, and a test holds each to what is said here.
 */
export const readBy: { readonly [Type in CoProductionEvent['type']]: readonly OfEvents[] } = {
  CoProductionProposed: ['co-productions', 'producers', 'statements'],
  PricesRevised: ['co-productions'],
  PledgingOpened: ['co-productions'],
  PledgeMade: ['co-productions', 'producers', 'pledges', 'statements'],
  PledgeWithdrawn: ['co-productions', 'producers', 'pledges', 'statements'],
  CoProductionConfirmed: ['co-productions'],
  PledgesReleased: ['co-productions', 'producers', 'pledges', 'statements'],
  CoProductionAbandoned: ['co-productions'],
  AdvanceReceived: ['co-productions', 'producers', 'pledges', 'statements'],
  DonationReceived: ['co-productions', 'producers', 'pledges', 'statements'],
  TrancheDisbursed: ['co-productions', 'producers', 'statements'],
  ForecastRevised: ['co-productions'],
  DeliveryDispatched: ['deliveries'],
  DeliveryAccepted: ['co-productions', 'producers', 'pledges', 'statements', 'deliveries'],
  DeliveryRejected: ['co-productions', 'deliveries'],
  GroupPaymentReceived: ['statements'],
  ProducerPaid: ['producers', 'statements'],
  CoProductionClosed: ['co-productions'],
};
