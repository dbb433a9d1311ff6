import { join } from 'node:path';
import pg from 'pg';
import { type EventStore } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { headFile, newLogKeys, parseLogKeys, PublishedLog, readLogStatus, startNotary } from '#notary';
import { type Bench } from '../row.js';
import { fill } from '../store/fill.js';

const POLL_MS = 20;

/** A store of events, and the notary's log of them. */
export class Notarised {
  readonly log: PublishedLog;
  readonly store: EventStore;
  private readonly pool: pg.Pool;
  private readonly keys = parseLogKeys(newLogKeys('example.com/bench'));

  private constructor(
    private readonly url: string,
    private readonly memory: string,
    readonly events: number,
  ) {
    this.pool = new pg.Pool({ connectionString: url, max: 4 });
    this.store = openPostgresEventStore({ pool: this.pool });
    this.log = new PublishedLog(this.pool);
  }

  /** So many events in a database of their own, none of which is in the log yet. */
  static async filled(bench: Bench, events: number): Promise<Notarised> {
    bench.say(`writing ${events} events`);
    const made = new Notarised(await bench.database(), join(bench.folder, `head-${events}`), events);
    await fill(made.pool, events);
    return made;
  }

  /** Resolves when all events are leaves, and tells how long that took; the first head of all of them is published afterwards. */
  async integrate(): Promise<{ seconds: number }> {
    const began = performance.now();
    const notary = startNotary({
      url: this.url,
      store: this.store,
      keys: this.keys,
      memory: headFile(this.memory),
      witnesses: [],
      logger: { info: () => undefined, warn: console.error, error: console.error },
    });
    await this.until(async () => (await readLogStatus(this.pool)).size === this.events);
    const seconds = (performance.now() - began) / 1_000;
    await this.until(async () => (await this.log.head())?.size === this.events);
    await notary.stop();
    return { seconds };
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.pool.end();
  }

  private async until(isSo: () => Promise<boolean>): Promise<void> {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
