import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { checkout } from '../checkout.js';
import { type SwitchedFault, type WrittenEvent } from './control.js';
import { type Fault } from './faults.js';

const MAIN = join(checkout, 'dist/test/eventstoredb-double/main.js');

export interface DoubleProcessOptions {
  /** 0, the default, takes a free one; a restart wants the port of before. */
  readonly port?: number;
  /** Where events outlive the process. */
  readonly file?: string;
}

/** A double running as a process of its own, from what is built. */
export interface DoubleProcess {
  readonly connectionString: string;
  readonly port: number;
  switchOn(fault: SwitchedFault): Promise<void>;
  /** Switches every fault off, and lets go what is late. */
  switchOff(): Promise<void>;
  strikeSubscriptions(fault: Fault): Promise<void>;
  cutConnections(): Promise<void>;
  written(): Promise<readonly WrittenEvent[]>;
  signal(signal: NodeJS.Signals): void;
  /** Ends the process and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
}

/** Starts the built double and waits for the line that tells its address. */
export async function startDoubleProcess({
  port = 0,
  file,
}: DoubleProcessOptions = {}): Promise<DoubleProcess> {
  const parameters = ['--port', String(port), ...(file === undefined ? [] : ['--file', file])];
  const child = spawn(process.execPath, [MAIN, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { connectionString, control } = await addressesOf(child);
  const tell = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(control + path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!response.ok) throw new Error(await response.text());
    return response;
  };
  return {
    connectionString,
    port: Number(new URL(connectionString).port),
    switchOn: async (fault) => void (await tell('POST', '/faults', fault)),
    switchOff: async () => void (await tell('DELETE', '/faults')),
    strikeSubscriptions: async (fault) => void (await tell('POST', '/subscriptions/strike', fault)),
    cutConnections: async () => void (await tell('POST', '/connections/cut')),
    written: async () => (await (await tell('GET', '/written')).json()) as WrittenEvent[],
    signal: (signal) => void child.kill(signal),
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
    ended,
  };
}

/** Rejects with what the process complained about where it ends before it listens. */
async function addressesOf(child: ChildProcess): Promise<{ connectionString: string; control: string }> {
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  for await (const line of createInterface({ input: child.stdout! })) {
    return JSON.parse(line) as { connectionString: string; control: string };
  }
  throw new Error(`The double does not start:\n${complaint}`);
}
