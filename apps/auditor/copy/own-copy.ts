import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bePresentAlone, NotAlone } from '#durable-file';
import {
  CompactRange,
  hashLeaf,
  parseCheckpoint,
  parseNote,
  sameHash,
  type TreeHead,
} from '#transparency-log';
import { CouldNotCheck } from '../finding.js';
import { LeavesWriter, readLeaves } from './leaves-file.js';
import { type CopyState, emptyReach, type Reach, readState, type Verified, writeState } from './state.js';

/** A partner's own copy of a log: a state file and the leaves, in a folder. */
export class OwnCopy {
  private constructor(
    private readonly folder: string,
    private state: CopyState,
  ) {}

  /** What is there, or an empty copy. Throws CouldNotCheck where what is there is damaged. */
  static async open(folder: string): Promise<OwnCopy> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new OwnCopy(folder, await readState(join(folder, 'state.json')));
  }

  /**
   * Works on a copy while nobody else writes to it: two visits at once would write their leaves into each other's. Rejects with
   * CouldNotCheck where somebody does.
   */
  static async alone<Result>(folder: string, work: (copy: OwnCopy) => Promise<Result>): Promise<Result> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const leave = await bePresentAlone(folder).catch((error: unknown) => {
      if (error instanceof NotAlone) {
        throw new CouldNotCheck(`Another follow is at work in ${folder}. Wait until it has ended.`);
      }
      // There are file systems that hold no sockets, as those of memory sticks. Better to follow unguarded there than not at all.
      return () => Promise.resolve();
    });
    try {
      return await work(await OwnCopy.open(folder));
    } finally {
      await leave();
    }
  }

  /** What was verified last; undefined before the first time. */
  get verified(): Verified | undefined {
    return this.state.verified;
  }

  /** From where leaves are to be read on: after what was verified, or after what an interrupted visit has read. */
  get reach(): Reach {
    return this.state.reading ?? this.state.verified ?? emptyReach;
  }

  get leavesPath(): string {
    return join(this.folder, 'leaves');
  }

  writer(): Promise<LeavesWriter> {
    return LeavesWriter.open(this.leavesPath, this.reach.bytes);
  }

  /** The leaves that were verified, in their order. */
  leaves(): AsyncGenerator<Uint8Array[]> {
    return readLeaves(this.leavesPath, this.verified?.bytes ?? 0);
  }

  /** Remembers that leaves were read so far; they are on disk. */
  keepReading(reading: Reach): Promise<void> {
    return this.keep({ ...this.state, reading });
  }

  /** Forgets what was read beyond what was verified. */
  forgetReading(): Promise<void> {
    const { verified } = this.state;
    return this.keep({ version: 1, ...(verified !== undefined && { verified }) });
  }

  keepVerified(verified: Verified): Promise<void> {
    return this.keep({ version: 1, verified });
  }

  /** The head of the own leaves at a size that was verified before, worked out of them. */
  async headAt(size: number): Promise<TreeHead> {
    const range = CompactRange.empty();
    for await (const leaves of this.leaves()) {
      for (const leaf of leaves) {
        if (range.size === size) return range.head();
        range.append(hashLeaf(leaf));
      }
    }
    return range.head();
  }

  /** Throws CouldNotCheck unless this is the head that was verified: the file of leaves was changed at this end. */
  checkAgainstVerified(head: TreeHead): void {
    if (this.verified === undefined) return;
    const checkpoint = parseCheckpoint(parseNote(this.verified.checkpoint).text);
    if (checkpoint.size === head.size && sameHash(checkpoint.root, head.root)) return;
    throw new CouldNotCheck(
      `Your own copy ${this.leavesPath} is not what you verified: it was changed here. Follow anew in an empty folder.`,
    );
  }

  /** Keeps what proves a finding: what was verified before, and what was shown now. Answers with the path of the folder. */
  async keepEvidence(name: string, shown: string): Promise<string> {
    const folder = join(this.folder, 'evidence', `${new Date().toISOString().replaceAll(':', '-')}-${name}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, 'shown-now.checkpoint'), shown);
    if (this.verified !== undefined) {
      await writeFile(join(folder, 'verified-before.checkpoint'), this.verified.checkpoint);
    }
    return folder;
  }

  private async keep(state: CopyState): Promise<void> {
    await writeState(join(this.folder, 'state.json'), state);
    this.state = state;
  }
}
