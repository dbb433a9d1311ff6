export type { JournalBook } from './format.js';
export { accountNameOf, Journal, type JournalProgram, journalPrograms } from './journal.js';
export type { BookedEvent } from './transaction.js';
