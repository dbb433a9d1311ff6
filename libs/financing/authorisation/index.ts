/** The one place that says who may do and read what. */
export type { Actor } from './actor.js';
export * from './book-view.js';
export { authoriseCoProduction } from './co-production.js';
export { authoriseDirectory, type DirectoryAct, type DirectoryEntry } from './directory.js';
export * from './event-view.js';
export { authoriseParty, mayReadRoles } from './party.js';
