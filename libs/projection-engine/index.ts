/**
 * The engine of read models: it runs projections, rebuilds them and reads their rows. It knows kinds
 * of streams by what they declare, and no domain.
 */
export { amount, exactNumber } from './reading/amount-column.js';
export * from './reading/page.js';
export { type Freshness, readSnapshot } from './reading/snapshot.js';
export { PositionNotReached, waitForPosition } from './reading/wait-for-position.js';
export { without } from './reading/without.js';
export type { RebuildProgress } from './rebuild/fill.js';
export { type Rebuild, rebuildProjections, RebuildUnderWay } from './rebuild/rebuild.js';
export { answerShares, type ThreadProgram } from './rebuild/share-in-thread.js';
export { eventsOf } from './runner/apply-batch.js';
export type { Logger, ProjectedEvent, ProjectedKind, Projection } from './runner/projection.js';
export { type ProjectionsOptions, type RunningProjections, startProjections } from './runner/start.js';
export { type ProjectionStatus, readStatus } from './runner/status.js';
export * from './tables/read-table.js';
export * from './tables/writing.js';
