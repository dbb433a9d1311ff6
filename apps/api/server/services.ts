import { type EventEmitter } from 'node:events';
import pg from 'pg';
import { type Logger } from 'pino';
import { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { openPostgresSnapshots } from '#command-handling';
import { type Directory, openDirectory } from '#directory';
import { type EventStore } from '#event-store';
import { readModelEntities, ReadModels, startReadModels } from '#read-models';
import { PublishedLog } from '#notary';
import { openEventStore } from '#infra/hosting/open-event-store.js';
import { hostNotary, type NotarySettings } from '#infra/hosting/host-notary.js';
import { openDatabase } from '#infra/postgres/database.js';
import { migrate } from '#infra/postgres/migrations.js';
import { openOwnKey } from '#infra/keys/own-key.js';
import { OpenIdTokens } from '../security/openid-tokens.js';
import { OwnTokens } from '../security/own-tokens.js';
import { type Tokens } from '../security/tokens.js';
import { RoleRegistry } from '../security/role-registry.js';
import { KindStreams } from '../commands/kind-streams.js';
import { type Configuration } from '../configuration/configuration.js';
import { ProjectionsWatch } from '../http/health.controller.js';
import { registerGauges } from '../metrics/gauges.js';
import { measuredStore } from '../metrics/measured-store.js';
import { Closing } from './closing.js';
import { type Offer } from './door.js';

/** Everything behind the door, open. */
export interface Services {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly streams: KindStreams;
  readonly roles: RoleRegistry;
  readonly directory: Directory;
  readonly readModels: ReadModels;
  readonly projections: ProjectionsWatch;
  readonly log: PublishedLog;
  readonly tokens: Tokens;
  readonly registry: Registry;
  /** Finishes the commands that were accepted, and closes everything in the reverse of the order it was opened in. */
  close(): Promise<void>;
}

/** Opens everything behind the door: database, store, rules, read models. Closes what is open again where one fails. */
export async function openServices(
  configuration: Configuration,
  offer: Offer,
  log: Logger,
): Promise<Services> {
  const closing = new Closing();
  try {
    return await openAll(configuration, offer, log, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function openAll(
  configuration: Configuration,
  offer: Offer,
  log: Logger,
  closing: Closing,
): Promise<Services> {
  const kinds = offer.kinds.map(({ kind }) => kind);
  const { home, databaseUrl, poolSize } = configuration;
  const database = closing.later(await openDatabase({ home, url: databaseUrl }), (it) => it.close());
  const { url } = database;
  await migrate(url);
  const registry = new Registry();
  const pool = closing.later(openPool(url, poolSize, log), (it) => it.end());
  const opened = openEventStore({ connectionString: configuration.eventStore || undefined, pool, kinds });
  const store = closing.later(measuredStore(opened, registry), (it) => it.close());
  const directory = closing.later(await openDirectory({ url }), (it) => it.close());
  const source = closing.later(await openReadModels(url, poolSize), (it) => it.destroy());
  if (configuration.projections) {
    const hosted = startReadModels({ url, store, logger: log, projections: offer.projections });
    closing.later(hosted, (it) => it.stop());
  }
  if (configuration.notary) {
    const hosted = await hostNotary(notarySettings(configuration), { url, store, logger: log });
    closing.later(hosted, (it) => it.stop());
  }
  const streams = new KindStreams(kinds, store, ({ name }) => openPostgresSnapshots({ pool, decider: name }));
  closing.later(streams, (it) => it.drained());
  const projections = new ProjectionsWatch(pool, store, offer.projections);
  const handlings = Object.fromEntries(offer.kinds.map(({ kind, label }) => [label, streams.of(kind)]));
  registerGauges(registry, { projections, pool, handlings });
  return {
    pool,
    store,
    streams,
    roles: new RoleRegistry(store),
    directory,
    readModels: new ReadModels(source, store),
    projections,
    log: new PublishedLog(pool),
    tokens: await openTokens(configuration, directory),
    registry,
    close: () => closing.close(),
  };
}

const notarySettings = (configuration: Configuration): NotarySettings => ({
  keys: configuration.logKey || undefined,
  keyFile: configuration.logKeyFile || undefined,
  origin: configuration.logOrigin || undefined,
  home: configuration.home,
  witnesses: configuration.witnesses,
});

function openPool(url: string, max: number, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'semina api',
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
    keepAlive: true,
  });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle connection was lost'));
  return pool;
}

function openReadModels(url: string, poolSize: number): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    applicationName: 'semina api reads',
    connectTimeoutMS: 5_000,
    entities: readModelEntities,
    synchronize: false,
    logging: false,
    // While a connection is handed out nobody listens to it yet: an error then is told by the query, and must not end the process.
    extra: { onConnect: (client: EventEmitter) => client.on('error', () => {}) },
  }).initialize();
}

async function openTokens(configuration: Configuration, directory: Directory): Promise<Tokens> {
  const { authIssuer: issuer, authAudience: audience, authOperators: operators, home } = configuration;
  if (issuer === undefined) return new OwnTokens(await openOwnKey(home));
  return new OpenIdTokens({ issuer, audience, operators }, directory);
}
