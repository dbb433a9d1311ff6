import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BackupRefused } from '../refusal.js';
import {
  formatManifest,
  type Manifest,
  MANIFEST_HASH_NAME,
  MANIFEST_NAME,
  type Part,
  timeOf,
} from './manifest.js';
import { BLOCK_BYTES, END_BYTES, FILE_BYTES_MAX, paddingOf, tarHeader } from './tar.js';

/**
 * A backup while it is written: beside its name, as `<name>.partial`, for its owner's eyes alone. It gets its name when all of it is on
 * disk, so that under that name there is a whole backup or none.
 */
export class Draft {
  private at = 0;
  private readonly parts: Part[] = [];

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private readonly madeAt: string,
  ) {}

  /** Throws BackupRefused where the file is there. What an earlier attempt left is written over. */
  static async begin(path: string, madeAt: string): Promise<Draft> {
    await refuseIfThere(path);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await unlink(partial(path)).catch(() => undefined);
    return new Draft(path, await open(partial(path), 'wx', 0o600), madeAt);
  }

  /** Adds a file, however long it turns out to be. */
  async add(
    name: string,
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    table?: () => NonNullable<Part['table']>,
  ): Promise<void> {
    const begin = this.at;
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of content) {
      await this.write(chunk, begin + BLOCK_BYTES + bytes);
      hash.update(chunk);
      bytes += chunk.length;
      if (bytes > FILE_BYTES_MAX) throw tooLarge(name);
    }
    // Its size is known now, and the place before it was left free.
    await this.write(tarHeader(name, bytes, timeOf({ madeAt: this.madeAt })), begin);
    await this.write(Buffer.alloc(paddingOf(bytes)), begin + BLOCK_BYTES + bytes);
    this.at = begin + BLOCK_BYTES + bytes + paddingOf(bytes);
    this.parts.push({ name, bytes, sha256: hash.digest('hex'), ...(table && { table: table() }) });
  }

  /** Writes the manifest and gives the backup its name. Answers with how many bytes it has. */
  async finish(manifest: Omit<Manifest, 'parts' | 'madeAt'>): Promise<number> {
    const text = formatManifest({ ...manifest, madeAt: this.madeAt, parts: [...this.parts] });
    await this.add(MANIFEST_NAME, [text]);
    const hash = createHash('sha256').update(text).digest('hex');
    await this.add(MANIFEST_HASH_NAME, [Buffer.from(`${hash}  ${MANIFEST_NAME}\n`)]);
    await this.write(Buffer.alloc(END_BYTES), this.at);
    await this.file.sync();
    await this.file.close();
    await refuseIfThere(this.path);
    await rename(partial(this.path), this.path);
    await syncFolder(dirname(this.path));
    return this.at + END_BYTES;
  }

  async discard(): Promise<void> {
    await this.file.close().catch(() => undefined);
    await unlink(partial(this.path)).catch(() => undefined);
  }

  private async write(bytes: Uint8Array, at: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      done += (await this.file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    }
  }
}

const partial = (path: string): string => `${path}.partial`;

const tooLarge = (name: string): BackupRefused =>
  new BackupRefused('part_too_large', `${name} has outgrown 8 GiB: use the backup of PostgreSQL itself.`);

async function refuseIfThere(path: string): Promise<void> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (isThere)
    throw new BackupRefused('file_exists', `${path} is there already: give the backup another name.`);
}

/** So that the name is on disk too. Some file systems, of memory sticks for one, cannot do that to a folder. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
