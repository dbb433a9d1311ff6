import { type CuttableLine, openCuttableLine } from '../../http/cuttable-line.js';
import { startWorker, type WorkerProcess } from '../../scenario/projections/worker.js';
import type { ProcessClock } from './clock.js';

export interface WorkerOptions {
  readonly home: string;
  readonly databaseUrl: string;
  readonly clock: ProcessClock;
  readonly environment: { readonly [name: string]: string };
  readonly onUnexpectedEnd: (status: number | null, log: string) => void;
}

/** The worker, which keeps the read models and the log, and reaches the database by a line. */
export class OwnWorker {
  private expectedToEnd = false;
  private process: WorkerProcess;

  private constructor(
    private readonly options: WorkerOptions,
    readonly toDatabase: CuttableLine,
  ) {
    this.process = this.start();
  }

  static async open(options: WorkerOptions): Promise<OwnWorker> {
    const worker = new OwnWorker(options, await openCuttableLine(options.databaseUrl));
    await worker.process.started();
    return worker;
  }

  get clock(): ProcessClock {
    return this.options.clock;
  }

  async endAndStart(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.expectedToEnd = true;
    await (signal === 'SIGKILL' ? this.process.kill() : this.process.stop());
    this.process = this.start();
    await this.process.started();
  }

  signal(signal: NodeJS.Signals): void {
    this.process.signal(signal);
  }

  async close(): Promise<void> {
    this.expectedToEnd = true;
    await this.process.stop();
    await this.toDatabase.close();
  }

  private start(): WorkerProcess {
    const { home, clock, environment, onUnexpectedEnd } = this.options;
    const started = startWorker(this.toDatabase.url, {
      ...clock.environment,
      ...environment,
      SEMINA_HOME: home,
      NOTARY: 'on',
    });
    this.expectedToEnd = false;
    void started.ended.then((status) => {
      if (this.process === started && !this.expectedToEnd) onUnexpectedEnd(status, started.output());
    });
    return started;
  }
}
