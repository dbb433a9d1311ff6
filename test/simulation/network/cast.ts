import { v5 as uuidV5 } from 'uuid';
import type { PartyKind, Role } from '#financing';

const NAMESPACE = '3f7a1c52-7d0b-4f0e-8a44-5b1c0e9d2a61';
const GROUPS = 10;
const PRODUCERS = 3;
const SPARES = 4;

/** Somebody who signs in. */
export interface Person {
  readonly name: string;
  readonly id: string;
  readonly operator: boolean;
}

/** A party, and under which key it is registered: its id follows from that. */
export interface Party {
  readonly name: string;
  readonly kind: PartyKind;
  readonly key: string;
  readonly id: string;
}

/** A role that somebody holds from the beginning. */
export interface Post {
  readonly person: Person;
  readonly party: Party;
  readonly role: Role;
}

/** A small network: who there is, and who acts for whom. */
export interface Cast {
  readonly operator: Person;
  readonly auditor: Person;
  readonly people: readonly Person[];
  /** Act for nobody in the beginning. */
  readonly spares: readonly Person[];
  readonly consortium: Party;
  readonly partner: Party;
  readonly producers: readonly Party[];
  readonly groups: readonly Party[];
  /** The first at each party acts for it, and grants the others theirs. */
  readonly posts: readonly Post[];
  readonly everybody: readonly Person[];
  nameOf(id: string): string;
}

/** The id that stands for a name in the story of a seed, always the same. */
export const idOf = (seed: number, name: string): string => uuidV5(`${seed} ${name}`, NAMESPACE);

/** The id of what a command brings into being: UUIDv5 within its key, as the door makes it. */
export const idMadeBy = (key: string, what: 'party' | 'co-production' | 'pledge' | 'delivery'): string =>
  uuidV5(what, key);

export function castOf(seed: number): Cast {
  const person = (name: string, operator = false): Person => ({ name, id: idOf(seed, name), operator });
  const party = (name: string, kind: PartyKind): Party => {
    const key = idOf(seed, `registration of ${name}`);
    return { name, kind, key, id: idMadeBy(key, 'party') };
  };
  const people = ['Anna', 'Bruno'].map((name) => person(name));
  const consortium = party('the consortium', 'consortium');
  const partner = party('the finance partner', 'finance_partner');
  const producers = numbered(PRODUCERS, (number) => party(`producer ${number}`, 'producer'));
  const groups = numbered(GROUPS, (number) => party(`group ${number}`, 'group'));
  const post = (role: Role, at: Party): Post => ({
    person: person(`${role} of ${at.name}`),
    party: at,
    role,
  });
  const heads = [
    post('manager', consortium),
    post('auditor', partner),
    ...producers.map((producer) => post('manager', producer)),
    ...groups.map((group) => post('referent', group)),
  ];
  const treasurer = post('treasurer', consortium);
  const memberships = groups.map((group, at): Post => ({
    person: people[at % people.length]!,
    party: group,
    role: 'member',
  }));
  const operator = person('the operator', true);
  const spares = numbered(SPARES, (number) => person(`helping hand ${number}`));
  const everybody = [operator, ...[...heads, treasurer].map(({ person }) => person), ...people, ...spares];
  const names = new Map<string, string>();
  for (const { id, name } of [...everybody, consortium, partner, ...producers, ...groups])
    names.set(id, name);
  return {
    operator,
    auditor: heads[1]!.person,
    people,
    spares,
    consortium,
    partner,
    producers,
    groups,
    posts: [...heads, treasurer, ...memberships],
    everybody,
    nameOf: (id) => names.get(id) ?? id.slice(0, 8),
  };
}

const numbered = <Thing>(count: number, make: (number: number) => Thing): Thing[] =>
  Array.from({ length: count }, (_, place) => make(place + 1));
