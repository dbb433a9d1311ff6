import { type Finding, findingText } from '../finding.js';
import { meanings } from '../meanings.js';

/** Exit statuses, documented in docs/partners.md. */
export const VERIFIED = 0;
export const FINDINGS = 1;
export const COULD_NOT_CHECK = 2;

/** Tells what was found, to people or, a JSON line each, to programs; and counts it. */
export class Reporter {
  private count = 0;

  constructor(
    /** Whether it tells programs, a JSON document a line. */
    readonly json: boolean,
    private readonly out: NodeJS.WriteStream,
  ) {}

  get findings(): number {
    return this.count;
  }

  get exitStatus(): number {
    return this.count === 0 ? VERIFIED : FINDINGS;
  }

  finding(found: Finding): void {
    this.count += 1;
    this.write(
      this.json ? line({ finding: { ...found, meaning: meanings[found.code] } }) : findingText(found),
    );
  }

  /** What is not a finding: a text for people, a document for programs. */
  tell(text: string, document: object): void {
    this.write(this.json ? line(document) : text);
  }

  /** What is in the words of its reader already. */
  write(text: string): void {
    this.out.write(text);
  }
}

const line = (document: object): string => `${JSON.stringify(document)}\n`;
