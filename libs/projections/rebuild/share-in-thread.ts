import { AskedThread } from '#threads';
import type { Projection } from '../runner/projection.js';
import type { RowsToCopy } from './rows-to-copy.js';
import type { Span } from './new-version.js';
import type { Share } from './pages.js';
import type { ShareTaker } from './share.js';

/** What a thread is started with. */
export interface Setting {
  readonly url: string;
  /** By name: those of the house, which the thread knows as well. */
  readonly projections: readonly string[];
}

export type Question = { readonly share: Share; readonly span: Span } | 'end';

const PROGRAM = new URL('./thread.js', import.meta.url);
/** With less, the garbage collector copies what is carried over and over. */
const YOUNG_MB = 12;

/** Takes a share in a thread of its own. Only for projections of the house. */
export function openShareInThread(url: string, projections: readonly Projection[]): ShareTaker {
  const setting: Setting = { url, projections: projections.map(({ name }) => name) };
  const thread = new AskedThread<Question, RowsToCopy>({ file: PROGRAM, data: setting, youngMb: YOUNG_MB });
  return {
    take: (share, span) => thread.ask({ share, span }),
    end: () => thread.ask('end'),
    close: () => thread.end(),
  };
}
