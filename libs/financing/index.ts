/** The rules of co-productions and parties: pure, knowing no clock, no chance and no outside. */
export type * from './actor.js';
export * from './kinds.js';
export { examples } from './examples.js';

export { accounts, coProductionChart } from './co-production/accounts.js';
export type * from './co-production/catalogue.js';
export { ordinalsIn } from './co-production/ordinal-heap.js';
export { postingsOf } from './co-production/postings.js';
export type { AcceptedLine, DispatchedLine } from './co-production/goods.js';
export type { PledgeMade } from './co-production/events/pledge-made.js';
export type { DeliveryAccepted } from './co-production/events/delivery-accepted.js';
export type { ReleasedPledge } from './co-production/events/pledges-released.js';
export type { Receipt } from './co-production/receipts.js';
export * from './co-production/state.js';
export { coProductionStream } from './co-production/stream.js';
export { type Instrument, instruments, type Terms } from './co-production/terms.js';
export * from './co-production/who-may-read.js';

export type { PartyCommand, PartyEvent } from './party/catalogue.js';
export * from './party/roles.js';
export * from './party/state.js';
export { partyStream } from './party/stream.js';
export { authoriseDirectory, type DirectoryAct, type DirectoryEntry } from './party/who-may-in-directory.js';
export { mayReadRoles } from './party/who-may.js';
