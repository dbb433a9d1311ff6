import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { BackupRefused } from '../refusal.js';
import {
  type Manifest,
  MANIFEST_HASH_NAME,
  MANIFEST_NAME,
  parseManifest,
  type Part,
  timeOf,
} from './manifest.js';
import { BLOCK_BYTES, END_BYTES, paddingOf, parseTarHeader, tarHeader } from './tar.js';

interface Place {
  readonly name: string;
  readonly bytes: number;
  /** Where its bytes begin. */
  readonly at: number;
}

/** Nobody writes as much; whoever says so wants us to read for ever. */
const MANIFEST_BYTES_MAX = 16 * 1024 * 1024;

/** A backup that is whole: every byte of it is the one that was written. */
export class BackupFile {
  private constructor(
    private readonly file: FileHandle,
    private readonly places: ReadonlyMap<string, Place>,
    readonly manifest: Manifest,
  ) {}

  /** Reads all of it and checks every hash. Throws BackupRefused. */
  static async open(path: string): Promise<BackupFile> {
    const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new BackupRefused('file_missing', `There is no file ${path}.`);
      throw error;
    });
    try {
      const places = await findPlaces(file);
      const manifest = await readManifest(file, places);
      await requireAsWritten(file, places, manifest);
      return new BackupFile(file, new Map(places.map((place) => [place.name, place])), manifest);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** The bytes of a part; undefined where there is none of this name. */
  read(name: string): Readable | undefined {
    const place = this.places.get(name);
    return place && Readable.from(chunksOf(this.file, place));
  }

  async text(name: string): Promise<string | undefined> {
    const stream = this.read(name);
    return stream && Buffer.concat(await stream.toArray()).toString('utf8');
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}

const incomplete = (): BackupRefused =>
  new BackupRefused(
    'backup_incomplete',
    'The backup has no proper end: it was cut off, or never written to its end. Take another one.',
  );

const altered = (what: string): BackupRefused =>
  new BackupRefused('backup_altered', `The backup is damaged or was changed: ${what}. Take another one.`);

async function findPlaces(file: FileHandle): Promise<Place[]> {
  const { size } = await file.stat();
  const places: Place[] = [];
  let at = 0;
  for (;;) {
    const block = await readAt(file, at, BLOCK_BYTES);
    if (block.every((byte) => byte === 0) && at > 0) break;
    const found = parseTarHeader(block);
    if (found === undefined && at === 0) {
      throw new BackupRefused('not_a_backup', 'The file is no backup of Semina.');
    }
    if (found === undefined) throw altered(`what follows ${places.at(-1)?.name} cannot be read`);
    places.push({ ...found, at: at + BLOCK_BYTES });
    at += BLOCK_BYTES + found.bytes + paddingOf(found.bytes);
    if (at > size) throw incomplete();
  }
  if (size !== at + END_BYTES || (await readAt(file, at, END_BYTES)).some((byte) => byte !== 0)) {
    throw incomplete();
  }
  return places;
}

async function readManifest(file: FileHandle, places: readonly Place[]): Promise<Manifest> {
  const [text, hash] = places.slice(-2);
  if (text?.name !== MANIFEST_NAME || hash?.name !== MANIFEST_HASH_NAME) throw incomplete();
  if (text.bytes > MANIFEST_BYTES_MAX || hash.bytes > BLOCK_BYTES) throw altered('its manifest is too long');
  const bytes = await readAt(file, text.at, text.bytes);
  const written = (await readAt(file, hash.at, hash.bytes)).toString('latin1');
  if (written !== `${createHash('sha256').update(bytes).digest('hex')}  ${MANIFEST_NAME}\n`) {
    throw altered('its manifest has another hash');
  }
  return parseManifest(bytes);
}

/** Also what lies between the parts: a header is what it would be if it were written now, and zeros are zeros. */
async function requireAsWritten(
  file: FileHandle,
  places: readonly Place[],
  manifest: Manifest,
): Promise<void> {
  const listed = new Map(manifest.parts.map((part) => [part.name, part]));
  if (listed.size !== places.length - 2) throw altered('it has other parts than its manifest tells');
  for (const place of places) {
    const header = await readAt(file, place.at - BLOCK_BYTES, BLOCK_BYTES);
    const padding = await readAt(file, place.at + place.bytes, paddingOf(place.bytes));
    const isAsWritten = header.equals(tarHeader(place.name, place.bytes, timeOf(manifest)));
    if (!isAsWritten || padding.some((byte) => byte !== 0)) throw altered(`the edge of ${place.name}`);
    const isOfManifest = place.name === MANIFEST_NAME || place.name === MANIFEST_HASH_NAME;
    if (!isOfManifest) await requirePart(file, place, listed.get(place.name));
  }
}

async function requirePart(file: FileHandle, place: Place, part: Part | undefined): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(file, place)) hash.update(chunk);
  if (part?.bytes !== place.bytes || part.sha256 !== hash.digest('hex')) {
    throw altered(`${place.name} has another hash`);
  }
}

const CHUNK_BYTES = 1_048_576;

async function* chunksOf(file: FileHandle, { at, bytes }: Place): AsyncGenerator<Buffer> {
  for (let done = 0; done < bytes; done += CHUNK_BYTES) {
    yield await readAt(file, at + done, Math.min(CHUNK_BYTES, bytes - done));
  }
}

async function readAt(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  for (let done = 0; done < bytes;) {
    const { bytesRead } = await file.read(buffer, done, bytes - done, at + done);
    if (bytesRead === 0)
      throw at === 0 ? new BackupRefused('not_a_backup', 'The file is no backup of Semina.') : incomplete();
    done += bytesRead;
  }
  return buffer;
}
