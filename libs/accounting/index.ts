/** Double-entry tools that know no domain: charts of accounts, postings, journals. */
export * from './chart.js';
export type { JournalBook } from './journal-format.js';
export { accountNameOf, Journal, type JournalProgram, journalPrograms } from './journal.js';
export type { BookedEvent, BookedKind } from './transaction.js';
