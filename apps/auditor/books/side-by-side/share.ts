import type { Finding } from '../../finding.js';
import type { AuditedBook } from '../audited-book.js';
import { type Listener, Replay } from '../replay.js';
import { writtenBook } from '../trial-balance.js';
import { unpackBatch } from './batch.js';
import type { Question, Setting, Told } from './messages.js';

/** The part of a log that one of several threads replays: the streams that are routed to it. */
export class Share {
  private readonly gathering: Gathering;
  private readonly replay: Replay;

  constructor(setting: Setting) {
    this.gathering = new Gathering(setting);
    this.replay = new Replay(this.gathering, setting.only);
  }

  answer(question: Question): readonly Told[] {
    const { gathering, replay } = this;
    gathering.told = [];
    gathering.position = undefined;
    if (question === 'finish') {
      replay.finish();
      return gathering.told;
    }
    for (const { position, leaf, isHeardOnly } of unpackBatch(question)) {
      gathering.position = position;
      gathering.isHeardOnly = isHeardOnly;
      replay.takeAt(position, leaf);
    }
    return gathering.told;
  }
}

/** Each position was told of by one share alone, so sorting by it gives the order of the log. */
export const inOrder = (answers: readonly (readonly Told[])[]): readonly Told[] =>
  answers.flat().sort((one, other) => one.position - other.position);

/** Keeps what is told, with its place among what the other shares tell. */
class Gathering implements Listener {
  told: Told[] = [];
  /** Where the leaf stands that is being taken; undefined at the end, when books come in the order in which they began. */
  position: number | undefined;
  isHeardOnly = false;

  constructor(private readonly setting: Setting) {}

  finding(finding: Finding): void {
    if (!this.isHeardOnly) this.told.push({ position: this.position ?? 0, finding });
  }

  book(book: AuditedBook): void {
    const written = writtenBook(book, this.setting.style);
    this.told.push({ position: this.position ?? book.firstPosition, book: written });
  }
}
