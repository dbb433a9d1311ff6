export { findEvent } from './reading.js';
export { openPostgresEventStore, type PostgresEventStoreOptions } from './store.js';
