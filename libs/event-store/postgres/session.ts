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

interface Connection<Ready> {
  readonly client: pg.Client;
  readonly ready: Promise<Ready>;
}

/**
 * One connection of our own to the pool's database, beside the pool: made when it is needed, forgotten when it breaks, made anew
 * when it is needed again.
 */
export class Session<Ready> {
  private current: Connection<Ready> | undefined;

  constructor(
    private readonly pool: pg.Pool,
    private readonly settings: SessionSettings,
    /** Makes of a new connection what its users work with. */
    private readonly prepare: (client: pg.Client) => Promise<Ready>,
  ) {}

  /** Rejects if the server is not to be had; the next call tries again. */
  open(): Promise<Ready> {
    this.current ??= this.connect();
    return this.current.ready;
  }

  /** Forgets the connection; what is under way on it fails. */
  async close(): Promise<void> {
    const { current } = this;
    this.current = undefined;
    await current?.ready.catch(() => undefined);
    await current?.client.end().catch(() => undefined);
  }

  private connect(): Connection<Ready> {
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
    const ready = client.connect().then(() => this.prepare(client));
    const connection = { client, ready };
    const forget = (): void => {
      if (this.current !== connection) return;
      this.current = undefined;
      client.end().catch(() => undefined);
    };
    client.on('error', forget);
    client.on('end', forget);
    ready.catch(forget);
    return connection;
  }
}
