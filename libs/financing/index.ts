/** The rules of co-productions and parties: pure, knowing no clock, no chance and no outside. */
export * from './decision.js';
export { list, oneOf, optional, record, type Shape, whole, yesOrNo } from './shape.js';
export * from './streams.js';
export * from './co-production/events.js';
export type * from './co-production/commands.js';
export * from './co-production/state.js';
export * from './co-production/decide.js';
export * from './co-production/evolve.js';
export { coProductionSnapshotVersion, type CoProductionSnapshot } from './co-production/snapshot-layout.js';
export * from './co-production/snapshot.js';
export * from './money/index.js';
export * from './party/events.js';
export type { PartyCommand } from './party/commands.js';
export * from './party/state.js';
export * from './party/decide.js';
export * from './party/snapshot.js';
export { schemaVersions, upcastCoProductionEvent, upcastPartyEvent } from './upcasting.js';
export * from './authorisation/index.js';
