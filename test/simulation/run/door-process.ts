import { type BuiltServer, startBuiltServer } from '../../http/built-server.js';
import { type CuttableLine, openCuttableLine } from '../../http/cuttable-line.js';
import type { ProcessClock } from './clock.js';

export interface DoorOptions {
  readonly home: string;
  readonly databaseUrl: string;
  readonly clock: ProcessClock;
  readonly environment: { readonly [name: string]: string };
  readonly onUnexpectedEnd: (status: number | null, log: string) => void;
}

/** An API process that people reach by one line, and that reaches the database by another. */
export class DoorProcess {
  private expectedToEnd = false;

  private constructor(
    private readonly options: DoorOptions,
    readonly toDatabase: CuttableLine,
    readonly toPeople: CuttableLine,
    private server: BuiltServer,
  ) {
    this.watch();
  }

  static async open(options: DoorOptions): Promise<DoorProcess> {
    const toDatabase = await openCuttableLine(options.databaseUrl);
    const server = await start(options, toDatabase);
    return new DoorProcess(options, toDatabase, await openCuttableLine(server.url), server);
  }

  /** Where people ask; always the same. */
  get url(): string {
    return this.toPeople.url.replace(/\/$/, '');
  }

  get clock(): ProcessClock {
    return this.options.clock;
  }

  /** Ends it by this signal, and starts it again. */
  async endAndStart(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.expectedToEnd = true;
    await this.server.stop(signal);
    this.server = await start(this.options, this.toDatabase);
    this.toPeople.leadTo(this.server.url);
    this.watch();
  }

  signal(signal: NodeJS.Signals): void {
    this.server.signal(signal);
  }

  /** All it wrote since it was started the last time. */
  log(): string {
    return this.server.log();
  }

  async close(): Promise<void> {
    this.expectedToEnd = true;
    await this.server.stop();
    await Promise.all([this.toPeople.close(), this.toDatabase.close()]);
  }

  private watch(): void {
    const { server } = this;
    this.expectedToEnd = false;
    void server.ended.then((status) => {
      if (!this.expectedToEnd) this.options.onUnexpectedEnd(status, server.log());
    });
  }
}

const start = ({ home, clock, environment }: DoorOptions, toDatabase: CuttableLine): Promise<BuiltServer> =>
  startBuiltServer({
    databaseUrl: toDatabase.url,
    home,
    env: { ...clock.environment, ...environment, PROJECTIONS: 'off', NOTARY: 'off' },
  });
