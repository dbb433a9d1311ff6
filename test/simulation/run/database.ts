import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedServer, openEmbeddedServer } from '#infra/postgres/embedded/server.js';
import { migrate } from '#infra/postgres/migrations.js';
import { removeHome } from '../../postgres/home.js';
import { signalAll, signalServer } from '../../postgres/signal-server.js';

/** A PostgreSQL of this run alone, which waits for its disk and can be killed. */
export class OwnDatabase {
  private constructor(
    private readonly home: string,
    private server: EmbeddedServer,
  ) {}

  static async open(folder: string): Promise<OwnDatabase> {
    const home = join(folder, 'database');
    const server = await openEmbeddedServer(home);
    await migrate(server.url);
    return new OwnDatabase(home, server);
  }

  get url(): string {
    return this.server.url;
  }

  /** Everything of it dies at once; resolves when it has recovered and is back at its address. */
  async dieAndRecover(): Promise<void> {
    const { url } = this.server;
    await signalServer(this.server.adminUrl, this.home, 'SIGKILL');
    this.server = await openEmbeddedServer(this.home);
    if (this.server.url !== url) throw new Error(`the database came back at ${this.server.url}, not ${url}`);
  }

  /** None of its processes does anything; what is answered makes them go on. */
  async stop(): Promise<() => void> {
    const pids = await signalServer(this.server.adminUrl, this.home, 'SIGSTOP');
    return () => signalAll(pids, 'SIGCONT');
  }

  /** A stranger holds the lock that writers take turns with; what is answered lets it go. */
  async holdTurn(): Promise<() => Promise<void>> {
    const stranger = new pg.Client({ connectionString: this.server.url });
    stranger.on('error', () => undefined);
    await stranger.connect();
    await stranger.query('BEGIN; LOCK TABLE event_store.turn IN EXCLUSIVE MODE');
    return () => stranger.end();
  }

  async close(): Promise<void> {
    await this.server.close();
    await removeHome(this.home);
  }
}
