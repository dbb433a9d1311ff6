import { DELETED, type LogRecord } from './record.js';

const TRUNCATE_BEFORE = /"\$tb"\s*:\s*(\d+)/;

/** One stream: its events by revision, and from which on they may be read. */
export class StreamHistory {
  private readonly records: LogRecord[] = [];
  private tombstone = false;
  /** Events before this revision are no longer read; the highest revision means a softly deleted stream. */
  truncatedBefore = 0n;

  add(record: LogRecord): void {
    if (record.revision === DELETED) this.tombstone = true;
    else this.records.push(record);
  }

  /** Takes over what a new event of the stream's metadata stream says. Only `$tb` is understood. */
  describe(metadata: Uint8Array): void {
    this.truncatedBefore = BigInt(TRUNCATE_BEFORE.exec(Buffer.from(metadata).toString())?.[1] ?? 0);
  }

  get revision(): bigint {
    return this.tombstone ? DELETED : BigInt(this.records.length) - 1n;
  }

  get softlyDeleted(): boolean {
    return this.truncatedBefore === DELETED;
  }

  /** Whether a reader finds anything under this name. */
  get readable(): boolean {
    return this.records.length > 0 && !this.softlyDeleted;
  }

  at(revision: bigint): LogRecord | undefined {
    return this.records[Number(revision)];
  }

  /** The readable events from a revision on, at most so many. */
  forwards(from: bigint, limit: number): LogRecord[] {
    if (!this.readable) return [];
    const start = Number(from > this.truncatedBefore ? from : this.truncatedBefore);
    return this.records.slice(start, start + limit);
  }

  /** The readable events from a revision back. */
  backwards(from: bigint, limit: number): LogRecord[] {
    if (!this.readable) return [];
    const last = from < this.revision ? from : this.revision;
    const first = Math.max(Number(this.truncatedBefore), Number(last) + 1 - limit);
    return this.records.slice(first, Number(last) + 1).reverse();
  }
}
