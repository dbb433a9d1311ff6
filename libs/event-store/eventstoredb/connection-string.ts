import { clientLibrary } from './client.js';

/** The connection string cannot be used. It is not repeated, as it may carry a password. */
export class ConnectionStringInvalid extends Error {
  override readonly name = 'ConnectionStringInvalid';
  readonly code = 'event_store_setting_invalid';
}

const SETTING = /^esdb(\+discover)?:\/\/([^/?]+)\/?(\?[^?]*)?$/;

/** In the words of the client, without the case and the dashes that it takes as well. */
const OPTIONS: readonly string[] = [
  'usercertfile',
  'userkeyfile',
  'maxdiscoverattempts',
  'connectionname',
  'defaultdeadline',
  'discoveryinterval',
  'gossiptimeout',
  'nodepreference',
  'tls',
  'tlsverifycert',
  'tlscafile',
  'throwonappendfailure',
  'keepaliveinterval',
  'keepalivetimeout',
];

/** A connection that has gone silent is noticed by this alone, so it must be there; below, servers take it for an attack. */
const KEEP_ALIVE_MS_MIN = 1_000;

/**
 * Throws ConnectionStringInvalid unless the client can use it and does what it says: `esdb://` or `esdb+discover://`, hosts, and
 * options such as `tls`, `tlsCAFile`, `userCertFile`. What the client would leave out with a warning (which repeats the whole
 * string), or cut short in silence, is refused.
 */
export function requireConnectionString(text: string): void {
  const [, , authority = '', query = ''] =
    SETTING.exec(text) ?? refuse('must be esdb://host:port or esdb+discover://host:port.');
  const credentials = authority.slice(0, Math.max(0, authority.lastIndexOf('@')));
  if (credentials.split(':').length > 2 || credentials.includes('@')) {
    refuse('has a user name or password with : or @ in it, which must be written as %3A and %40.');
  }
  for (const [name, value] of new URLSearchParams(query)) requireOption(name, value);
  try {
    clientLibrary().EventStoreDBClient.connectionString(text);
  } catch {
    refuse('cannot be read, or names a file that is not there.');
  }
}

function requireOption(name: string, value: string): void {
  const option = name.trim().toLowerCase().replace(/[_-]/g, '');
  if (!OPTIONS.includes(option)) refuse(`has an option that is unknown: ${JSON.stringify(name)}.`);
  if (option === 'tlsverifycert' && value === 'false') {
    refuse('says tlsVerifyCert=false, which this client cannot do; name the authority in tlsCAFile.');
  }
  if (/^keepalive/.test(option) && !(Number(value) >= KEEP_ALIVE_MS_MIN)) {
    refuse(`says ${name}=${value}; it must be at least ${KEEP_ALIVE_MS_MIN} ms.`);
  }
}

function refuse(complaint: string): never {
  throw new ConnectionStringInvalid(`The connection string ${complaint}`);
}
