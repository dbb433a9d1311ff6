export { openPostgresEventStore, type PostgresEventStoreOptions } from './store.js';
