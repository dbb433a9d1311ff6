import { join } from 'node:path';
import { appendLine, readIfThere } from '#durable-file';

/**
 * - `fork`: the log has signed two different trees of one size. That is proof: both signatures are kept.
 * - `growth_not_proven`: a checkpoint signed by the log came with a proof that does not lead from what was co-signed to it. A log that
 *   rewrote its history cannot do better; but anybody may send a signed checkpoint with a wrong proof.
 */
export type FindingCode = 'fork' | 'growth_not_proven';

export interface WitnessFinding {
  readonly code: FindingCode;
  readonly origin: string;
  /** A sentence for whoever runs the witness. */
  readonly message: string;
  /** When it was found, RFC 3339. */
  readonly foundAt: string;
  /** The checkpoint that was co-signed before, word for word. */
  readonly cosigned: string;
  /** The request that was refused, with the signatures that hold. */
  readonly refused: string;
}

const FILE_NAME = 'findings.jsonl';
/** Of unproven growth, which anybody can send. Forks, which only the log's key can make, have room of their own. */
const FINDINGS_MAX: Readonly<Record<FindingCode, number>> = { fork: 200, growth_not_proven: 100 };
const SHOUT_LENGTH_MAX = 400;

/** What was refused, kept for ever in a file of a JSON line each, and told on standard error. */
export class Findings {
  private readonly seen = new Set<string>();

  private constructor(
    private readonly path: string,
    readonly list: WitnessFinding[],
    private readonly shout: (line: string) => void,
  ) {
    for (const finding of list) this.seen.add(identity(finding));
  }

  static async open(home: string, shout: (line: string) => void): Promise<Findings> {
    const path = join(home, FILE_NAME);
    const lines = ((await readIfThere(path)) ?? '').split('\n');
    return new Findings(
      path,
      lines.flatMap((line) => storedFinding(line) ?? []),
      shout,
    );
  }

  /** Writes a finding down and tells it, unless it was there already. */
  async add(finding: WitnessFinding): Promise<void> {
    const { code, origin, message } = finding;
    const sameCode = this.list.filter((known) => known.code === code).length;
    if (this.seen.has(identity(finding)) || sameCode >= FINDINGS_MAX[code]) return;
    this.seen.add(identity(finding));
    this.list.push(finding);
    const told = `${code}: ${origin}: ${message}`.slice(0, SHOUT_LENGTH_MAX);
    this.shout(`*** REFUSED *** ${told} The evidence is in ${this.path}.`);
    await appendLine(this.path, JSON.stringify(finding));
  }
}

/** The same checkpoint is told once, however often and with whatever proof it is sent. */
const identity = ({ code, origin, message }: WitnessFinding): string =>
  JSON.stringify([code, origin, message]);

/** A line that a crash has cut short is passed over. */
function storedFinding(line: string): WitnessFinding | undefined {
  try {
    return line === '' ? undefined : (JSON.parse(line) as WitnessFinding);
  } catch {
    return undefined;
  }
}
