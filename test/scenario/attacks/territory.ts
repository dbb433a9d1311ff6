import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type EventStore, type JsonObject } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import {
  type CoProductionEvent,
  coProductionStream,
  type PartyEvent,
  partyStream,
  kinds,
  kindOfStream,
} from '#financing';
import { newLogKeys, parseLogKeys, readLogStatus } from '#notary';
import { formatVerifierKey } from '#transparency-log';
import { startBuiltServer, type BuiltServer } from '../../http/built-server.js';
import { createTestDatabase, type TestDatabase } from '../../postgres/database.js';
import { Partner, type Outcome } from '../auditor/program.js';
import { until } from '../notary/stage.js';
import { barbajanni, coProductionId } from '../projections/barbajanni.js';
import { idOf, newEvent } from '../projections/book.js';
import { WitnessProcess } from '../witness/process.js';
import { startWorker } from './worker-process.js';

export const ORIGIN = 'semina.example/log';
/** Of the finance partner whose auditors may read the log. */
export const auditorPersonId = idOf('auditing person');

type Told = readonly [stream: string, events: readonly (CoProductionEvent | PartyEvent)[]];

/** The parties of a whole co-production, who audits it, and everything that happened in it. */
export function story(): { readonly told: readonly Told[]; readonly auditorPartyId: string } {
  const { events } = barbajanni();
  const [proposed] = events;
  if (proposed?.type !== 'CoProductionProposed') throw new Error('a story begins with its terms');
  const { custodianId, producers, auditors } = proposed.data;
  const auditorPartyId = auditors[0] as string;
  const kinds = new Map([
    ...producers.map(({ producerId }) => [producerId, 'producer'] as const),
    ...auditors.map((auditorId) => [auditorId, 'finance_partner'] as const),
    [custodianId, 'group'] as const,
  ]);
  const parties = [...kinds].map(([id, kind]): Told => [
    partyStream.of(id),
    [{ type: 'PartyRegistered', data: { kind } }],
  ]);
  const role = { personId: auditorPersonId, role: 'auditor' } as const;
  return {
    auditorPartyId,
    told: [
      ...parties,
      [partyStream.of(auditorPartyId), [{ type: 'RoleGranted', data: role }]],
      [coProductionStream.of(coProductionId), events],
    ],
  };
}

/**
 * A server and its database, two witnesses, and partners who rely on both, all as real processes. The notary is a process of its own,
 * which runs when a test lets it.
 */
export class Territory {
  private readonly partners: Partner[] = [];
  private readonly keyText = newLogKeys(ORIGIN);
  private running: BuiltServer | undefined;

  private readonly witnessing: WitnessProcess[] = [];
  /** Addresses of witnesses that somebody else runs. */
  readonly invited: string[] = [];
  private readonly store: EventStore;

  private constructor(
    readonly home: string,
    private readonly database: TestDatabase,
    readonly pool: pg.Pool,
  ) {
    this.store = openPostgresEventStore({ pool });
  }

  /** Nothing has happened there yet. */
  static async settle(witnesses: readonly string[]): Promise<Territory> {
    const [database, home] = await Promise.all([
      createTestDatabase(),
      mkdtemp(join(tmpdir(), 'semina-territory-')),
    ]);
    const pool = new pg.Pool({ connectionString: database.url, max: 3 });
    pool.on('error', () => undefined);
    const territory = new Territory(home, database, pool);
    try {
      await territory.open(witnesses);
      return territory;
    } catch (error) {
      await territory.leave();
      throw error;
    }
  }

  private async open(witnesses: readonly string[]): Promise<void> {
    await writeFile(join(this.home, 'log-key'), this.keyText, { mode: 0o600 });
    for (const name of witnesses)
      this.witnessing.push(await WitnessProcess.start([this.verifierKey], { name }));
    await this.serve();
  }

  get verifierKey(): string {
    return parseLogKeys(this.keyText).verifierKeys[0] as string;
  }

  /** What a thief would carry away. */
  get stolenKey(): string {
    return this.keyText.trim();
  }

  get witnesses(): readonly WitnessProcess[] {
    return this.witnessing;
  }

  get server(): BuiltServer {
    if (this.running === undefined) throw new Error('no server runs');
    return this.running;
  }

  get url(): string {
    return `${this.server.url}/log`;
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  /** Of all witnesses that the notary asks, as WITNESSES takes them. */
  get witnessAddresses(): string {
    const own = this.witnesses.map(({ key, url }) => `${formatVerifierKey(key)} ${url}`);
    return [...own, ...this.invited].join(',');
  }

  /** Starts the server, at the address that it had before if it ran. */
  async serve(): Promise<void> {
    const port = this.running === undefined ? '0' : new URL(this.running.url).port;
    await this.running?.stop();
    const env = { NOTARY: 'off', LOG_READERS: story().auditorPartyId, PORT: port };
    this.running = await startBuiltServer({ databaseUrl: this.databaseUrl, home: this.home, env });
  }

  /** Writes events down, those of one stream after those of another. Answers with how many there are now. */
  async write(told: readonly Told[]): Promise<number> {
    for (const [stream, events] of told) {
      for (let from = 0; from < events.length; from += 200) {
        const part = events.slice(from, from + 200).map((event) => ({
          ...newEvent({ type: 'PledgingOpened', data: {} }),
          type: event.type,
          schemaVersion: kindOfStream(kinds, stream)!.schemaVersion(event.type),
          data: event.data as unknown as JsonObject,
        }));
        await this.store.append(stream, 'any', part);
      }
    }
    return this.countEvents();
  }

  async countEvents(): Promise<number> {
    const { rows } = await this.pool.query<{ count: string }>('SELECT count(*) FROM event_store.events');
    return Number(rows[0]?.count);
  }

  /** Lets the notary run until it has published a head of this size, co-signed if it asks the witnesses and `cosignatures` says so. */
  async notarize(size: number, { asksWitnesses = true, cosignatures = 0 } = {}): Promise<void> {
    const notary = this.startNotary(asksWitnesses);
    await until(async () => {
      const { published } = await readLogStatus(this.pool);
      return published?.size === size && published.cosignatures >= cosignatures;
    });
    await notary.stop();
  }

  startNotary(asksWitnesses = true) {
    return startWorker('main', [], {
      DATABASE_URL: this.databaseUrl,
      SEMINA_HOME: this.home,
      PROJECTIONS: 'off',
      ...(asksWitnesses && { WITNESSES: this.witnessAddresses }),
    });
  }

  /** What remembers outside the database which head was signed last. */
  readonly memory = {
    read: (): Promise<string> => readFile(join(this.home, 'log-head'), 'utf8'),
    write: (head: string): Promise<void> => writeFile(join(this.home, 'log-head'), head),
    remove: (): Promise<void> => rm(join(this.home, 'log-head'), { force: true }),
  };

  /** A partner who asks for all witnesses, or for none. */
  async newPartner(quorum: 'all' | 'none' = 'all'): Promise<Partner> {
    const lines = this.witnesses.map(({ key }) => `witness ${key.name} ${formatVerifierKey(key)}\n`);
    const names = this.witnesses.map(({ key }) => key.name).join(' ');
    const rule = quorum === 'none' ? 'quorum none\n' : `group everybody all ${names}\nquorum everybody\n`;
    const partner = await Partner.with(`log ${this.verifierKey} ${this.url}\n${lines.join('')}${rule}`);
    this.partners.push(partner);
    return partner;
  }

  /** What a command of the auditor's program comes to, with the token of a partner's auditor. */
  async run(partner: Partner, ...args: readonly string[]): Promise<Outcome> {
    return partner.run(args, { SEMINA_TOKEN: await this.server.token(auditorPersonId) });
  }

  async leave(): Promise<void> {
    await Promise.all([this.running?.stop(), ...this.witnesses.map((witness) => witness.remove())]);
    await this.store.close();
    await this.pool.end();
    await this.database.drop();
    const folders = [this.home, ...this.partners.map(({ directory }) => directory)];
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  }
}
