import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger as NestLogger } from 'nestjs-pino';
import { type Configuration } from '../configuration/configuration.js';
import { setUpDocumentation } from '../documentation/set-up-documentation.js';
import { createLog } from '../logging/log.js';
import { ProblemFilter } from '../problems/problem.filter.js';
import { RouteTable } from '../problems/route-table.js';
import { ApiModule } from './api.module.js';
import { houseOffer, type Offer } from './door.js';
import { openFastify } from './fastify.js';
import { openServices } from './services.js';

/** So long an answer may take to be fetched once the server is asked to end. */
const DRAIN_TIMEOUT_MS = 10_000;

export interface RunningServer {
  /** `http://host:port`, the port being the real one where any was asked for. */
  readonly url: string;
  /** Takes no more connections, finishes what was accepted, then closes the database. */
  close(): Promise<void>;
}

/** Starts the server. Rejects where the database cannot be had or the address is taken; nothing is left open then. */
export async function startServer(
  configuration: Configuration,
  offer: Offer = houseOffer,
): Promise<RunningServer> {
  const log = createLog(configuration.logLevel);
  const services = await openServices(configuration, offer, log);
  const routes = new RouteTable();
  const state = { draining: false };
  let app: NestFastifyApplication | undefined;
  const close = async (): Promise<void> => {
    state.draining = true;
    try {
      if (app) await drain(app);
    } finally {
      await services.close();
    }
  };
  try {
    const adapter = await openFastify(configuration, log, services.registry, routes, state);
    app = await NestFactory.create<NestFastifyApplication>(
      ApiModule.of(configuration, offer, services, log),
      adapter,
      {
        bodyParser: false,
        bufferLogs: true,
        abortOnError: false,
      },
    );
    app.useLogger(app.get(NestLogger));
    app.useGlobalFilters(new ProblemFilter(routes));
    setUpDocumentation(app);
    await app.listen({ port: configuration.port, host: configuration.host });
    return { url: addressOf(app, configuration), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Takes no more connections and waits for the answers under way. Whoever does not take its answer, or goes on sending its
 * question, is cut off after a while; a command that was complete is carried out all the same.
 */
async function drain(app: NestFastifyApplication): Promise<void> {
  const cutOff = setTimeout(() => app.getHttpServer().closeAllConnections(), DRAIN_TIMEOUT_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(cutOff);
  }
}

function addressOf(app: NestFastifyApplication, { host }: Configuration): string {
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
