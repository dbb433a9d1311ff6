import { Server } from '@grpc/grpc-js';
import { accessRules, type Users } from './access.js';
import { append } from './append.js';
import { batchAppend } from './batch-append.js';
import { softDelete, tombstone } from './deletion.js';
import { type Fault, Faults } from './faults.js';
import { HOST, listen, type Listening } from './listening.js';
import { EventLog } from './log/event-log.js';
import { type LogRecord } from './log/record.js';
import { clusterInfo, supportedMethods } from './node-information.js';
import { GossipService, ServerFeaturesService, StreamsService } from './protocol.js';
import { read } from './read.js';
import { encrypted, PLAIN, type Security } from './security.js';
import { type ServerState } from './server-state.js';

export interface DoubleOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Keeps the events in this file, so that they outlive the process; without it they outlive `kill` alone. */
  readonly file?: string;
  /** After how many writes the server writes statistics of its own among them; 0 for never. */
  readonly statisticsEvery?: number;
  /** Who may come in; without it, everybody. The client sends no credentials without TLS. */
  readonly users?: Users;
  /** Encrypts, with a certificate made for the purpose. */
  readonly tls?: boolean;
  /** What dying is when a fault asks for it; without it, the double dies as by `kill`. */
  readonly die?: () => void;
}

/** A double of an EventStoreDB server on loopback. */
export interface Double {
  /** For `EventStoreDBClient.connectionString`. */
  readonly connectionString: string;
  connectionStringFor(user: string, password: string): string;
  readonly port: number;
  readonly faults: Faults;
  /** Every event in the log in its order, the server's own among them. */
  readonly written: readonly LogRecord[];
  /** How many subscriptions are open. */
  readonly subscriptions: number;
  /** Lets every open subscription meet a fault now. */
  strikeSubscriptions(fault: Fault): void;
  /** Cuts every connection; the server goes on. */
  cutConnections(): void;
  /** Dies as by SIGKILL: every connection is cut, nobody listens. What was written stays. */
  kill(): Promise<void>;
  /** Starts again on the same port with what was written. */
  restart(): Promise<void>;
  /** Ends it for good. */
  close(): Promise<void>;
}

export async function startDouble(options: DoubleOptions = {}): Promise<Double> {
  const double = new RunningDouble(options);
  await double.start();
  return double;
}

class RunningDouble implements Double {
  readonly faults = new Faults();
  private readonly struck = new Set<(fault: Fault) => void>();
  private readonly security: Security;
  private log: EventLog;
  private running: { readonly server: Server; readonly listening: Listening } | undefined;
  private dying: Promise<void> = Promise.resolve();
  port: number;

  constructor(private readonly options: DoubleOptions) {
    this.port = options.port ?? 0;
    this.log = new EventLog(options);
    this.security = options.tls === true ? encrypted() : PLAIN;
  }

  get connectionString(): string {
    return `esdb://${HOST}:${this.port}?${this.security.parameters}`;
  }

  connectionStringFor(user: string, password: string): string {
    return this.connectionString.replace('//', `//${user}:${password}@`);
  }

  get written(): readonly LogRecord[] {
    return this.log.records;
  }

  get subscriptions(): number {
    return this.struck.size;
  }

  strikeSubscriptions(fault: Fault): void {
    for (const strike of [...this.struck]) strike(fault);
  }

  cutConnections(): void {
    this.running?.listening.cut();
  }

  async start(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1_024 * 1_024 });
    const state = this.stateFor(server);
    server.addService(StreamsService, {
      read: read(state),
      append: append(state),
      batchAppend: batchAppend(state),
      delete: softDelete(state),
      tombstone: tombstone(state),
    });
    server.addService(GossipService, { read: clusterInfo(state) });
    server.addService(ServerFeaturesService, { getSupportedMethods: supportedMethods(state) });
    const listening = await listen(server, this.security.credentials, this.port);
    this.port = listening.port;
    this.running = { server, listening };
  }

  async kill(): Promise<void> {
    this.die();
    await this.dying;
  }

  async restart(): Promise<void> {
    await this.kill();
    if (this.options.file === undefined) this.log.begin();
    else {
      this.log.close();
      this.log = new EventLog(this.options);
    }
    await this.start();
  }

  async close(): Promise<void> {
    await this.kill();
    this.log.close();
    this.security.remove();
  }

  private die(): void {
    const { running } = this;
    if (running === undefined) return;
    this.running = undefined;
    this.dying = running.listening.close();
    running.server.forceShutdown();
  }

  private stateFor(server: Server): ServerState {
    const { faults, log } = this;
    const portOf = (): number => this.port;
    return {
      log,
      faults,
      access: accessRules(this.options.users),
      host: HOST,
      get port() {
        return portOf();
      },
      subscriptions: this.struck,
      isAlive: () => this.running?.server === server,
      cut: (peer) => this.running?.listening.cut(peer),
      kill: this.options.die ?? (() => this.die()),
    };
  }
}
