import { type Expected } from './log/verdict.js';

/** The part of a write's options that says what the writer expects; only the revision has two names. */
interface ExpectingOptions {
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

/** What a writer expects; the revision is given where the options have one. */
export function expectedOf(options: ExpectingOptions, revision: string | undefined): Expected {
  if (revision !== undefined) return BigInt(revision);
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : 'any';
}
