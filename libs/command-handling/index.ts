/** The way of a command: was it done before, what has happened so far, what is decided, append. */
export * from './command-handling.js';
export type { Decider } from './known-stream.js';
export type { Envelope } from './envelope.js';
export { CommandHandlingContended, CommandHandlingOverloaded } from './outcome.js';
export type { Figures } from './counts.js';
export { defaultLimits, type Limits } from './limits.js';
export type * from './outcome.js';
export type * from './snapshots/snapshot-store.js';
export { openPostgresSnapshots } from './snapshots/postgres-snapshots.js';
export { uuidWithin } from './uuid-within.js';
