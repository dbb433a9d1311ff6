import { workerData } from 'node:worker_threads';
import { answerQuestions, AskedThread } from '#threads';
import type { Projection } from '../runner/projection.js';
import { buffersOf, type RowsToCopy } from './rows-to-copy.js';
import type { Span } from './new-version.js';
import type { Share } from './pages.js';
import { openShare, type ShareTaker } from './share.js';

/** A program for threads that take shares of a rebuild: its file calls `answerShares` with these projections. */
export interface ThreadProgram {
  readonly file: URL;
  readonly projections: readonly Projection[];
}

/** What a thread is started with. */
export interface Setting {
  readonly url: string;
  /** By name; the thread knows them as well. */
  readonly projections: readonly string[];
}

export type Question = { readonly share: Share; readonly span: Span } | 'end';

/** With less, the garbage collector copies what is carried over and over. */
const YOUNG_MB = 12;

/** Takes a share in a thread of its own. Only for projections that the program knows. */
export function openShareInThread(
  program: ThreadProgram,
  url: string,
  projections: readonly Projection[],
): ShareTaker {
  const setting: Setting = { url, projections: projections.map(({ name }) => name) };
  const thread = new AskedThread<Question, RowsToCopy>({
    file: program.file,
    data: setting,
    youngMb: YOUNG_MB,
  });
  return {
    take: (share, span) => thread.ask({ share, span }),
    end: () => thread.ask('end'),
    close: () => thread.end(),
  };
}

/** Within the thread: answers what it is asked, as long as it is asked. `known` are the program's projections. */
export function answerShares(known: readonly Projection[]): void {
  const { url, projections } = workerData as Setting;
  const share = openShare(
    url,
    known.filter(({ name }) => projections.includes(name)),
  );
  answerQuestions(
    (question: Question) => (question === 'end' ? share.end() : share.take(question.share, question.span)),
    buffersOf,
  );
}
