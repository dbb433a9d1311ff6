/** The files of a folder, in the order in which one rests on another. */
export const fileNames = [
  'co-production.json',
  'parties.csv',
  'pledges.csv',
  'receipts.csv',
  'tranches.csv',
  'deliveries.csv',
] as const;
export type FileName = (typeof fileNames)[number];

/** Where something was written: the line is counted from 1, the header being one. */
export interface Origin {
  readonly file: FileName;
  readonly line: number;
  readonly ref: string;
}

/** A row that is not booked, and why. */
export interface Refusal extends Origin {
  /** One of the domain's codes, or one of the importer's own (see `codes.ts`). */
  readonly code: string;
  /** What the code means here, for the person who keeps the files. */
  readonly words: string;
}

/** As a person mends them: file by file, line by line. */
export function inFileOrder(refusals: readonly Refusal[]): Refusal[] {
  return [...refusals].sort(
    (a, b) => fileNames.indexOf(a.file) - fileNames.indexOf(b.file) || a.line - b.line,
  );
}

/** One line of a report: `receipts.csv:12 R011 receipt_exceeds_pledge: what it means`. */
export function refusalLine(refusal: Refusal): string {
  const place = `${refusal.file}:${refusal.line}`;
  return printable([place, refusal.ref, `${refusal.code}: ${refusal.words}`].filter(Boolean).join(' '));
}

/** Names and refs come from a file of anybody's: nothing in them may steer the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}
