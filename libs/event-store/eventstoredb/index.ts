export { ConnectionStringInvalid, requireConnectionString } from './connection-string.js';
export { openEventStoreDb, type EventStoreDbOptions } from './store.js';
