import { randomUUID } from 'node:crypto';
import type { CoProductionCommand } from '#financing';
import { AT_A_TIME } from './many-books.js';
import { commandsOfOneCoProduction } from './village.js';

/** What somebody wants of a book. */
export interface BookCommand {
  readonly book: string;
  readonly command: CoProductionCommand;
}

const uuids = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)[0-9a-f]{12}/g;

/** The lives of co-productions without end, command by command, fifty at a time in turns, each with ids of its own. */
export function* bookCommands(): Generator<BookCommand, never> {
  const life = [...commandsOfOneCoProduction()].map((command) => JSON.stringify(command));
  for (;;) {
    const books = Array.from({ length: AT_A_TIME }, () => randomUUID());
    for (const text of life) {
      for (const book of books) {
        const command = JSON.parse(text.replaceAll(uuids, `$1${book.slice(-12)}`)) as CoProductionCommand;
        yield { book, command };
      }
    }
  }
}
