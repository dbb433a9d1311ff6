import { pathsOf, plainState } from '../testing/snapshots.js';
import type { PartyEvent } from './catalogue.js';
import { partyKinds, roles } from './roles.js';
import { partyFromSnapshot, partySnapshotVersion, partyToSnapshot } from './snapshot.js';
import { holdsRole, initialParty, roleIsVacant } from './state.js';
import { partyStream } from './stream.js';
import fc from 'fast-check';

const personId = fc.constantFrom('anna', 'bruno', 'chiara');
const role = fc.constantFrom(...roles);
const networkId = fc.constantFrom('region', 'province', 'district');
const event: fc.Arbitrary<PartyEvent> = fc.oneof(
  fc.record({
    type: fc.constantFrom('RoleGranted' as const, 'RoleRevoked' as const),
    data: fc.record({ personId, role }),
  }),
  fc.record({
    type: fc.constantFrom('Affiliated' as const, 'Disaffiliated' as const),
    data: fc.record({ networkId }),
  }),
);
const history = fc
  .tuple(fc.constantFrom(...partyKinds), fc.array(event))
  .map(([kind, events]): PartyEvent[] => [{ type: 'PartyRegistered', data: { kind } }, ...events]);

const grantReferent: PartyEvent = { type: 'RoleGranted', data: { personId: 'anna', role: 'referent' } };
const revokeReferent: PartyEvent = { type: 'RoleRevoked', data: { personId: 'anna', role: 'referent' } };

describe('the state of a party', () => {
  it('knows a role that was granted until it is revoked', () => {
    const before = partyStream.evolve(initialParty, grantReferent);
    const after = partyStream.evolve(before, revokeReferent);
    expect([holdsRole(before, 'anna', 'referent'), roleIsVacant(before, 'referent')]).toEqual([true, false]);
    expect([holdsRole(after, 'anna', 'referent'), roleIsVacant(after, 'referent')]).toEqual([false, true]);
  });

  it('is told by the last word on each role and each network', () => {
    fc.assert(
      fc.property(history, personId, role, networkId, (events, person, held, network) => {
        const party = events.reduce(partyStream.evolve, initialParty);
        const lastOnRole = events.findLast(
          ({ data }) => 'role' in data && data.role === held && data.personId === person,
        );
        const lastOnNetwork = events.findLast(
          ({ data }) => 'networkId' in data && data.networkId === network,
        );
        expect(holdsRole(party, person, held)).toBe(lastOnRole?.type === 'RoleGranted');
        expect(party.networks.has(network)).toBe(lastOnNetwork?.type === 'Affiliated');
      }),
    );
  });

  it('stays what it was when it is evolved further', () => {
    fc.assert(
      fc.property(history, event, (events, next) => {
        const party = events.reduce(partyStream.evolve, initialParty);
        const before = JSON.stringify(partyToSnapshot(party));
        partyStream.evolve(party, next);
        expect(JSON.stringify(partyToSnapshot(party))).toBe(before);
      }),
    );
  });

  it('is the same with and without a snapshot taken on the way', () => {
    fc.assert(
      fc.property(history, fc.nat(), (events, place) => {
        const at = place % (events.length + 1);
        const stored = JSON.stringify(
          partyToSnapshot(events.slice(0, at).reduce(partyStream.evolve, initialParty)),
        );
        const restored = events.slice(at).reduce(partyStream.evolve, partyFromSnapshot(JSON.parse(stored)));
        const replayed = events.reduce(partyStream.evolve, initialParty);
        expect(plainState(restored)).toEqual(plainState(replayed));
      }),
    );
  });
});

/** What a snapshot of each version holds. An entry stays as it is: another shape is another version. */
const shapes: { readonly [version: number]: readonly string[] } = {
  1: [
    '.holders.auditor[]: string',
    '.holders.manager[]: string',
    '.holders.member[]: string',
    '.holders.referent[]: string',
    '.holders.treasurer[]: string',
    '.kind: string',
    '.networks[]: string',
  ],
};

describe('the shape of a snapshot of a party', () => {
  const happened: PartyEvent[] = [
    { type: 'PartyRegistered', data: { kind: 'group' } },
    ...roles.map((held): PartyEvent => ({ type: 'RoleGranted', data: { personId: 'anna', role: held } })),
    { type: 'Affiliated', data: { networkId: 'district' } },
  ];
  const full = partyToSnapshot(happened.reduce(partyStream.evolve, initialParty));

  it('is the one of its version', () => {
    expect(pathsOf(full)).toEqual(shapes[partySnapshotVersion]);
  });

  it.each(['kind', 'holders', 'networks'])('without its field %s is not read', (field) => {
    expect(() => partyFromSnapshot({ ...full, [field]: undefined })).toThrow(field);
    expect(() => partyFromSnapshot({ ...full, [field]: 1 })).toThrow(field);
  });

  it('is not read where it names a kind of party that there is not, or holders that are no list', () => {
    expect(() => partyFromSnapshot({ ...full, kind: 'guild' })).toThrow('kind');
    expect(() => partyFromSnapshot({ ...full, holders: { member: 'anna' } })).toThrow('holders');
  });
});
