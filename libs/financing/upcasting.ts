import type { CoProductionEvent } from './co-production/events.js';
import type { PartyEvent } from './party/events.js';

/** Turns the data of one version of an event type into the data of the next. It looks nothing up. */
export type Upcast = (data: unknown) => unknown;

/** For each event type the steps from version 1 to the present one: none where the first shape still serves. */
type Steps<Event extends { readonly type: string }> = { readonly [Type in Event['type']]: readonly Upcast[] };

const coProductionSteps: Steps<CoProductionEvent> = {
  CoProductionProposed: [],
  PricesRevised: [],
  PledgingOpened: [],
  PledgeMade: [],
  PledgeWithdrawn: [],
  CoProductionConfirmed: [],
  PledgesReleased: [],
  CoProductionAbandoned: [],
  AdvanceReceived: [],
  DonationReceived: [],
  TrancheDisbursed: [],
  ForecastRevised: [],
  DeliveryDispatched: [],
  DeliveryAccepted: [],
  DeliveryRejected: [],
  GroupPaymentReceived: [],
  ProducerPaid: [],
  CoProductionClosed: [],
};

const partySteps: Steps<PartyEvent> = {
  PartyRegistered: [],
  RoleGranted: [],
  RoleRevoked: [],
  Affiliated: [],
  Disaffiliated: [],
};

/** The version in which each event type is written now: one more than the steps that lead to it. */
export function versionsOf<Type extends string>(steps: {
  readonly [_ in Type]: readonly Upcast[];
}): { readonly [_ in Type]: number } {
  const versions = Object.entries<readonly Upcast[]>(steps).map(([type, upcasts]) => [
    type,
    upcasts.length + 1,
  ]);
  return Object.fromEntries(versions) as { readonly [_ in Type]: number };
}

/**
 * An event as it was once written, in the shape of today. Events are never rewritten, so old shapes are read for ever.
 * Throws on a type that is not known and on a version newer than this program: guessing would falsify the book.
 */
export function upcastBy<Event extends { readonly type: string }>(
  steps: Steps<Event>,
  type: string,
  schemaVersion: number,
  data: unknown,
): Event {
  if (!Object.hasOwn(steps, type)) throw new Error(`event type ${type} is not known`);
  const upcasts = steps[type as Event['type']];
  if (!Number.isInteger(schemaVersion) || schemaVersion < 1 || schemaVersion > upcasts.length + 1) {
    throw new Error(`version ${schemaVersion} of event type ${type} is not known`);
  }
  let now = data;
  for (let step = schemaVersion - 1; step < upcasts.length; step += 1) now = upcasts[step]?.(now);
  return { type, data: now } as unknown as Event;
}

export const schemaVersions = { ...versionsOf(coProductionSteps), ...versionsOf(partySteps) };

export function upcastCoProductionEvent(
  type: string,
  schemaVersion: number,
  data: unknown,
): CoProductionEvent {
  return upcastBy(coProductionSteps, type, schemaVersion, data);
}

export function upcastPartyEvent(type: string, schemaVersion: number, data: unknown): PartyEvent {
  return upcastBy(partySteps, type, schemaVersion, data);
}
