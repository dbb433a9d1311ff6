import { once } from 'node:events';
import { readConfiguration } from '#apps/api/configuration/configuration.js';
import { startServer } from '#apps/api/server/start-server.js';
import { offerWithStalls } from './stall-api.js';

/** The server of the house, with stalls in its offer. */
const server = await startServer(readConfiguration(process.env), offerWithStalls);
console.log(`Semina is at ${server.url}; it has stalls`);
await once(process, 'SIGTERM');
await server.close();
process.exit(0);
