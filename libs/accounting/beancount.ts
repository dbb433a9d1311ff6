import { kindOfAccount } from './chart.js';
import { majorUnits } from '#decision';
import { aligned, type JournalFormat } from './journal-format.js';

const NAME_WIDTH = 96;

/**
 * Journals of Beancount (https://beancount.github.io/docs/beancount_language_syntax.html), which `bean-check` accepts. Its account names
 * are of five roots, and each part begins with a capital or a digit: `liabilities:advances:<id>` becomes
 * `Liabilities:Advances:<ID>`, and promises, which are no money, go under `Equity:Commitments`, where they cancel out.
 */
export const beancount: JournalFormat = {
  beginning: ({ kind, id, title, currency, openedOn }) =>
    [
      `; ${kind} ${id}`,
      `option "title" ${quoted(title)}`,
      `option "operating_currency" "${currency}"`,
      '',
      `${openedOn} commodity ${currency}`,
      '',
      '',
    ].join('\n'),

  account: (account, { currency, openedOn }) => `${openedOn} open ${accountName(account)} ${currency}\n`,

  transaction({ date, type, position, eventId, bankReference, postings }, { currency }) {
    const metadata = [`position: ${position}`, `event: "${eventId}"`];
    if (bankReference !== undefined) metadata.push(`bank_reference: ${quoted(bankReference)}`);
    const lines = postings.map(({ account, amount }) =>
      aligned(accountName(account), `${majorUnits(amount, currency)} ${currency}`, NAME_WIDTH),
    );
    return `${[`\n${date} * "${type}"`, ...[...metadata, ...lines].map((line) => `  ${line}`)].join('\n')}\n`;
  },

  accountName,
};

function accountName(account: string): string {
  const kind = kindOfAccount(account);
  const name = kind
    .split(/(?=[:-])|(?<=[:-])/)
    .map(capital)
    .join('');
  const ids = account.slice(kind.length).toUpperCase();
  return `${kind.startsWith('commitments:') ? 'Equity:' : ''}${name}${ids}`;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, (sign) => `\\${sign}`)}"`;
