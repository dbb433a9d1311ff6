import pg from 'pg';

/** A server that does not even say that the statement took too long is given up that much later. */
const SILENCE_MS = 5_000;
const CONNECT_TIMEOUT_MS = 5_000;

export interface SessionSettings {
  /** As the server's list of connections shows it. */
  readonly name: string;
  /** The server ends a statement that takes longer. */
  readonly statementTimeoutMs: number;
}

/**
 * One connection of our own to the pool's database, beside the pool: made when it is needed, forgotten when it breaks, made anew
 * when it is needed again.
 */
export class Session {
  private client: Promise<pg.Client> | undefined;

  constructor(
    private readonly pool: pg.Pool,
    private readonly settings: SessionSettings,
    private readonly prepare: (client: pg.Client) => Promise<unknown> = async () => {},
  ) {}

  /** Rejects if the server is not to be had; the next call tries again. */
  open(): Promise<pg.Client> {
    this.client ??= this.connect();
    return this.client;
  }

  /** Forgets the connection; what is under way on it fails. */
  async close(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private connect(): Promise<pg.Client> {
    const options = this.pool.options as pg.PoolConfig;
    const client = new pg.Client({
      ...options,
      // The pool keeps its password from being enumerated, so that it is in no log; it has to be named to be copied.
      ...(options.password === undefined ? {} : { password: options.password }),
      application_name: this.settings.name,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: this.settings.statementTimeoutMs,
      query_timeout: this.settings.statementTimeoutMs + SILENCE_MS,
      keepAlive: true,
    });
    const opening = client.connect().then(async () => {
      await this.prepare(client);
      return client;
    });
    const forget = (): void => {
      if (this.client !== opening) return;
      this.client = undefined;
      client.end().catch(() => undefined);
    };
    client.on('error', forget);
    client.on('end', forget);
    opening.catch(forget);
    return opening;
  }
}
