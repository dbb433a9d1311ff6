/** Double-entry tools that know no domain: charts of accounts, postings, journals. */
export * from './chart.js';
export * from './journal/index.js';
