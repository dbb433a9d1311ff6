import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { canonicalBytes } from '#event-store';
import { eventsSeenBy } from '#event-store/postgres/index.js';
import { readLogStatus } from '#notary';
import { done, person, type Body } from '../../http/asking.js';
import { type BuiltServer, startBuiltServer } from '../../http/built-server.js';
import { openBook, settle, type Village } from '../../http/village.js';
import { createTestDatabase, type TestDatabase } from '../../postgres/database.js';
import { until } from '../notary/stage.js';
import type { Place } from './programs.js';

const PAUSE_MS = 20;

/** A database and a folder for one server, which may be started on them again and again. */
export class House implements Place {
  private readonly servers: BuiltServer[] = [];
  readonly pool: pg.Pool;

  private constructor(
    readonly folder: string,
    private readonly database: TestDatabase,
  ) {
    this.pool = new pg.Pool({ connectionString: database.url, max: 4 });
    this.pool.on('error', () => {});
    this.pool.on('connect', (client) => client.on('error', () => {}));
  }

  static async build(): Promise<House> {
    const folder = await mkdtemp(join(tmpdir(), 'semina-backup-'));
    return new House(folder, await createTestDatabase());
  }

  get home(): string {
    return join(this.folder, 'home');
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  async open(env: Record<string, string> = {}): Promise<BuiltServer> {
    const server = await startBuiltServer({ databaseUrl: this.databaseUrl, home: this.home, env });
    this.servers.push(server);
    return server;
  }

  /** The canonical bytes of every event, in their order. */
  async leaves(): Promise<string[]> {
    const events = await eventsSeenBy(this.pool).readAll(1n, { limit: 10_000 });
    return events.map((event) => Buffer.from(canonicalBytes(event)).toString());
  }

  /** Resolves when the head of so many leaves is published, and co-signed by as many as are wanted. */
  async published(size: number, cosignatures = 0): Promise<void> {
    await until(async () => {
      const { published } = await readLogStatus(this.pool);
      return published?.size === size && published.cosignatures >= cosignatures;
    });
  }

  /** A copy of what is in all tables that a backup keeps, as text. */
  async rows(tables: readonly string[]): Promise<Record<string, string[]>> {
    const entries = tables.map(async (table) => {
      const { rows } = await this.pool.query<{ row: string }>(
        `SELECT t::text AS row FROM ${table} t ORDER BY 1`,
      );
      return [table, rows.map(({ row }) => row)] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  async leave(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop('SIGKILL')));
    await this.pool.end();
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A village with an open book, in which people go on pledging. */
export class Life {
  /** The positions of the commands that were acknowledged. */
  readonly acknowledged: number[] = [];
  private pledges = 0;

  private constructor(
    readonly village: Village,
    readonly bookId: string,
    private server: BuiltServer,
  ) {}

  static async begin(server: BuiltServer): Promise<Life> {
    const village = await settle(server);
    return new Life(village, await openBook(village), server);
  }

  /** From now on at this server's door. */
  at(server: BuiltServer): void {
    this.server = server;
  }

  async pledge(): Promise<Body> {
    const referent = await person(this.server, { id: this.village.people.groupReferent.id });
    this.pledges += 1;
    const body = await done(
      referent.post(`/co-productions/${this.bookId}/pledges`, {
        through: this.village.parties.group,
        instrument: 'advance',
        amount: 1_000,
        reference: `P${this.pledges}-${randomUUID().slice(0, 8)}`,
        pledgedOn: '2019-03-02',
      }),
    );
    this.acknowledged.push(Number(body.position));
    return body;
  }

  async pledgeTimes(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 1) await this.pledge();
  }

  /** One pledge after the other, with the pause of somebody who does not keep the whole machine busy. */
  async pledgeUntil(ended: AbortSignal): Promise<void> {
    while (!ended.aborted) {
      await this.pledge();
      await pause(PAUSE_MS);
    }
  }

  /** The balances of the book as the server shows them, of at least the newest command. */
  async balances(): Promise<unknown> {
    const treasurer = await person(this.server, { id: this.village.people.custodianTreasurer.id });
    const newest = Math.max(...this.acknowledged);
    const { status, body } = await treasurer.get(`/co-productions/${this.bookId}/balances?atLeast=${newest}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  }
}
