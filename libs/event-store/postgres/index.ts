export { eventsSeenBy, type Queries } from './reading.js';
export { openPostgresEventStore, type PostgresEventStoreOptions } from './store.js';
