import { requireConnectionString } from '#event-store/eventstoredb/index.js';
import { parseWitnesses } from '#notary';
import {
  choiceOf,
  flagOf,
  idsOf,
  listOf,
  networksOf,
  textAcceptedBy,
  textOf,
  urlOf,
  wholeNumberOf,
  type Setting,
} from './settings.js';

/** What the environment may say. A row is: variable, how it is read, what holds where it is not set. */
const settings = {
  host: textOf('HOST', '127.0.0.1'),
  port: wholeNumberOf('PORT', { unset: 3000, min: 0, max: 65_535 }),
  /** A PostgreSQL server of your own; without it the embedded one in `home` is used. */
  databaseUrl: urlOf('DATABASE_URL', ['postgres:', 'postgresql:']),
  /** An EventStoreDB that keeps the events, `esdb://…` or `esdb+discover://…`; without it the database does. */
  eventStore: textAcceptedBy('EVENT_STORE', (text) => text === '' || requireConnectionString(text)),
  /** Folder of what this machine keeps: the embedded database and the token key. */
  home: textOf('SEMINA_HOME', '.semina'),
  /** An OpenID provider whose tokens are believed, in place of the own key. */
  authIssuer: urlOf('AUTH_ISSUER', ['https:', 'http:']),
  authAudience: textOf('AUTH_AUDIENCE', 'semina'),
  /** Subjects at the provider that are operators, separated by commas. */
  authOperators: listOf('AUTH_OPERATORS'),
  logLevel: choiceOf('LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
  bodyBytesMax: wholeNumberOf('BODY_BYTES_MAX', { unset: 65_536, min: 1_024, max: 1_048_576 }),
  /** Of one person, or of one address that does not say who it is. */
  requestsPerMinute: wholeNumberOf('REQUESTS_PER_MINUTE', { unset: 6_000, min: 1, max: 1_000_000_000 }),
  /** Proxies whose word is taken for the address of who asks (X-Forwarded-For). Whoever else says so is not believed. */
  trustedProxies: networksOf('TRUSTED_PROXIES'),
  /** Whether this process keeps the read models up to date; `off` where a worker does. */
  projections: flagOf('PROJECTIONS', true),
  /** Whether this process makes the log that partners verify; `off` where a worker does. */
  notary: flagOf('NOTARY', true),
  /** The log's name, by custom its address without a scheme; unless told, one that no other log has. */
  logOrigin: textOf('LOG_ORIGIN', ''),
  /** The log's keys, or a file of them; unless told, a file in `home`, made at the first start. */
  logKey: textOf('LOG_KEY', ''),
  logKeyFile: textOf('LOG_KEY_FILE', ''),
  /** Who is asked to co-sign: `<verifier key> <url>`, separated by commas. */
  witnesses: textAcceptedBy('WITNESSES', parseWitnesses),
  /** Parties whose auditors may read every leaf of the log, separated by commas. */
  logReaders: idsOf('LOG_READERS'),
  poolSize: wholeNumberOf('POOL_SIZE', { unset: 10, min: 2, max: 200 }),
} as const;

/** The settings as read: every value present and of its type. */
export type Configuration = {
  readonly [Name in keyof typeof settings]: (typeof settings)[Name] extends Setting<infer Value>
    ? Value
    : never;
};

/** The environment says something that cannot be meant; `complaints` has one sentence a variable. */
export class ConfigurationInvalid extends Error {
  override readonly name = 'ConfigurationInvalid';

  constructor(readonly complaints: readonly string[]) {
    super(complaints.join('\n'));
  }
}

/** Reads all settings. Throws ConfigurationInvalid with all complaints at once. */
export function readConfiguration(environment: { readonly [name: string]: unknown }): Configuration {
  const complaints: string[] = [];
  const values = Object.entries(settings).map(([name, setting]) => {
    const given = environment[setting.variable];
    const result = setting.read(typeof given === 'string' && given !== '' ? given : undefined);
    if ('complaint' in result) {
      complaints.push(`${setting.variable} ${result.complaint}`);
      return [name, undefined];
    }
    return [name, result.value];
  });
  if (complaints.length > 0) throw new ConfigurationInvalid(complaints);
  return Object.fromEntries(values) as Configuration;
}
