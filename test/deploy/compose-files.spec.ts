import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { serverSettings } from '#infra/postgres/embedded/settings.js';
import { programsIn, settingsInSource, sourceOf } from './settings.js';

interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: { readonly [name: string]: string };
  readonly volumes?: readonly string[];
  readonly healthcheck?: object;
}

interface Compose {
  readonly services: { readonly [name: string]: Service };
  readonly volumes: { readonly [name: string]: unknown };
}

const read = (path: string): { text: string; compose: Compose } => {
  const text = readFileSync(path, 'utf8');
  return { text, compose: parse(text, { merge: true }) as Compose };
};

// It names its dialect by an address that is not quite that of draft 07; formats and keywords of its own say nothing about our files.
const schema = JSON.parse(
  readFileSync('test/data/compose-spec/compose-spec.json', 'utf8'),
  (key, value: unknown) => (key === '$schema' ? undefined : value),
) as object;
const isCompose = new Ajv({ strict: false, validateFormats: false }).compile(schema);

/** Of EventStoreDB 24.10 (ClusterVNodeOptions in its source), those that are used here: EVENTSTORE_ and the words in capitals. */
const eventStoreOptions = [
  'ClusterSize',
  'DiscoverViaDns',
  'GossipSeed',
  'NodeIp',
  'NodeHostAdvertiseAs',
  'ReplicationIp',
  'ReplicationHostAdvertiseAs',
  'TrustedRootCertificatesPath',
  'CertificateFile',
  'CertificatePrivateKeyFile',
  'RunProjections',
  'TelemetryOptout',
  'DefaultAdminPassword',
  'DefaultOpsPassword',
].map((option) => `EVENTSTORE${option.replaceAll(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase()}`);

describe.each(['infra/deploy/compose.yaml', 'infra/eventstoredb/compose.yaml'])('%s', (path) => {
  const { text, compose } = read(path);
  const services = Object.entries(compose.services);

  it('is a compose file as the specification has it', () => {
    isCompose(compose);
    expect(isCompose.errors).toBeNull();
    expect(isCompose({ ...compose, services: { ...compose.services, api: { imgae: 'semina' } } })).toBe(
      false,
    );
  });

  it('holds no secret, and does not start without one', () => {
    const secrets = [...text.matchAll(/^ *(\w*PASSWORD): (.*)$/gm)];
    expect(secrets.length).toBeGreaterThan(0);
    for (const [, , value] of secrets) expect(value).toMatch(/^\$\{\w+:\?is set in \.env\}$/);
    expect(text).not.toMatch(/:\/\/\w+:(?!\$\{\w+:\?)[^@\s]+@/);
  });

  it('uses volumes that it declares, and images of a named version', () => {
    const used = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]!));
    expect(new Set(used)).toEqual(new Set(Object.keys(compose.volumes)));
    for (const [, { image }] of services) expect(image).toMatch(/^semina$|:\d[\w.-]+$/);
  });
});

describe('the small installation', () => {
  const { text, compose } = read('infra/deploy/compose.yaml');

  it('builds from files that are there, and starts programs that are there', () => {
    const { context, dockerfile } = compose.services['api']!.build!;
    const root = join('infra/deploy', context);
    expect(existsSync(join(root, dockerfile))).toBe(true);
    const programs = programsIn(text);
    expect(programs).toHaveLength(3);
    for (const program of programs) expect([program, existsSync(sourceOf(program))]).toEqual([program, true]);
  });

  it('sets nothing but what the programs read', () => {
    const known = settingsInSource();
    const { postgres, ...ours } = compose.services;
    expect(Object.keys(postgres!.environment!).every((name) => name.startsWith('POSTGRES_'))).toBe(true);
    const set = Object.values(ours).flatMap(({ environment }) => Object.keys(environment ?? {}));
    expect(set).toContain('DATABASE_URL');
    expect(set.filter((name) => !known.has(name))).toEqual([]);
  });

  it('lets PostgreSQL write its log as the embedded one does', () => {
    const { max_wal_size: size, checkpoint_timeout: time } = serverSettings(5_432, true);
    expect(compose.services['postgres']!.command).toEqual(
      expect.arrayContaining([`max_wal_size=${size}`, `checkpoint_timeout=${time}`]),
    );
  });

  it('has one process for each work: doors without read models and log, and a worker with both', () => {
    expect(compose.services['api']!.environment).toMatchObject({ PROJECTIONS: 'off', NOTARY: 'off' });
    expect(Object.keys(compose.services['worker']!.environment!)).toEqual(
      expect.not.arrayContaining(['PROJECTIONS', 'NOTARY']),
    );
  });
});

describe('the cluster', () => {
  const { compose } = read('infra/eventstoredb/compose.yaml');
  const nodes = Object.entries(compose.services).filter(([name]) => /^esdb\d$/.test(name));

  it('has three nodes, each of which knows the two others, with a certificate of its own', () => {
    expect(nodes).toHaveLength(3);
    for (const [name, { environment, healthcheck }] of nodes) {
      const others = nodes.map(([other]) => other).filter((other) => other !== name);
      expect(environment).toMatchObject({
        EVENTSTORE_CLUSTER_SIZE: '3',
        EVENTSTORE_GOSSIP_SEED: others.map((other) => `${other}:2113`).join(','),
        EVENTSTORE_NODE_HOST_ADVERTISE_AS: name,
        EVENTSTORE_CERTIFICATE_FILE: `/certs/node${name.slice(-1)}/node.crt`,
      });
      expect(environment).not.toHaveProperty('EVENTSTORE_INSECURE');
      expect(healthcheck).toBeDefined();
    }
  });

  it('sets nothing but options of EventStoreDB', () => {
    for (const [, { environment }] of nodes)
      expect(Object.keys(environment!).filter((name) => !eventStoreOptions.includes(name))).toEqual([]);
  });
});
