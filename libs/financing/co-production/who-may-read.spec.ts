import { bookWhen } from '../testing/book.js';
import { actorNamed, cast, partiesWithTheirPeople, revokeRoleOf } from '../testing/cast.js';
import { columnsOf, type Table } from '../testing/table.js';
import { entryOfAnna, entryOfBergamo, reading } from '../testing/who-may-read.js';
import { initialParty } from '../party/state.js';
import { authoriseDirectory, type DirectoryAct, directoryRules } from '../party/who-may-in-directory.js';
import { mayReadLinesOf, mayReadOffer, mayReadOwedTo, mayReadTrail, viewOfBook } from './who-may-read.js';

const anna = 'member who pledged';
const names = Object.keys(cast);
const viewOf = (name: string, book = bookWhen.confirmed, parties = partiesWithTheirPeople()) =>
  viewOfBook(book, actorNamed(name, parties));

/** A row of the reading table, as the rules have it. */
function readingOf(name: string, book = bookWhen.confirmed) {
  const actor = actorNamed(name, partiesWithTheirPeople());
  const view = viewOfBook(book, actor);
  const others = [...(view?.parties ?? [])].filter((party) => party !== name);
  const partly = others.length > 0 ? 'lines' : 'totals';
  return {
    reads: view === undefined ? 'nothing' : view.whole ? 'everything' : partly,
    'lines of': others.join(', '),
    'what Ficodindia owes to whom': mayReadOwedTo(book, actor, 'ficodindia') ? 'yes' : 'no',
    'what La Saia owes to whom': mayReadOwedTo(book, actor, 'saia') ? 'yes' : 'no',
  };
}

describe('a book', () => {
  it('has a row for everybody in the table of who reads it', () => {
    expect([...reading.keys()]).toEqual(names);
  });

  it.each([...reading])('is read by the %s as the table says', (name, row) => {
    expect(readingOf(name)).toEqual(Object.fromEntries(row));
    expect(readingOf(name, bookWhen.closed)).toEqual(Object.fromEntries(row));
  });

  it.each(names)('that is not there shows nothing to the %s', (name) => {
    expect(viewOf(name, bookWhen.absent)).toBeUndefined();
    expect(readingOf(name, bookWhen.absent)['what Ficodindia owes to whom']).toBe('no');
  });

  it('shows its totals to everyone who may read something, and to everyone their own lines', () => {
    for (const name of names) {
      const view = viewOf(name);
      if (view !== undefined) expect([view.totals, view.parties.has(name)]).toEqual([true, true]);
    }
  });

  it('is not yet the book of a group that has not pledged', () => {
    expect(viewOf('referent of the pledging group', bookWhen.proposed)).toBeUndefined();
    expect(viewOf('referent of the pledging group', bookWhen.open)).toBeDefined();
  });

  it.each(names.filter((name) => cast[name] !== undefined))(
    'shuts when the role of the %s is revoked',
    (name) => {
      const parties = partiesWithTheirPeople();
      revokeRoleOf(name, parties);
      const left = viewOf(name, bookWhen.confirmed, parties);
      if (name === anna) expect([...left!.parties]).toEqual([anna]);
      else expect(left).toBeUndefined();
    },
  );

  it('offers itself while pledging is open, to whoever holds a role somewhere', () => {
    const offered = Object.entries(bookWhen).filter(([, book]) => mayReadOffer(book, true));
    expect(offered.map(([age]) => age)).toEqual(['open']);
    expect(mayReadOffer(bookWhen.open, false)).toBe(false);
  });
});

describe('a line', () => {
  const readersOf = (may: (view: NonNullable<ReturnType<typeof viewOf>>) => boolean) =>
    names.filter((name) => {
      const view = viewOf(name);
      return view !== undefined && may(view);
    });
  const whole = ['treasurer of the custodian', 'auditor of the finance partner'];
  const actingForBergamo = names.filter(
    (name) => cast[name]?.at === 'bergamo' && cast[name].role !== 'member',
  );

  it('of a statement is for those who act for the party, and whoever reads everything', () => {
    expect(readersOf((view) => mayReadLinesOf(view, 'bergamo')).sort()).toEqual(
      [...whole, ...actingForBergamo].sort(),
    );
  });

  it('of the trail is only for whoever reads everything', () => {
    expect(readersOf(mayReadTrail).sort()).toEqual([...whole].sort());
  });
});

describe('the directory', () => {
  const entries: readonly [string, Table, string, readonly string[]][] = [
    ['Bergamo', entryOfBergamo, 'bergamo', []],
    ['anna', entryOfAnna, anna, ['bergamo']],
  ];
  const cells = entries.flatMap(([of, table, partyId, rolesAt]) =>
    [...table].flatMap(([name, row]) =>
      [...row].map(([act, cell]) => [name, cell, `${act} of ${of}`, { act, partyId, rolesAt }] as const),
    ),
  );

  it('has a row for everybody and a column for everything that can be done with an entry', () => {
    for (const [, table] of entries) {
      expect([...table.keys()]).toEqual(names);
      expect(columnsOf(table).sort()).toEqual(Object.keys(directoryRules).sort());
    }
  });

  it.each(cells)('gives the %s the answer %s: %s', (name, cell, _what, { act, partyId, rolesAt }) => {
    const parties = partiesWithTheirPeople();
    const entry = { partyId, party: parties.get(partyId)!, rolesAt };
    const code = authoriseDirectory(act as DirectoryAct, entry, actorNamed(name, parties))?.code;
    expect(code).toBe(cell === 'yes' ? undefined : 'not_allowed');
  });

  it.each(names)('has no entry of a party that is not registered: the %s', (name) => {
    for (const act of Object.keys(directoryRules) as DirectoryAct[]) {
      const entry = { partyId: name, party: initialParty };
      expect(authoriseDirectory(act, entry, actorNamed(name, new Map()))?.code).toBe('party_unknown');
    }
  });

  it('no longer opens to a referent whose role is revoked', () => {
    const parties = partiesWithTheirPeople();
    revokeRoleOf('referent of the pledging group', parties);
    const actor = actorNamed('referent of the pledging group', parties);
    const ofBergamo = { partyId: 'bergamo', party: parties.get('bergamo')! };
    const ofAnna = { partyId: anna, party: parties.get(anna)!, rolesAt: ['bergamo'] };
    expect(authoriseDirectory('correct', ofBergamo, actor)?.code).toBe('not_allowed');
    expect(authoriseDirectory('read_name', ofAnna, actor)?.code).toBe('not_allowed');
  });
});
