import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { type Proposal } from './record.js';

/** One write: its events get into the log together or not at all. */
export interface Transaction {
  readonly created: bigint;
  readonly events: readonly (Proposal & { readonly stream: string; readonly revision: bigint })[];
}

interface Line {
  readonly created: string;
  readonly events: readonly {
    readonly stream: string;
    readonly revision: string;
    readonly id: string;
    readonly type: string;
    readonly isJson: boolean;
    readonly data: string;
    readonly metadata: string;
  }[];
}

/** A file of transactions, one a line. A line is handed to the operating system before `keep` returns. */
export class KeptFile {
  private readonly descriptor: number;
  /** What was in the file when it was opened. */
  readonly transactions: readonly Transaction[];

  /** A last line that a death in the middle of a write left unfinished is removed. */
  constructor(path: string) {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
    this.transactions = whole.split('\n').slice(0, -1).map(parseLine);
    this.descriptor = openSync(path, 'a');
  }

  keep(transaction: Transaction): void {
    const bytes = Buffer.from(`${JSON.stringify(formatLine(transaction))}\n`);
    for (let written = 0; written < bytes.length;) {
      written += writeSync(this.descriptor, bytes, written);
    }
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

function formatLine({ created, events }: Transaction): Line {
  return {
    created: String(created),
    events: events.map((event) => ({
      stream: event.stream,
      revision: String(event.revision),
      id: event.id,
      type: event.type,
      isJson: event.isJson,
      data: base64(event.data),
      metadata: base64(event.metadata),
    })),
  };
}

function parseLine(text: string): Transaction {
  const { created, events } = JSON.parse(text) as Line;
  return {
    created: BigInt(created),
    events: events.map((event) => ({
      ...event,
      revision: BigInt(event.revision),
      data: Buffer.from(event.data, 'base64'),
      metadata: Buffer.from(event.metadata, 'base64'),
    })),
  };
}
