import { accountNameOf, Journal, journalPrograms } from './journal.js';
import { majorUnits } from '#decision';
import { type CoProductionEvent, coProductionStream } from '#financing';

const group = '5d3c2a10-0000-4000-8000-00000000000a';
const pledge = 'b0e1f2a3-0000-4000-8000-00000000000b';
const eventId = 'c0ffee00-0000-4000-8000-00000000000c';
const book = { id: eventId, title: 'Arance "di\\Sicilia"\n2026', currency: 'EUR', openedOn: '2026-02-01' };

const receipt: CoProductionEvent = {
  type: 'AdvanceReceived',
  data: { pledgeId: pledge, groupId: group, amount: 51_005, receivedOn: '2026-02-03', bankReference: 'B/17' },
};
const released: CoProductionEvent = {
  type: 'PledgesReleased',
  data: { pledges: [{ pledgeId: pledge, amount: 7 }] },
};
const booked = (event: CoProductionEvent, recordedAt = '2026-03-01T12:00:00.000Z') => ({
  event,
  eventId,
  position: 42n,
  recordedAt,
});

describe('a journal', () => {
  it('for hledger declares what it uses, and tags each transaction with its event', () => {
    const journal = new Journal('hledger', coProductionStream, book);
    expect(journal.beginning()).toBe(
      `; Arance "di\\Sicilia" 2026\n; co-production ${eventId}\n\ndecimal-mark .\ncommodity 1000.00 EUR\ntag position\ntag event\ntag bank-reference\n\n`,
    );
    expect(journal.write(booked(receipt)).replaceAll(/ {2,}/g, '  ')).toBe(
      [
        'account assets:bank',
        `account liabilities:advances:${group}:${pledge}`,
        'account commitments:pledgors  ; type:E',
        `account commitments:pledged:${pledge}  ; type:E`,
        '',
        `2026-02-03 AdvanceReceived  ; position:42, event:${eventId}, bank-reference:B/17`,
        '  assets:bank  510.05 EUR',
        `  liabilities:advances:${group}:${pledge}  -510.05 EUR`,
        '  commitments:pledgors  510.05 EUR',
        `  commitments:pledged:${pledge}  -510.05 EUR`,
        '',
        '',
      ].join('\n'),
    );
  });

  it('for Beancount opens accounts under the five roots that it knows', () => {
    const journal = new Journal('beancount', coProductionStream, book);
    expect(journal.beginning()).toBe(
      `; co-production ${eventId}\noption "title" "Arance \\"di\\\\Sicilia\\" 2026"\noption "operating_currency" "EUR"\n\n2026-02-01 commodity EUR\n\n`,
    );
    expect(journal.write(booked(released)).replaceAll(/ {2,}/g, '  ')).toBe(
      [
        '2026-02-01 open Equity:Commitments:Pledgors EUR',
        `2026-02-01 open Equity:Commitments:Pledged:${pledge.toUpperCase()} EUR`,
        '',
        '2026-03-01 * "PledgesReleased"',
        '  position: 42',
        `  event: "${eventId}"`,
        '  Equity:Commitments:Pledgors  0.07 EUR',
        `  Equity:Commitments:Pledged:${pledge.toUpperCase()}  -0.07 EUR`,
        '',
        '',
      ].join('\n'),
    );
  });

  it('declares an account once', () => {
    for (const program of journalPrograms) {
      const journal = new Journal(program, coProductionStream, book);
      journal.write(booked(receipt));
      expect(journal.write(booked(receipt))).not.toMatch(/account|open/);
    }
  });

  it('says nothing of an event that books nothing', () => {
    const opened: CoProductionEvent = { type: 'PledgingOpened', data: {} };
    expect(
      journalPrograms.map((program) => new Journal(program, coProductionStream, book).write(booked(opened))),
    ).toEqual(['', '']);
  });

  it('dates what has no day of its own by its record, but not before the book', () => {
    const dated = (recordedAt: string) =>
      new Journal('hledger', coProductionStream, book).write(booked(released, recordedAt));
    expect(dated('2026-05-31T23:59:59.999Z')).toContain('\n2026-05-31 PledgesReleased');
    expect(dated('2026-01-31T23:30:00.000Z')).toContain('\n2026-02-01 PledgesReleased');
  });

  it.each([
    ['assets:bank', 'Assets:Bank'],
    [`assets:producer-advances:${group}`, `Assets:Producer-Advances:${group.toUpperCase()}`],
    [
      `liabilities:advances:${group}:${pledge}`,
      `Liabilities:Advances:${group.toUpperCase()}:${pledge.toUpperCase()}`,
    ],
    [`expenses:grants:${group}`, `Expenses:Grants:${group.toUpperCase()}`],
    ['commitments:pledgors', 'Equity:Commitments:Pledgors'],
  ])('calls %s in Beancount %s, and by its own name in hledger', (account, name) => {
    expect(accountNameOf('beancount', account)).toBe(name);
    expect(accountNameOf('hledger', account)).toBe(account);
  });
});

describe('an amount of a journal', () => {
  it.each([
    [0, 'EUR', '0.00'],
    [7, 'EUR', '0.07'],
    [-51_000, 'EUR', '-510.00'],
    [10 ** 13, 'EUR', '100000000000.00'],
    [-5, 'JPY', '-5'],
    [1_234, 'TND', '1.234'],
  ])('of %d minor units of %s is %s', (amount, currency, text) => {
    expect(majorUnits(amount, currency)).toBe(text);
  });
});
