import type { Finding } from '../../finding.js';
import type { BookStyle } from '../trial-balance.js';
import type { Batch } from './batch.js';

/** What a thread is started with. */
export interface Setting {
  readonly style: BookStyle;
  /** Only this book is looked at, unless there is none named. */
  readonly only: string | undefined;
}

/** A thread is given batches, and at the end asked for the books that are still open. It answers each with a list of what is told. */
export type Question = Batch | 'finish';

/** What is told of a position: a finding, or a book as its reader gets it. */
export type Told =
  | { readonly position: number; readonly finding: Finding }
  | { readonly position: number; readonly book: string };
