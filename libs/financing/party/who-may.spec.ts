import { actorNamed, cast, partiesWithTheirPeople, revokeRoleOf } from '../testing/cast.js';
import { columnsOf, type Table } from '../testing/table.js';
import { belonging, registering, roleKeeping } from '../testing/who-may-in-parties.js';
import type { PartyCommand } from './catalogue.js';
import { type PartyKind, partyKinds, type Role, roles } from './roles.js';
import { initialParty, type Party } from './state.js';
import { partyStream } from './stream.js';
import { authoriseParty, mayReadRoles, partyRules } from './who-may.js';

const anna = 'member who pledged';
const register = (kind: 'group' | 'person' | 'producer'): PartyCommand => ({ type: 'RegisterParty', kind });
const grant = (personId: string, role: Role): PartyCommand => ({
  type: 'GrantRole',
  personId,
  role,
});
const revoke = (personId: string): PartyCommand => ({ type: 'RevokeRole', personId, role: 'member' });
const affiliate: PartyCommand = { type: 'Affiliate', networkId: 'net', network: 'network', above: ['net'] };
const disaffiliate: PartyCommand = { type: 'Disaffiliate', networkId: 'net' };

/** To which party, and what; `who` asks. */
const asked: { readonly [title: string]: (who: string) => readonly [string, PartyCommand] } = {
  'RegisterParty: a group': () => ['new group', register('group')],
  'RegisterParty: itself as a person': (who) => [who, register('person')],
  'RegisterParty: itself as a producer': (who) => [who, register('producer')],
  'RegisterParty: another person': () => ['somebody', register('person')],
  'GrantRole: held in Bergamo': () => ['bergamo', grant('somebody', 'treasurer')],
  'GrantRole: vacant in Treviglio': () => ['treviglio', grant('somebody', 'treasurer')],
  'GrantRole: first in Lodi': () => ['lodi', grant('somebody', 'treasurer')],
  'GrantRole: to itself in Bergamo': (who) => ['bergamo', grant(who, 'treasurer')],
  "RevokeRole: another's in Bergamo": () => ['bergamo', revoke('somebody')],
  'RevokeRole: its own in Bergamo': (who) => ['bergamo', revoke(who)],
  'Affiliate: Bergamo': () => ['bergamo', affiliate],
  'Disaffiliate: Bergamo': () => ['bergamo', disaffiliate],
  'Affiliate: anna': () => [anna, affiliate],
  'Disaffiliate: anna': () => [anna, disaffiliate],
};

const names = Object.keys(cast);
const tables = [registering, roleKeeping, belonging];
const cells = tables.flatMap((table: Table) =>
  [...table].flatMap(([name, row]) => [...row].map(([title, cell]) => [name, cell, title] as const)),
);

/** The code of the refusal, undefined where there is none. */
function refusal(title: string, name: string, parties = partiesWithTheirPeople()) {
  const [partyId, command] = asked[title]!(name);
  return authoriseParty(command, parties.get(partyId) ?? initialParty, actorNamed(name, parties), partyId)
    ?.code;
}

describe('the tables of who may do what with a party', () => {
  it('have a row for everybody and a column for every command, asked in every way', () => {
    for (const table of tables) expect([...table.keys()]).toEqual(names);
    expect(tables.flatMap(columnsOf).sort()).toEqual(Object.keys(asked).sort());
    const types = new Set(Object.values(asked).map((ask) => ask('stranger')[1].type));
    expect([...types].sort()).toEqual(Object.keys(partyRules).sort());
  });

  it('say nothing but yes and no, and each of them in every table', () => {
    for (const table of tables) {
      const said = new Set([...table.values()].flatMap((row) => [...row.values()]));
      expect([...said].sort()).toEqual(['no', 'yes']);
    }
  });
});

describe('to a party', () => {
  it.each(cells)('the %s gets the answer %s: %s', (name, cell, title) => {
    expect(refusal(title, name)).toBe(cell === 'yes' ? undefined : 'not_allowed');
  });

  it.each(names)('that is not registered, the %s can say nothing', (name) => {
    for (const title of Object.keys(asked).filter((each) => !each.startsWith('RegisterParty'))) {
      expect(refusal(title, name, new Map())).toBe('party_unknown');
    }
  });

  it.each(names.filter((name) => cast[name] !== undefined))(
    'the %s can say no more than a stranger once the role is revoked',
    (name) => {
      const parties = partiesWithTheirPeople();
      revokeRoleOf(name, parties);
      const itself = name === anna ? ['Affiliate: anna', 'Disaffiliate: anna'] : [];
      for (const title of Object.keys(asked).filter((each) => !itself.includes(each))) {
        expect([title, refusal(title, name, parties)]).toEqual([title, refusal(title, 'stranger')]);
      }
    },
  );

  it('of another kind nobody speaks by bearing its id: only a person is itself', () => {
    const bergamo = partiesWithTheirPeople().get('bergamo')!;
    expect(authoriseParty(affiliate, bergamo, actorNamed('bergamo', new Map()), 'bergamo')?.code).toBe(
      'not_allowed',
    );
  });

  it('speaks the referent that its own state knows, whatever was looked up before', () => {
    const late = { ...actorNamed('late referent', new Map()), holds: () => true };
    const bergamo = partiesWithTheirPeople().get('bergamo')!;
    expect(authoriseParty(grant('somebody', 'member'), bergamo, late, 'bergamo')?.code).toBe('not_allowed');
  });
});

describe('the operator', () => {
  const operator = actorNamed('operator', new Map());
  const group = partyStream.evolve(initialParty, { type: 'PartyRegistered', data: { kind: 'group' } });
  const granted = { type: 'RoleGranted', data: { personId: 'anna', role: 'treasurer' } } as const;

  it('grants the first treasurer, and not the second', () => {
    const code = (party: Party) => authoriseParty(grant('bruno', 'treasurer'), party, operator, 'g')?.code;
    expect(code(group)).toBeUndefined();
    expect(code(partyStream.evolve(group, granted))).toBe('not_allowed');
  });

  it.each(['referent', 'manager'] as const)(
    'grants no role once somebody is %s, not even a vacant one',
    (role) => {
      const begun = partyStream.evolve(group, { type: 'RoleGranted', data: { personId: 'anna', role } });
      for (const vacant of roles.filter((each) => each !== role)) {
        expect(authoriseParty(grant('operator', vacant), begun, operator, 'g')?.code).toBe('not_allowed');
      }
    },
  );

  it('cannot make itself the manager of a group that has a referent, to turn the referent out', () => {
    const makesItself = (role: Role, party: Party) =>
      authoriseParty(grant('operator', role), party, operator, 'g')?.code;
    const ofAnna = partyStream.evolve(group, {
      type: 'RoleGranted',
      data: { personId: 'anna', role: 'referent' },
    });
    expect(makesItself('manager', ofAnna)).toBe('not_allowed');
    const intruded = partyStream.evolve(ofAnna, {
      type: 'RoleGranted',
      data: { personId: 'operator', role: 'manager' },
    });
    const turnsOut = { type: 'RevokeRole', personId: 'anna', role: 'referent' } as const;
    expect(makesItself('referent', intruded)).toBe('not_allowed');
    expect(authoriseParty(turnsOut, intruded, operator, 'g')?.code).toBe('not_allowed');
  });

  it('begins a party again from which everybody who acted for it has gone', () => {
    const referent = { personId: 'anna', role: 'referent' } as const;
    const left = [
      { type: 'RoleGranted', data: referent } as const,
      { type: 'RoleRevoked', data: referent } as const,
    ].reduce(partyStream.evolve, group);
    expect(authoriseParty(grant('bruno', 'referent'), left, operator, 'g')).toBeUndefined();
  });

  it('grants a treasurer again after the last one has gone', () => {
    const left = [granted, { ...granted, type: 'RoleRevoked' } as const].reduce(partyStream.evolve, group);
    expect(authoriseParty(grant('bruno', 'treasurer'), left, operator, 'g')).toBeUndefined();
  });
});

describe('a manager', () => {
  const code = (kind: PartyKind) => {
    const party = [
      { type: 'PartyRegistered', data: { kind } } as const,
      { type: 'RoleGranted', data: { personId: 'anna', role: 'manager' } } as const,
    ].reduce(partyStream.evolve, initialParty);
    return authoriseParty(grant('bruno', 'treasurer'), party, actorNamed('anna', new Map()), 'p')?.code;
  };

  it.each(['producer', 'consortium'] as const)('decides on behalf of a %s', (kind) => {
    expect(code(kind)).toBeUndefined();
  });

  it.each(partyKinds.filter((kind) => kind !== 'producer' && kind !== 'consortium'))(
    'does not decide on behalf of a %s',
    (kind) => {
      expect(code(kind)).toBe('not_allowed');
    },
  );
});

describe('who acts for Bergamo', () => {
  const readers = [
    'operator',
    'referent of the pledging group',
    'manager of the pledging group',
    'treasurer of the pledging group',
    'auditor of the pledging group',
    'member of the pledging group',
    anna,
  ];

  it.each(names)('may be read by those who hold a role there and by the operator: the %s', (name) => {
    const parties = partiesWithTheirPeople();
    const may = mayReadRoles('bergamo', parties.get('bergamo')!, actorNamed(name, parties));
    expect(may).toBe(readers.includes(name));
  });
});
