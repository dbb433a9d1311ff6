import { majorUnits, minorUnitDigits } from '#decision';
import { aligned, type JournalFormat } from './journal-format.js';

const NAME_WIDTH = 90;

/**
 * Journals of hledger (https://hledger.org/hledger.html, "Journal"), which `hledger check --strict` accepts: currency, accounts and
 * tags are declared. Accounts keep the names they have in the book. Promises are no money, so their accounts are declared
 * equity, where the two sides of each cancel out.
 */
export const hledger: JournalFormat = {
  beginning: ({ kind, id, title, currency }) =>
    [
      `; ${title}`,
      `; ${kind} ${id}`,
      '',
      'decimal-mark .',
      // A number with a decimal mark and all decimals, as hledger wants it; without decimals the mark comes last.
      `commodity 1000.${'0'.repeat(minorUnitDigits(currency))} ${currency}`,
      'tag position',
      'tag event',
      'tag bank-reference',
      '',
      '',
    ].join('\n'),

  account: (account) => `account ${account}${account.startsWith('commitments:') ? '  ; type:E' : ''}\n`,

  transaction({ date, type, position, eventId, bankReference, postings }, { currency }) {
    const tags = [`position:${position}`, `event:${eventId}`];
    if (bankReference !== undefined) tags.push(`bank-reference:${bankReference}`);
    const lines = postings.map(
      ({ account, amount }) =>
        `    ${aligned(account, `${majorUnits(amount, currency)} ${currency}`, NAME_WIDTH)}`,
    );
    return `${[`\n${date} ${type}  ; ${tags.join(', ')}`, ...lines].join('\n')}\n`;
  },

  accountName: (account) => account,
};
