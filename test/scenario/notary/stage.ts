import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { canonicalBytes, type EventStore, type RecordedEvent } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import {
  headFile,
  type Logger,
  type LogKeys,
  type LogStatus,
  newLogKeys,
  parseLogKeys,
  type NotaryOptions,
  PublishedLog,
  readLogStatus,
  type RunningNotary,
  startNotary,
} from '#notary';
import { GrowingTiles, hashLeaf } from '#transparency-log';
import { newEvents } from '../../contract/events.js';
import { createTestDatabase } from '../../postgres/database.js';

export const ORIGIN = 'example.com/harvests';

/** Keeps what it is told, for whoever wants to look. */
export class Listening implements Logger {
  readonly told: { readonly level: string; readonly details: object; readonly message: string }[] = [];

  info(details: object, message: string): void {
    this.told.push({ level: 'info', details, message });
  }

  warn(details: object, message: string): void {
    this.told.push({ level: 'warn', details, message });
  }

  error(details: object, message: string): void {
    this.told.push({ level: 'error', details, message });
  }

  errors(): string[] {
    return this.told.filter(({ level }) => level === 'error').map(({ message }) => message);
  }
}

/** A database of its own with a store of events, and a home for keys and memory. */
export class Stage {
  readonly keys: LogKeys = parseLogKeys(newLogKeys(ORIGIN));
  readonly log: PublishedLog;
  readonly listening = new Listening();
  private readonly notaries: RunningNotary[] = [];

  private constructor(
    readonly url: string,
    readonly home: string,
    readonly pool: pg.Pool,
    readonly store: EventStore,
    private readonly drop: () => Promise<void>,
  ) {
    this.log = new PublishedLog(pool);
  }

  /** `over` may put another store over the one on Postgres. */
  static async open(over: (store: EventStore) => EventStore = (store) => store): Promise<Stage> {
    const { url, drop } = await createTestDatabase();
    const pool = new pg.Pool({ connectionString: url, max: 6 });
    pool.on('error', () => {});
    const home = mkdtempSync(join(tmpdir(), 'semina-notary-'));
    return new Stage(url, home, pool, over(openPostgresEventStore({ pool })), drop);
  }

  /** A notary with short waits, so that a test need not have long ones. */
  notary(changes: Partial<NotaryOptions> = {}): RunningNotary {
    const { paces, ...others } = changes;
    const notary = startNotary({
      url: this.url,
      store: this.store,
      keys: this.keys,
      witnesses: [],
      memory: headFile(this.memoryPath),
      logger: this.listening,
      ...others,
      paces: { gatherMs: 5, publishEveryMs: 50, takeOverMs: 50, retryMs: 50, witnessWaitMs: 500, ...paces },
    });
    this.notaries.push(notary);
    return notary;
  }

  get memoryPath(): string {
    return join(this.home, 'log-head');
  }

  /** Appends so many events, in appends of at most this many. */
  async write(count: number, appendSize = 200): Promise<void> {
    for (let left = count; left > 0; left -= appendSize) {
      await this.store.append('coproduction-1', 'any', newEvents(Math.min(left, appendSize)));
    }
  }

  async events(): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for (;;) {
      const page = await this.store.readAll((events.at(-1)?.position ?? 0n) + 1n, { limit: 5_000 });
      events.push(...page);
      if (page.length < 5_000) return events;
    }
  }

  status(): Promise<LogStatus> {
    return readLogStatus(this.pool);
  }

  /** Resolves when the head that is published has this many leaves. */
  async published(size: number): Promise<void> {
    await until(async () => (await this.status()).published?.size === size);
  }

  async integrated(size: number): Promise<void> {
    await until(async () => (await this.status()).size === size);
  }

  async close(): Promise<void> {
    await Promise.all(this.notaries.map((notary) => notary.stop()));
    await this.store.close();
    await this.pool.end();
    await this.drop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Asks until the answer is yes. Rejects where it is not within a minute: the machine may be busy with much else. */
export async function until(ask: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await ask())) {
    if (Date.now() > deadline) throw new Error(`waited in vain: ${String(ask)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Everything in the log's tables as it has to be for these events, worked out anew. */
export function rebuilt(events: readonly RecordedEvent[]): {
  tiles: Map<string, string>;
  root: string;
  size: number;
} {
  const tree = GrowingTiles.empty();
  for (const event of events) tree.append(hashLeaf(canonicalBytes(event)));
  const tiles = [...tree.takeFull(), ...tree.edge()];
  const { root, size } = tree.head();
  return {
    size,
    root: hex(root),
    tiles: new Map(tiles.map(({ level, index, hashes }) => [`${level}/${index}`, hex(hashes)])),
  };
}

/** What is stored. */
export async function stored(pool: pg.Pool): Promise<ReturnType<typeof rebuilt>> {
  const tree = await pool.query<{ size: string; root: Buffer }>(
    'SELECT size, root FROM transparency_log.tree',
  );
  const { rows } = await pool.query<{ level: number; tile: string; hashes: Buffer }>(
    `SELECT level, tile, string_agg(hashes, ''::bytea ORDER BY first) AS hashes
     FROM transparency_log.tile_pieces GROUP BY level, tile`,
  );
  return {
    size: Number(tree.rows[0]!.size),
    root: hex(tree.rows[0]!.root),
    tiles: new Map(rows.map(({ level, tile, hashes }) => [`${level}/${tile}`, hex(hashes)])),
  };
}

/** All leaves that are stored, in their order. */
export async function storedEntries(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ entries: Buffer }>(
    `SELECT string_agg(entries, ''::bytea ORDER BY bundle, first) AS entries FROM transparency_log.entry_pieces`,
  );
  return hex(rows[0]?.entries ?? Buffer.alloc(0));
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
