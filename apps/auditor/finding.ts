import { printable } from './following/leaf-in-words.js';
import { type FindingCode, meanings } from './meanings.js';

/** Something that is not as it should be. Its code stays the same from version to version. */
export interface Finding {
  readonly code: FindingCode;
  /** What is wrong, in a sentence, with the place. */
  readonly message: string;
  /** The same for programs: sizes, positions, ids. */
  readonly details: Readonly<Record<string, string | number>>;
}

export const finding = (code: FindingCode, message: string, details: Finding['details'] = {}): Finding => ({
  code,
  message,
  details,
});

/** A finding after which there is nothing left to check. */
export class Found extends Error {
  override readonly name = 'Found';

  constructor(readonly finding: Finding) {
    super(finding.message);
  }
}

/** Something could not be looked at: no answer, no access, a file of the partner's own that is missing or damaged. It says nothing about the log. */
export class CouldNotCheck extends Error {
  override readonly name = 'CouldNotCheck';
}

const MESSAGE_LENGTH_MAX = 4_000;

/** A finding as it is told to people: what is wrong, and what that means. */
export const findingText = ({ code, message }: Finding): string =>
  `FINDING ${code}\n  ${printable(message, MESSAGE_LENGTH_MAX)}\n  ${meanings[code]}\n`;
