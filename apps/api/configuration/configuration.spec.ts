import { ConfigurationInvalid, readConfiguration } from './configuration.js';

const complaintsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationInvalid) return error.complaints;
  }
  return [];
};

describe('the configuration', () => {
  it('serves this machine alone where nothing is said', () => {
    expect(readConfiguration({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      home: '.semina',
      databaseUrl: undefined,
      projections: true,
      bodyBytesMax: 65_536,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfiguration({ PORT: '', DATABASE_URL: '' })).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
    });
  });

  it('reads operators as a list', () => {
    expect(readConfiguration({ AUTH_OPERATORS: 'anna, bruno,' }).authOperators).toEqual(['anna', 'bruno']);
  });

  it.each(['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8, 192.168.1.1'])('trusts the proxies %s', (text) => {
    expect(readConfiguration({ TRUSTED_PROXIES: text }).trustedProxies).toEqual(text.split(', '));
  });

  it.each(['everybody', '*', '10.0.0.0/33', '::/129', '10.0.0', '10.0.0.0/8/8', '10.0.0.1/', 'true'])(
    'trusts no proxies called %j',
    (text) => {
      expect(complaintsOf({ TRUSTED_PROXIES: text })).toEqual([
        `TRUSTED_PROXIES must be IP addresses or networks like 10.0.0.0/8, separated by commas, not "${text}".`,
      ]);
    },
  );

  it('tells everything that is wrong at once', () => {
    expect(complaintsOf({ PORT: '70000', PROJECTIONS: 'yes', LOG_LEVEL: 'loud' })).toEqual([
      'PORT must be from 0 to 65535, not 70000.',
      expect.stringMatching(/^LOG_LEVEL must be one of fatal, /) as string,
      'PROJECTIONS must be on or off, not "yes".',
    ]);
  });

  it('knows the readers of the log by their ids', () => {
    const id = '2479BB81-c4c9-5218-8cbe-bd27dde4a830';
    expect(readConfiguration({ LOG_READERS: `${id}, ` }).logReaders).toEqual([id.toLowerCase()]);
    expect(complaintsOf({ LOG_READERS: 'MAG Verona' })).toEqual([
      'LOG_READERS must be UUIDs, separated by commas, not "mag verona".',
    ]);
  });

  it('says which witness cannot be asked, and why', () => {
    expect(complaintsOf({ WITNESSES: 'witness.example https://witness.example' })).toEqual([
      'WITNESSES cannot be used: Witness 1: This is not an Ed25519 key string: name+id+base64.',
    ]);
    expect(readConfiguration({}).witnesses).toBe('');
  });

  it.each(['-1', '1e3', '3000.5', ' 3000', '0x10'])('does not take "%s" for a port', (port) => {
    expect(complaintsOf({ PORT: port })).toHaveLength(1);
  });

  it.each([
    ['postgres://root:secret@host/db', /must be esdb:\/\/host:port or esdb\+discover/],
    ['esdb://host:2113?tls=false&tlsIgnore=secret', /unknown: "tlsIgnore"/],
    ['esdb://admin:se:cret@host:2113', /written as %3A and %40/],
    ['esdb://admin:secret@host:2113?tlsVerifyCert=false', /name the authority in tlsCAFile/],
    ['esdb://admin:secret@host:2113?tlsCAFile=/nowhere/ca.crt', /names a file that is not there/],
    ['esdb://host:2113?keepAliveInterval=-1', /keepAliveInterval=-1; it must be at least 1000 ms/],
    ['esdb://host:port', /cannot be read/],
  ])('does not take %s for an EventStoreDB, says why, and does not repeat it', (text, why) => {
    const [complaint] = complaintsOf({ EVENT_STORE: text });
    expect(complaint).toMatch(/^EVENT_STORE cannot be used: The connection string /);
    expect(complaint).toMatch(why);
    expect(complaint).not.toMatch(/se:?cret/);
  });

  it.each([
    'esdb://host:2113?tls=false',
    'esdb+discover://admin:changeit@cluster.example?nodePreference=leader',
    '',
  ])('takes %s for where the events are', (text) => expect(complaintsOf({ EVENT_STORE: text })).toEqual([]));

  it('does not repeat an address, which may carry a password', () => {
    const [complaint] = complaintsOf({ DATABASE_URL: 'mysql://root:secret@host/db' });
    expect(complaint).toMatch(/^DATABASE_URL must be an address/);
    expect(complaint).not.toContain('secret');
  });
});
