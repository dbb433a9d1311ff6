export * from './accounts.js';
export * from './postings.js';
export * from './journal/index.js';
