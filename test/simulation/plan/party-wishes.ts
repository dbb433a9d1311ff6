import type { Role } from '#financing';
import type { Cast, Party, Person } from '../network/cast.js';
import type { AskedOfParty, Command } from '../network/command.js';
import type { World } from '../network/world.js';
import type { RoughCommand } from './rough.js';
import { holderOf } from './wishes.js';

/** What somebody asks of a party: roles come and go, also those that people need for what they ask elsewhere. */
export function wishOfParty(
  key: string,
  { dice, wrongPerson }: RoughCommand,
  cast: Cast,
  world: World,
): Command {
  const group = cast.groups[dice % cast.groups.length]!;
  const producer = cast.producers[dice % cast.producers.length]!;
  const spare = cast.spares[dice % cast.spares.length]!;
  const actsFor = (party: Party): Person =>
    holderOf(party.id, party.kind === 'group' ? 'referent' : 'manager', cast, world);
  const referent = actsFor(group);
  const wishes: readonly (readonly [Person, Party, AskedOfParty])[] = [
    [referent, group, grant(spare, 'referent')],
    [referent, group, revoke(spare, 'referent')],
    [referent, group, grant(spare, 'member')],
    [referent, group, revoke(referent, 'referent')],
    [cast.operator, group, grant(cast.posts.find(({ party }) => party === group)!.person, 'referent')],
    [actsFor(cast.consortium), cast.consortium, grant(spare, 'treasurer')],
    [actsFor(cast.consortium), cast.consortium, revoke(spare, 'treasurer')],
    [actsFor(producer), producer, { type: 'Affiliate', networkId: cast.consortium.id }],
    [cast.operator, producer, { type: 'Disaffiliate', networkId: cast.consortium.id }],
    [cast.operator, cast.consortium, { type: 'Affiliate', networkId: cast.consortium.id }],
    [referent, group, grant({ ...spare, id: producer.id }, 'member')],
  ];
  const [right, party, command] = wishes[Math.floor(dice / 7) % wishes.length]!;
  const actor = wrongPerson ? cast.everybody[dice % cast.everybody.length]! : right;
  return { key, actor, asked: { of: 'party', id: party.id, command } };
}

const grant = ({ id }: Person, role: Role): AskedOfParty => ({ type: 'GrantRole', personId: id, role });
const revoke = ({ id }: Person, role: Role): AskedOfParty => ({ type: 'RevokeRole', personId: id, role });
