import { isLogError, openCheckpoint, sameHash, type NoteVerifier, type TreeHead } from '#transparency-log';
import type { Queries } from '../running/transaction.js';
import type { Findings } from './findings.js';

const PAGE = 1_000;

interface Row {
  readonly size: number;
  readonly note: string;
}

export interface SignedBy {
  readonly origin: string;
  readonly verifiers: readonly NoteVerifier[];
}

/** The heads that a log has signed so far, from small to large, to be compared with the tree as it is worked out anew. */
export class SignedHeads {
  private page: Row[] = [];
  private readUpTo = -1;
  private more = true;
  private readonly what = ({ size }: Row): string => `the head of ${size} leaves`;
  /** How many were looked at. */
  compared = 0;

  private constructor(
    private readonly queries: Queries,
    private readonly log: SignedBy,
    private readonly findings: Findings,
    private readonly lastNumber: string,
  ) {}

  /** Those that are there now; what is signed from here on is for the next time. */
  static async open(queries: Queries, log: SignedBy, findings: Findings): Promise<SignedHeads> {
    const { rows } = await queries.query<{ number: string }>(
      'SELECT coalesce(max(number), 0) AS number FROM transparency_log.checkpoints',
    );
    return new SignedHeads(queries, log, findings, rows[0]?.number ?? '0');
  }

  /** The size of the next head that is not compared yet; undefined after the last. */
  async nextSize(): Promise<number | undefined> {
    if (this.page.length === 0 && this.more) await this.readPage();
    return this.page[0]?.size;
  }

  private async readPage(): Promise<void> {
    const { rows } = await this.queries.query<{ size: string; note: string }>(
      `SELECT size, note FROM transparency_log.checkpoints
       WHERE origin = $1 AND size > $2 AND number <= $3 ORDER BY size LIMIT $4`,
      [this.log.origin, this.readUpTo, this.lastNumber, PAGE],
    );
    this.page = rows.map(({ size, note }) => ({ size: Number(size), note }));
    this.readUpTo = this.page.at(-1)?.size ?? this.readUpTo;
    this.more = rows.length === PAGE;
  }

  /** Compares the next head with the tree as it was at its size. */
  compare(head: TreeHead): void {
    const row = this.page.shift();
    if (row === undefined) return;
    const signed = this.opened(row);
    if (signed !== undefined && !sameHash(signed.root, head.root)) {
      this.findings.add('checkpoint_differs', this.what(row));
    }
  }

  /** What is left lies beyond the tree. */
  async compareRest(): Promise<void> {
    while ((await this.nextSize()) !== undefined) {
      const row = this.page.shift() as Row;
      this.opened(row);
      this.findings.add('checkpoint_ahead', this.what(row));
    }
  }

  private opened(row: Row): TreeHead | undefined {
    this.compared += 1;
    try {
      const { checkpoint } = openCheckpoint(row.note, [this.log]);
      if (checkpoint.size === row.size) return checkpoint;
      this.findings.add('checkpoint_malformed', this.what(row));
    } catch (error) {
      if (!isLogError(error)) throw error;
      this.findings.add('signature_invalid', this.what(row));
    }
    return undefined;
  }
}
