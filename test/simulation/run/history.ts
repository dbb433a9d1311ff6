import { appendFileSync, writeFileSync } from 'node:fs';
import type { Entry } from '../checks/evidence.js';

/** What happened so far, also in a file, a line each, for whoever wants to look when the run itself was killed. */
export class History {
  readonly entries: Entry[] = [];
  private asks = 0;

  constructor(private readonly path: string) {
    writeFileSync(path, '');
  }

  record(entry: Entry): void {
    this.entries.push(entry);
    appendFileSync(this.path, `${JSON.stringify(entry)}\n`);
  }

  /** The number of the next question. */
  nextAsk(): number {
    this.asks += 1;
    return this.asks;
  }
}
