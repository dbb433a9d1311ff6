import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountNameOf, Journal, type JournalProgram } from '#accounting';
import { type CoProductionEvent, coProductionStream, postingsOf, type Terms } from '#financing';
import { barbajanni } from '../scenario/projections/barbajanni.js';
import { idOf, recorded } from '../scenario/projections/book.js';
import { balancesBy, complaints, itAsksProgram, journalPrograms } from './journal-programs.js';

interface Book {
  readonly terms: Pick<Terms, 'title' | 'currency' | 'pledging'>;
  readonly events: readonly CoProductionEvent[];
}

function journalOf({ terms, events }: Book, program: JournalProgram): string {
  const { title, currency, pledging } = terms;
  const journal = new Journal(program, coProductionStream, {
    id: idOf(title),
    title,
    currency,
    openedOn: pledging.opensOn,
  });
  const written = recorded(idOf(title), events).map(({ id, position, recordedAt }, place) =>
    journal.write({ event: events[place]!, eventId: id, position, recordedAt }),
  );
  return journal.beginning() + written.join('');
}

/** Of all accounts that are not empty, under the program's names for them. */
function balancesOf({ events }: Book, program: JournalProgram): Map<string, number> {
  const balances = new Map<string, number>();
  for (const { account, amount } of events.flatMap(postingsOf)) {
    const name = accountNameOf(program, account);
    balances.set(name, (balances.get(name) ?? 0) + amount);
  }
  return new Map([...balances].filter(([, balance]) => balance !== 0));
}

/** The same story in another currency, and under a title that a careless writer would stumble over. */
const elsewhere = (book: Book, currency: string, title: string): Book => ({
  events: book.events,
  terms: { ...book.terms, currency, title },
});

const harvest: Book = (() => {
  const { events, state } = barbajanni();
  return { events, terms: state.terms };
})();

const abandoned: Book = {
  terms: { ...harvest.terms, title: 'given up' },
  events: [
    ...harvest.events.filter(({ type }) => type === 'PledgeMade').slice(0, 2),
    {
      type: 'PledgesReleased',
      data: {
        pledges: harvest.events
          .flatMap((event) => (event.type === 'PledgeMade' ? [event.data] : []))
          .slice(0, 2)
          .map(({ pledgeId, amount }) => ({ pledgeId, amount })),
      },
    },
    { type: 'CoProductionAbandoned', data: { reasonCode: 'no_harvest' } },
  ],
};

const books: readonly (readonly [string, Book])[] = [
  ['a whole co-production', harvest],
  ['one that was abandoned', abandoned],
  [
    'one in a currency without decimals',
    elsewhere(harvest, 'JPY', 'みかん; the "best" \\ of all\n2019-01-01 * "forged"'),
  ],
  ['one in a currency of three decimals', elsewhere(harvest, 'TND', 'dates  ; type:X, 1.000,00')],
];

describe.each(journalPrograms)('a journal for %s', (name) => {
  const folder = mkdtempSync(join(tmpdir(), 'semina-journal-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const itAsks = itAsksProgram(name);

  for (const [what, book] of books) {
    itAsks(`of ${what} is accepted in strict mode and balances to the cent`, () => {
      const path = join(folder, `journal.${name}`);
      writeFileSync(path, journalOf(book, name));
      expect(complaints(name, path)).toBe('');
      expect(balancesBy(name, path, book.terms.currency)).toEqual(balancesOf(book, name));
    });
  }

  itAsks('with a cent too much, or an account that nobody declared, is refused by it', () => {
    const text = journalOf(abandoned, name);
    const path = join(folder, `wrong.${name}`);
    const aCentMore = text.replace(/\d EUR\s*$/, (end) => `${(Number(end[0]) + 1) % 10} EUR\n`);
    const wrong = [aCentMore, text.replace(/^.*(account|open) .*pledgors.*$/im, '')];
    for (const damaged of wrong) {
      expect(damaged).not.toBe(text);
      writeFileSync(path, damaged);
      expect(complaints(name, path)).not.toBe('');
    }
  });
});
