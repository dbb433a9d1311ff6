import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileName, Refusal } from '../refusal.js';
import { readDeliveries, type Delivery } from './deliveries.js';
import {
  readParties,
  readPledges,
  readReceipts,
  readTranches,
  type PartyRow,
  type PledgeRow,
  type ReceiptRow,
  type TrancheRow,
} from './rows.js';
import { partiesOfTerms, readTermsFile, type TermsFile } from './terms-file.js';
import { FolderUnusable } from './unusable.js';

/** The texts of a folder by file name. What a young co-production has no rows for may be missing. */
export type Texts = { readonly [file in FileName]?: string };

/** A co-production as its folder tells it. */
export interface Folder {
  readonly terms: TermsFile;
  readonly parties: readonly PartyRow[];
  readonly pledges: readonly PledgeRow[];
  readonly receipts: readonly ReceiptRow[];
  readonly tranches: readonly TrancheRow[];
  readonly deliveries: readonly Delivery[];
  /** The rows that cannot be used. */
  readonly refusals: readonly Refusal[];
}

const FILE_BYTES_MAX = 64 * 1024 * 1024;
const optionalFiles = ['pledges.csv', 'receipts.csv', 'tranches.csv', 'deliveries.csv'] as const;

/** Throws FolderUnusable where a file is missing that everything rests on, is too large, or is not UTF-8. */
export async function loadTexts(path: string): Promise<Texts> {
  const texts: { [file in FileName]?: string } = {};
  for (const file of ['co-production.json', 'parties.csv', ...optionalFiles] as const) {
    const text = await loadText(path, file);
    if (text !== undefined) texts[file] = text;
    else if (!optionalFiles.some((name) => name === file)) {
      throw new FolderUnusable(file, 0, 'file_missing', `There is no such file in ${path}.`);
    }
  }
  return texts;
}

/** The text of a file in a folder, undefined where there is none; throws FolderUnusable where it is not one. */
export async function loadText(path: string, file: string): Promise<string | undefined> {
  try {
    const { size } = await stat(join(path, file));
    if (size > FILE_BYTES_MAX) {
      throw new FolderUnusable(file, 0, 'file_too_large', `A file has at most ${FILE_BYTES_MAX} bytes.`);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(join(path, file)));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (error instanceof FolderUnusable) throw error;
    throw new FolderUnusable(file, 0, 'file_unreadable', message);
  }
}

/** The files that are not there, and of which a folder is read as if they had no rows. */
export function missingFiles(texts: Texts): FileName[] {
  return optionalFiles.filter((file) => texts[file] === undefined);
}

/** Throws FolderUnusable where there is nothing to rest on: no terms, no table, a party of the terms that is not told. */
export function readFolder(texts: Texts): Folder {
  const terms = readTermsFile(texts['co-production.json'] ?? '');
  const { currency } = terms;
  const parties = readParties(texts['parties.csv'] ?? '');
  for (const { place, ref } of partiesOfTerms(terms)) {
    if (parties.refs.has(ref)) continue;
    throw new FolderUnusable(
      'co-production.json',
      0,
      'party_unknown',
      `${place} "${ref}" is not in parties.csv`,
    );
  }
  const pledges = given(texts['pledges.csv'], (text) => readPledges(text, currency, parties.refs));
  const pledgeRefs = pledges?.refs ?? new Set();
  const receipts = given(texts['receipts.csv'], (text) => readReceipts(text, currency, pledgeRefs));
  const tranches = given(texts['tranches.csv'], (text) => readTranches(text, currency, parties.refs));
  const deliveries = given(texts['deliveries.csv'], (text) => readDeliveries(text, parties.refs));
  return {
    terms,
    parties: parties.rows,
    pledges: pledges?.rows ?? [],
    receipts: receipts?.rows ?? [],
    tranches: tranches?.rows ?? [],
    deliveries: deliveries?.deliveries ?? [],
    refusals: [parties, pledges, receipts, tranches, deliveries].flatMap((read) => read?.refusals ?? []),
  };
}

function given<T>(text: string | undefined, read: (text: string) => T): T | undefined {
  return text === undefined ? undefined : read(text);
}
