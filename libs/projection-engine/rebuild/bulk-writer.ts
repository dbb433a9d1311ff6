import { pipeline } from 'node:stream/promises';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyHeader, copyTrailer } from '../tables/copy-bytes.js';
import type { Projection } from '../runner/projection.js';
import type { RowsToCopy } from './rows-to-copy.js';
import { inNewVersions, type Span } from './new-version.js';

interface Part {
  readonly span: Span;
  readonly rows: readonly RowsToCopy[];
}

/**
 * Copies rows into new versions, span after span. What comes while a transaction is under way goes together into the next one, so that there are
 * as few as the server can keep up with.
 */
export class BulkWriter {
  private waiting: Part[] = [];
  private underWay: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly projections: readonly Projection[],
  ) {}

  /** Resolves when they are written, with the checkpoints at the end of the span. Rejects with NewVersionLost. */
  write(span: Span, rows: readonly RowsToCopy[]): Promise<void> {
    this.waiting.push({ span, rows });
    return (this.next ??= this.writeWaiting());
  }

  private async writeWaiting(): Promise<void> {
    await this.underWay;
    const parts = this.waiting;
    [this.waiting, this.next] = [[], undefined];
    const move = { from: parts[0]?.span.from ?? 0n, to: parts.at(-1)?.span.to ?? 0n };
    this.underWay = inNewVersions(this.pool, this.projections, move, (client) => copyIn(client, parts));
    return this.underWay;
  }
}

async function copyIn(client: PoolClient, parts: readonly Part[]): Promise<void> {
  const copied = new Map<string, Uint8Array[]>();
  for (const rows of parts.flatMap((part) => part.rows)) {
    for (const [command, chunks] of rows) {
      const before = copied.get(command);
      if (before === undefined) copied.set(command, [copyHeader, ...chunks]);
      else before.push(...chunks);
    }
  }
  for (const [command, chunks] of copied) {
    await pipeline([...chunks, copyTrailer], client.query(copyFrom(command)));
  }
}
