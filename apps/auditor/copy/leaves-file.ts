import { type FileHandle, open } from 'node:fs/promises';
import { CouldNotCheck } from '../finding.js';

const LENGTH_BYTES = 2;
/** As many as the length before a leaf can tell. */
const LEAF_BYTES_MAX = 0xffff;
const READ_BYTES = 1 << 20;

/** Writes leaves one after the other, before each its length in two bytes, as the log's own bundles do. */
export class LeavesWriter {
  private pending: Uint8Array[] = [];

  private constructor(
    private readonly file: FileHandle,
    private length: number,
  ) {}

  /** Goes on after `bytes`; whatever an interrupted visit left behind them is cut off. Throws CouldNotCheck where some are missing. */
  static async open(path: string, bytes: number): Promise<LeavesWriter> {
    const file = await open(path, 'a', 0o600);
    const { size } = await file.stat();
    if (size < bytes) {
      await file.close();
      throw new CouldNotCheck(`Your own copy ${path} is shorter than it was. Restore it from a copy.`);
    }
    if (size > bytes) await file.truncate(bytes);
    return new LeavesWriter(file, bytes);
  }

  /** How long the file is, with what is still pending. */
  get bytes(): number {
    return this.length;
  }

  add(leaf: Uint8Array): void {
    const length = Buffer.allocUnsafe(LENGTH_BYTES);
    length.writeUInt16BE(leaf.length);
    this.pending.push(length, leaf);
    this.length += LENGTH_BYTES + leaf.length;
  }

  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.pending);
    this.pending = [];
    if (bytes.length > 0) await this.file.appendFile(bytes);
  }

  /** Resolves when all of it is on disk. */
  async force(): Promise<void> {
    await this.flush();
    await this.file.sync();
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/**
 * The first `bytes` of a file of leaves, some leaves at a time, so that memory does not grow with it. The leaves are views that hold
 * until the next batch is asked for. Throws CouldNotCheck where the file does not hold what it should.
 */
export async function* readLeaves(path: string, bytes: number): AsyncGenerator<Uint8Array[]> {
  if (bytes === 0) return;
  const file = await openToRead(path);
  try {
    // One buffer serves all batches: what is left of one moves to its beginning, and the file is read on behind it.
    const buffer = Buffer.allocUnsafe(LENGTH_BYTES + LEAF_BYTES_MAX + READ_BYTES);
    let rest = 0;
    for (let at = 0; at < bytes;) {
      const { bytesRead } = await file.read(buffer, rest, Math.min(READ_BYTES, bytes - at), at);
      if (bytesRead === 0) throw damaged(path);
      at += bytesRead;
      const filled = buffer.subarray(0, rest + bytesRead);
      const { leaves, used } = cut(filled);
      if (leaves.length > 0) yield leaves;
      buffer.copyWithin(0, used, filled.length);
      rest = filled.length - used;
    }
    if (rest > 0) throw damaged(path);
  } finally {
    await file.close();
  }
}

/** The whole leaves at the beginning of a buffer. */
function cut(buffer: Buffer): { leaves: Uint8Array[]; used: number } {
  const leaves: Uint8Array[] = [];
  let used = 0;
  while (used + LENGTH_BYTES <= buffer.length) {
    const end = used + LENGTH_BYTES + buffer.readUInt16BE(used);
    if (end > buffer.length) break;
    leaves.push(buffer.subarray(used + LENGTH_BYTES, end));
    used = end;
  }
  return { leaves, used };
}

async function openToRead(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw damaged(path);
    throw error;
  }
}

const damaged = (path: string): CouldNotCheck =>
  new CouldNotCheck(
    `Your own copy ${path} is damaged. Restore it from a copy, or follow anew in an empty folder.`,
  );
