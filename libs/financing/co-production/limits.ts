/** An event is at most 60 KiB in its canonical form; what surrounds its data (ids, metadata) needs less than 2 KiB. */
export const EVENT_DATA_BYTES_MAX = 58 * 1024;

/** An acceptance settles at most this many pledges. */
export const SETTLEMENTS_MAX = 1_000;

/** At most this many open pledges are released when a co-production is abandoned, this many in one event. */
export const RELEASED_PLEDGES_MAX = 10_000;
export const RELEASED_PLEDGES_IN_EVENT_MAX = 500;

export const PRODUCERS_MAX = 50;
export const PRODUCTS_MAX = 200;
export const SEASONS_MAX = 20;
export const TRANCHES_MAX = 50;
export const AUDITORS_MAX = 20;

/** The bytes of an event's data in canonical form: without white space, so that the order of keys does not matter. */
export const canonicalSizeBytes = (data: object): number => Buffer.byteLength(JSON.stringify(data), 'utf8');
