import { join } from 'node:path';
import { type DoubleProcess, startDoubleProcess } from '../../eventstoredb-double/double-process.js';
import type { EventServerFailure } from '../plan/step.js';

const LATE_MS = 700;

/** The double of an EventStoreDB as a process of its own, which keeps its events in a file. */
export class OwnEventServer {
  private constructor(
    private readonly file: string,
    private process: DoubleProcess,
  ) {}

  static async open(folder: string): Promise<OwnEventServer> {
    const file = join(folder, 'event-server.jsonl');
    return new OwnEventServer(file, await startDoubleProcess({ file }));
  }

  get connectionString(): string {
    return this.process.connectionString;
  }

  /** Resolves when it is back at its address. */
  async dieAndRecover(): Promise<void> {
    const { port } = this.process;
    await this.process.stop('SIGKILL');
    this.process = await startDoubleProcess({ port, file: this.file });
  }

  signal(signal: NodeJS.Signals): void {
    this.process.signal(signal);
  }

  async fail(how: EventServerFailure): Promise<void> {
    const { process } = this;
    const next = { method: 'batchAppend', times: 1 } as const;
    switch (how) {
      case 'write done, then cut off':
        return process.switchOn({ ...next, fault: { kind: 'answer-lost', then: 'cut' } });
      case 'write done, then silence':
        return process.switchOn({ ...next, fault: { kind: 'answer-lost', then: 'silence' } });
      case 'write arrives twice':
        return process.switchOn({ ...next, fault: { kind: 'duplicate' } });
      case 'write answered late':
        return process.switchOn({ ...next, fault: { kind: 'late-answer', afterMs: LATE_MS } });
      case 'write cut off':
        return process.switchOn({ ...next, fault: { kind: 'cut' } });
      case 'write timed out':
        return process.switchOn({ ...next, fault: { kind: 'timed-out' } });
      case 'not the leader':
        return process.switchOn({
          ...next,
          fault: { kind: 'not-leader', host: '127.0.0.1', port: process.port },
        });
      case 'not ready':
        return process.switchOn({ ...next, fault: { kind: 'not-ready' } });
      case 'subscribers too slow':
        return process.strikeSubscriptions({ kind: 'too-slow' });
      case 'subscriptions cancelled':
        return process.strikeSubscriptions({ kind: 'cancelled' });
      case 'all connections cut':
        return process.cutConnections();
    }
  }

  /** What has not struck yet does not any more. */
  recover(): Promise<void> {
    return this.process.switchOff();
  }

  close(): Promise<void> {
    return this.process.stop();
  }
}
