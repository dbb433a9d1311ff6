import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/**
 * EventStoreDB's own client. It is read when it is first asked for: with gRPC it is a fifth of what a
 * worker reads to start, and where the events are in PostgreSQL nobody asks for it.
 */
export const clientLibrary = (): typeof import('@eventstore/db-client') => load('@eventstore/db-client');
