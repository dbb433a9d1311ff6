import { bookWhen } from '../testing/book.js';
import { actorNamed, cast, partiesWithTheirPeople, revokeRoleOf } from '../testing/cast.js';
import { columnsOf, type Table } from '../testing/table.js';
import {
  commandsByTitle,
  goods,
  life,
  money,
  pledgesOnceConfirmed,
  pledgesWhileOpen,
  unknownThings,
  withdrawals,
} from '../testing/who-may.js';
import { type PartyKind, roles } from '../party/roles.js';
import { authoriseCoProduction, coProductionRules } from './who-may.js';
import fc from 'fast-check';

const codes: { readonly [cell: string]: string } = { no: 'not_allowed', hidden: 'co_production_unknown' };
const names = Object.keys(cast);
const titles = Object.keys(commandsByTitle);
const ageless = [life, money, goods, withdrawals, unknownThings];

/** What a table's cell would say of this: yes, no or hidden. */
function answer(title: string, name: string, book = bookWhen.confirmed, parties = partiesWithTheirPeople()) {
  const command = commandsByTitle[title]!(name);
  const code = authoriseCoProduction(command, book, actorNamed(name, parties))?.code;
  return code === undefined ? 'yes' : Object.keys(codes).find((cell) => codes[cell] === code);
}

const cellsOf = (table: Table) =>
  [...table].flatMap(([name, row]) => [...row].map(([title, cell]) => [name, cell, title] as const));

describe('the tables of who may do what', () => {
  it('have a row for everybody and a column for every command, asked in every way', () => {
    const tables = [...ageless, pledgesWhileOpen];
    for (const table of [...tables, pledgesOnceConfirmed]) expect([...table.keys()]).toEqual(names);
    expect(tables.flatMap(columnsOf).sort()).toEqual([...titles].sort());
    const asked = new Set(titles.map((title) => commandsByTitle[title]!('stranger').type));
    expect([...asked].sort()).toEqual(Object.keys(coProductionRules).sort());
  });

  it('say nothing but yes, no and hidden, and each of them of every table', () => {
    for (const table of [...ageless, pledgesWhileOpen]) {
      expect([...new Set(cellsOf(table).map(([, cell]) => cell))].sort()).toEqual(['hidden', 'no', 'yes']);
    }
  });
});

describe('once the co-production is confirmed', () => {
  it.each(ageless.flatMap(cellsOf))('to the %s the answer is %s: %s', (name, cell, title) => {
    expect(answer(title, name)).toBe(cell);
  });

  it.each(cellsOf(pledgesOnceConfirmed))('to the %s the answer is %s: %s', (name, cell, title) => {
    expect(answer(title, name)).toBe(cell);
  });
});

describe('while pledging is open', () => {
  it.each(cellsOf(pledgesWhileOpen))('to the %s the answer is %s: %s', (name, cell, title) => {
    expect(answer(title, name, bookWhen.open)).toBe(cell);
  });
});

describe('at any age of a co-production', () => {
  it.each(names)(
    'the %s may do in a closed book what it may in a confirmed one, as far as roles go',
    (name) => {
      for (const title of titles) expect(answer(title, name, bookWhen.closed)).toBe(answer(title, name));
    },
  );

  it.each(names)('the %s is told of no co-production where there is none', (name) => {
    for (const title of titles.filter((each) => each !== 'ProposeCoProduction')) {
      expect(answer(title, name, bookWhen.absent)).toBe('hidden');
    }
  });

  it.each(names)('the %s learns nothing about an existing one by proposing it', (name) => {
    expect(answer('ProposeCoProduction', name, bookWhen.absent)).toBe(answer('ProposeCoProduction', name));
  });

  it('a group that has not pledged yet is elsewhere: a proposed book is hidden from it', () => {
    expect(answer('RevisePrices', 'referent of the pledging group', bookWhen.proposed)).toBe('hidden');
    expect(answer('MakePledge: Bergamo', 'referent of the pledging group', bookWhen.proposed)).toBe('hidden');
    expect(answer('RevisePrices', 'auditor of the finance partner', bookWhen.proposed)).toBe('no');
  });
});

describe('a revoked role', () => {
  it.each(names.filter((name) => cast[name] !== undefined))('of the %s opens nothing any more', (name) => {
    const parties = partiesWithTheirPeople();
    revokeRoleOf(name, parties);
    /** Whoever has pledged keeps what a pledger has who left the group. */
    const likeOf = name === 'member who pledged' ? 'pledger who left the group' : 'stranger';
    const own = (title: string) => title.startsWith('WithdrawPledge: a ');
    for (const title of titles.filter((each) => !own(each))) {
      expect([title, answer(title, name, bookWhen.confirmed, parties)]).toEqual([
        title,
        answer(title, likeOf),
      ]);
    }
  });

  it('stops working in the hands of whoever held it a moment before', () => {
    const parties = partiesWithTheirPeople();
    const treasurer = actorNamed('treasurer of the custodian', parties);
    const receipt = commandsByTitle['RecordReceipt']!('treasurer of the custodian');
    expect(authoriseCoProduction(receipt, bookWhen.confirmed, treasurer)).toBeUndefined();
    revokeRoleOf('treasurer of the custodian', parties);
    expect(authoriseCoProduction(receipt, bookWhen.confirmed, treasurer)?.code).toBe('co_production_unknown');
  });
});

describe('prices, forecasts and proposals', () => {
  const titlesOfGrowers = ['ProposeCoProduction', 'RevisePrices', 'ReviseForecast'];
  const answersToManager = (kind: PartyKind) => {
    const parties = partiesWithTheirPeople();
    const custodian = parties.get('consortium')!;
    parties.set('consortium', { ...custodian, kind });
    return titlesOfGrowers.map((title) =>
      answer(title, 'manager of the custodian', bookWhen.confirmed, parties),
    );
  };

  it.each(['producer', 'consortium'] as const)('are for the manager of a custodian that is a %s', (kind) => {
    expect(answersToManager(kind)).toEqual(['yes', 'yes', 'yes']);
  });

  it.each(['group', 'finance_partner', 'institution'] as const)(
    'are not for the manager of a custodian that is a %s, which grows nothing',
    (kind) => {
      expect(answersToManager(kind)).toEqual(['no', 'no', 'no']);
    },
  );
});

describe('whoever holds roles elsewhere, however many', () => {
  it('finds no book here, and may at most propose or come to pledge', () => {
    const elsewhere = fc.uniqueArray(fc.tuple(fc.constantFrom('X', 'Y'), fc.constantFrom(...roles)), {
      selector: (position) => position.join(),
    });
    fc.assert(
      fc.property(elsewhere, fc.constantFrom(...titles), fc.boolean(), (positions, title, operator) => {
        const held = new Set(positions.map((position) => position.join()));
        const actor = {
          personId: 'Z',
          operator,
          kindOf: () => 'producer' as const,
          holds: (at: string, role: string) => held.has(`${at},${role}`),
        };
        const command = commandsByTitle[title]!('Z');
        const code = authoriseCoProduction(command, bookWhen.confirmed, actor)?.code;
        const proposes = command.type === 'ProposeCoProduction';
        expect(code).toBe(proposes ? (operator ? undefined : 'not_allowed') : 'co_production_unknown');
      }),
    );
  });
});
