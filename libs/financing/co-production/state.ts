import { VersionedMap, VersionedSet } from '#versioned';
import { type Balances, noBalances } from './balances.js';
import type { OrdinalHeap } from './ordinal-heap.js';
import type { Instrument, Terms } from './terms.js';

/** Where a co-production is in its life. `absent`: nothing was ever written about it. */
export const statuses = ['absent', 'proposed', 'open', 'confirmed', 'closed', 'abandoned'] as const;
export type Status = (typeof statuses)[number];

export type Pledge = {
  readonly id: string;
  /** Its place among the pledges of this book, from 0: the oldest is settled first. */
  readonly ordinal: number;
  readonly by: string;
  /** The group, or other party, whose hands it runs through. */
  readonly through: string;
  readonly instrument: Instrument;
  /** What was promised. */
  readonly amount: number;
  readonly received: number;
  /** What of an advance came back in goods: never more than was received, always 0 for a donation. */
  readonly settled: number;
  readonly status: 'open' | 'withdrawn' | 'released';
};

/** What the book knows of a party that pledges run through. */
export type GroupPosition = {
  /** How many of its pledges are neither withdrawn nor released. */
  readonly pledges: number;
  /** liabilities:advances:G:*, summed: received and not yet settled. */
  readonly advances: number;
  /** assets:groups:G: delivered beyond its advances and not yet paid. */
  readonly due: number;
  /** The ordinals of its advances with something to settle, the oldest at the top. */
  readonly unsettled: OrdinalHeap;
};

/** What the book knows of a producer. */
export type ProducerPosition = {
  /** assets:producer-advances:R: advanced and not yet given back in goods. */
  readonly advances: number;
  /** liabilities:producers:R: delivered beyond its advance and not yet paid. */
  readonly due: number;
};

export type Delivery = {
  readonly producerId: string;
  readonly groupId: string;
  readonly season: string;
  readonly status: 'dispatched' | 'accepted' | 'rejected';
  readonly dispatchedOn: string;
  /** Empty once the delivery is accepted or rejected: nothing is decided about them any more. */
  readonly lines: readonly {
    readonly productCode: string;
    readonly quantity: string;
    readonly unitPrice: string;
  }[];
};

/**
 * All that the rules need to know of one co-production, in the order of its story. The collections are values: a state
 * that was evolved further stays valid, and evolving costs the same however many pledges there are.
 * Amounts are integers of minor units.
 */
export type CoProduction = {
  readonly status: Status;
  /** As proposed; without meaning while the status is `absent`. */
  readonly terms: Terms;
  /** The unit price that is valid now, by product code. */
  readonly prices: VersionedMap<string, string>;
  /** 1 for the prices of the terms, one more at each revision. */
  readonly pricesVersion: number;
  /** The custodian, producers, auditors, and whoever pledged or was pledged through, also if withdrawn later. */
  readonly parties: VersionedSet<string>;
  readonly pledges: VersionedMap<string, Pledge>;
  /** The ids of all pledges by ordinal, in the order they were made. */
  readonly pledgeIds: VersionedMap<number, string>;
  /** How many pledges are open. */
  readonly openPledges: number;
  /** Promised by pledges that are open, received or not. */
  readonly pledged: number;
  readonly groups: VersionedMap<string, GroupPosition>;
  /** Every producer of the terms, and no other. */
  readonly producers: VersionedMap<string, ProducerPosition>;
  readonly deliveries: VersionedMap<string, Delivery>;
  /** The value of all accepted deliveries. */
  readonly delivered: number;
  /** The quantity expected, by season, by product code. */
  readonly forecasts: VersionedMap<string, VersionedMap<string, string>>;
  readonly bankReferences: VersionedSet<string>;
  /** The numbers of the terms' tranches. */
  readonly tranches: VersionedSet<number>;
  readonly balances: Balances;
};

const noTerms: Terms = {
  title: '',
  custodianId: '',
  currency: '',
  producers: [],
  products: [],
  target: { minimum: 0, goal: 0 },
  pledging: { opensOn: '', closesOn: '' },
  accepts: [],
  seasons: [],
  tranches: [],
  auditors: [],
};

export const initialCoProduction: CoProduction = {
  status: 'absent',
  terms: noTerms,
  prices: VersionedMap.of(),
  pricesVersion: 0,
  parties: VersionedSet.of(),
  pledges: VersionedMap.of(),
  pledgeIds: VersionedMap.of(),
  openPledges: 0,
  pledged: 0,
  groups: VersionedMap.of(),
  producers: VersionedMap.of(),
  deliveries: VersionedMap.of(),
  delivered: 0,
  forecasts: VersionedMap.of(),
  bankReferences: VersionedSet.of(),
  tranches: VersionedSet.of(),
  balances: noBalances,
};
