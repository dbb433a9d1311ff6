import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { accountNameOf, Journal, type JournalProgram, postingsOf } from '#accounting';
import { type CoProductionEvent, parseMajorUnits, type Terms } from '#financing';
import { barbajanni } from '../scenario/projections/barbajanni.js';
import { idOf, recorded } from '../scenario/projections/book.js';

/** What the programs themselves say of a journal file. */
interface Program {
  readonly name: JournalProgram;
  /** By which it is asked whether it is there. */
  readonly probe: readonly [string, ...string[]];
  readonly check: (path: string) => readonly [string, ...string[]];
  readonly balances: (path: string) => readonly [string, ...string[]];
}

const programs: readonly Program[] = [
  {
    name: 'hledger',
    probe: ['hledger', '--version'],
    check: (path) => ['hledger', '-f', path, 'check', '--strict'],
    balances: (path) => ['hledger', '-f', path, 'balance', '--flat', '--no-total', '--empty', '-O', 'csv'],
  },
  {
    name: 'beancount',
    probe: ['bean-check', '--help'],
    check: (path) => ['bean-check', path],
    balances: (path) => ['bean-query', '-f', 'csv', path, 'SELECT account, sum(position) GROUP BY account'],
  },
];

const run = ([command, ...args]: readonly [string, ...string[]]) =>
  spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' } });

const isThere = ({ probe }: Program): boolean => run(probe).status === 0;

interface Book {
  readonly terms: Pick<Terms, 'title' | 'currency' | 'pledging'>;
  readonly events: readonly CoProductionEvent[];
}

function journalOf({ terms, events }: Book, program: JournalProgram): string {
  const { title, currency, pledging } = terms;
  const journal = new Journal(program, { id: idOf(title), title, currency, openedOn: pledging.opensOn });
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

/** `510.00 EUR`; an empty balance is told as 0 or as nothing. */
const minorUnits = (text: string, currency: string): number =>
  text === '' || text === '0' ? 0 : parseMajorUnits(text.replace(` ${currency}`, '').trim(), currency);

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

for (const program of programs) {
  const { name } = program;
  if (!isThere(program)) {
    console.warn(`${name} is not installed, so nobody has tried the journals that are written for it.`);
    it.skip(`a journal for ${name} is accepted by it (${name} is not installed here)`, () => undefined);
    continue;
  }
  describe(`a journal for ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'semina-journal-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each(books)('of %s is accepted in strict mode and balances to the cent', (_what, book) => {
      const path = join(folder, `journal.${name}`);
      writeFileSync(path, journalOf(book, name));
      const check = run(program.check(path));
      expect(`${check.stdout}${check.stderr}`).toBe('');
      expect(check.status).toBe(0);
      const rows = parse(run(program.balances(path)).stdout, { from_line: 2, trim: true }) as [
        string,
        string,
      ][];
      const found = rows.map(
        ([account, amount]) => [account, minorUnits(amount, book.terms.currency)] as const,
      );
      expect(new Map(found.filter(([, balance]) => balance !== 0))).toEqual(balancesOf(book, name));
    });

    it('with a cent too much, or an account that nobody declared, is refused by it', () => {
      const text = journalOf(abandoned, name);
      const path = join(folder, `wrong.${name}`);
      const aCentMore = text.replace(/\d EUR\s*$/, (end) => `${(Number(end[0]) + 1) % 10} EUR\n`);
      const wrong = [aCentMore, text.replace(/^.*(account|open) .*pledgors.*$/im, '')];
      for (const damaged of wrong) {
        expect(damaged).not.toBe(text);
        writeFileSync(path, damaged);
        expect(run(program.check(path)).status).not.toBe(0);
      }
    });
  });
}
