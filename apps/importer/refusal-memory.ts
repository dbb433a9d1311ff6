import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Texts } from './folder/read-folder.js';
import type { RefusalMemory } from './perform.js';
import type { Refusal } from './refusal.js';
import { ServerUnusable } from './server/unusable.js';

/** The hash of a folder's content: another content, and what was refused is asked again. */
export function folderDigest(texts: Texts): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}

export const noMemory: RefusalMemory = { recall: () => undefined, keep: () => undefined };

interface Line {
  readonly key: string;
  readonly refusal: Refusal;
}

/**
 * Remembers, in `<home>/imports/<co-production id>.jsonl`, which rows of a folder were refused. The server keeps no
 * refusals, and some would pass at a later time: a tranche that came before its money is covered once all receipts are
 * in. So without this, running the same import again could book what the first run refused. A line is written before
 * the next command is given, and therefore an import that was killed goes on as it would have.
 *
 * Starts empty where the folder has changed since, or with `again`. Throws ServerUnusable where it cannot be written.
 */
export async function openRefusalMemory(
  home: string,
  coProductionId: string,
  digest: string,
  again: boolean,
): Promise<RefusalMemory> {
  const path = join(home, 'imports', `${coProductionId}.jsonl`);
  const lines = again ? [] : await readLines(path, digest);
  await writeWhole(path, [{ folder: digest }, ...lines].map(asLine).join(''));
  const refusals = new Map(lines.map(({ key, refusal }) => [key, refusal]));
  return {
    recall: (key) => refusals.get(key),
    keep: (key, refusal) => appendFileSync(path, asLine({ key, refusal })),
  };
}

/** Written anew: what a kill left half written at its end must not spoil the next line. */
async function writeWhole(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, text, { mode: 0o600 });
    await rename(`${path}.new`, path);
  } catch (error) {
    throw new ServerUnusable(
      `What is refused cannot be kept beside the server's key: ${(error as Error).message}`,
    );
  }
}

async function readLines(path: string, digest: string): Promise<Line[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const whole = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  const [header, ...lines] = whole.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);
  const { folder } = (header ?? {}) as { folder?: string };
  return folder === digest ? (lines as Line[]) : [];
}

const asLine = (value: object): string => `${JSON.stringify(value)}\n`;
