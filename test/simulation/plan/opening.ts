import fc from 'fast-check';
import type { Terms } from '#financing';
import { terms } from '../../property/co-production/offer.js';
import { type Cast, idMadeBy, idOf } from '../network/cast.js';
import type { AskedOfParty, Command } from '../network/command.js';

/** What is done before anything breaks: the parties are registered, everybody gets a role, two co-productions are opened. */
export function opening(seed: number, cast: Cast): Command[][] {
  const first = registered(cast.operator, cast.consortium);
  const others = [cast.partner, ...cast.producers, ...cast.groups];
  const people = cast.people.map((person): Command => {
    const asked: AskedOfParty = { type: 'RegisterParty', kind: 'person' };
    const key = idOf(seed, `registration of ${person.name}`);
    return { key, actor: person, asked: { of: 'party', id: person.id, command: asked } };
  });
  const [heads, followers] = [true, false].map((isHead) =>
    cast.posts.filter(
      ({ party }, at) => (cast.posts.findIndex((post) => post.party === party) === at) === isHead,
    ),
  );
  const granted = (posts: Cast['posts'], byOperator: boolean): Command[] =>
    posts.map(({ person, party, role }) => ({
      key: idOf(seed, `${person.name} becomes ${role} of ${party.name}`),
      actor: byOperator ? cast.operator : cast.posts.find((post) => post.party === party)!.person,
      asked: { of: 'party', id: party.id, command: { type: 'GrantRole', personId: person.id, role } },
    }));
  const books = [0, 1].map((number) => proposal(seed, cast, number));
  const opened = books.map(({ asked }, number): Command => ({
    key: idOf(seed, `opening of co-production ${number}`),
    actor: cast.posts.find(({ role }) => role === 'treasurer')!.person,
    asked: { of: 'co-production', id: asked.id, command: { type: 'OpenPledging' } },
  }));
  return [
    [first],
    [...others.map((party) => registered(cast.operator, party)), ...people],
    granted(heads!, true),
    granted(followers!, false),
    books,
    opened,
  ];
}

const registered = (actor: Command['actor'], { key, id, kind }: Cast['consortium']): Command => ({
  key,
  actor,
  asked: { of: 'party', id, command: { type: 'RegisterParty', kind } },
});

/** The proposal of the network's co-production of this number, with terms of its own. */
export function proposal(seed: number, cast: Cast, number: number): Command {
  const key = idOf(seed, `proposal ${number}`);
  const [drawn] = fc.sample(terms, { seed: seed * 1_009 + number, numRuns: 1 });
  return {
    key,
    actor: cast.posts[0]!.person,
    asked: {
      of: 'co-production',
      id: idMadeBy(key, 'co-production'),
      command: { type: 'ProposeCoProduction', terms: amongThese(drawn!, cast, number) },
    },
  };
}

/** Terms of a property, among the parties of this network. */
const amongThese = (drawn: Terms, cast: Cast, number: number): Terms => ({
  ...drawn,
  title: `Harvest ${number}`,
  custodianId: cast.consortium.id,
  producers: drawn.producers.map(({ sharePermille }, at) => ({
    producerId: cast.producers[at]!.id,
    sharePermille,
  })),
  target: { ...drawn.target, cap: 400_000, goal: 200_000 },
  tranches: drawn.tranches.map((tranche, at) => ({ ...tranche, number: at + 1 })),
  auditors: [cast.partner.id],
});
