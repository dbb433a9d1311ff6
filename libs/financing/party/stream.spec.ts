import type { PartyCommand, PartyEvent } from './catalogue.js';
import { partyKinds, roles } from './roles.js';
import { initialParty } from './state.js';
import { partyStream } from './stream.js';

const partyId = 'group-bergamo';
const registered: PartyEvent = { type: 'PartyRegistered', data: { kind: 'group' } };
const granted: PartyEvent = { type: 'RoleGranted', data: { personId: 'anna', role: 'referent' } };
const revoked: PartyEvent = { type: 'RoleRevoked', data: { personId: 'anna', role: 'referent' } };
const affiliated: PartyEvent = { type: 'Affiliated', data: { networkId: 'district' } };
const disaffiliated: PartyEvent = { type: 'Disaffiliated', data: { networkId: 'district' } };

/** Given what happened, when this is asked, then these events happen or it is refused. */
const given = (...history: readonly PartyEvent[]) => ({
  when(command: PartyCommand) {
    const decision = partyStream.decide(command, history.reduce(partyStream.evolve, initialParty), {
      id: partyId,
      today: '2020-06-30',
    });
    return {
      then: (...events: readonly PartyEvent[]) => expect(decision).toEqual({ events }),
      thenRejected: (code: string, details: object) =>
        expect(decision).toEqual({ rejection: { code, details } }),
    };
  },
});

const grant = { type: 'GrantRole', personId: 'anna', role: 'referent' } as const;
const revoke = { ...grant, type: 'RevokeRole' } as const;
const joinDistrict = {
  type: 'Affiliate',
  networkId: 'district',
  network: 'network',
  above: ['district', 'region'],
} as const;
const leaveDistrict = { type: 'Disaffiliate', networkId: 'district' } as const;

describe('registering a party', () => {
  it.each(partyKinds)('takes in a %s', (kind) => {
    given().when({ type: 'RegisterParty', kind }).then({ type: 'PartyRegistered', data: { kind } });
  });

  it.each(['network', 'consortium'] as const)(
    'makes it belong to a %s at once, where one is named',
    (network) => {
      given()
        .when({ type: 'RegisterParty', kind: 'group', networkId: 'district', network })
        .then(registered, affiliated);
    },
  );

  it('is refused the second time', () => {
    given(registered)
      .when({ type: 'RegisterParty', kind: 'group' })
      .thenRejected('wrong_status', { status: 'registered' });
  });

  it('says that it is registered already before it says that the network is unknown', () => {
    given(registered)
      .when({ type: 'RegisterParty', kind: 'group', networkId: 'nowhere' })
      .thenRejected('wrong_status', { status: 'registered' });
  });

  it('is refused where the network is not registered', () => {
    given()
      .when({ type: 'RegisterParty', kind: 'group', networkId: 'nowhere' })
      .thenRejected('network_unknown', { networkId: 'nowhere' });
  });

  it.each(partyKinds.filter((kind) => kind !== 'network' && kind !== 'consortium'))(
    'is refused where what it shall belong to is a %s',
    (network) => {
      given()
        .when({ type: 'RegisterParty', kind: 'group', networkId: 'other', network })
        .thenRejected('network_unknown', { networkId: 'other' });
    },
  );
});

describe('a party that nobody registered', () => {
  it.each([grant, revoke, joinDistrict, leaveDistrict])('can be asked nothing: $type', (command) => {
    given().when(command).thenRejected('party_unknown', { partyId });
  });

  it('is unknown before its network is', () => {
    given()
      .when({ type: 'Affiliate', networkId: 'nowhere', above: [partyId] })
      .thenRejected('party_unknown', { partyId });
  });
});

describe('granting a role', () => {
  it.each(roles)('makes a person %s', (role) => {
    given(registered)
      .when({ type: 'GrantRole', personId: 'anna', role })
      .then({ type: 'RoleGranted', data: { personId: 'anna', role } });
  });

  it('is refused while the person holds it', () => {
    given(registered, granted).when(grant).thenRejected('role_held', { personId: 'anna', role: 'referent' });
  });

  it('lets one person hold several roles, and one role be held by several persons', () => {
    const history = [registered, granted];
    given(...history)
      .when({ ...grant, role: 'treasurer' })
      .then({ type: 'RoleGranted', data: { personId: 'anna', role: 'treasurer' } });
    given(...history)
      .when({ ...grant, personId: 'bruno' })
      .then({ type: 'RoleGranted', data: { personId: 'bruno', role: 'referent' } });
  });

  it.each(partyKinds.filter((kind) => kind !== 'person'))(
    'is refused for what is no person but a %s',
    (kind) => {
      given(registered)
        .when({ ...grant, registeredAs: kind })
        .thenRejected('person_unknown', { personId: 'anna' });
    },
  );

  it('is refused for what is no person before it is for a role that is held', () => {
    given(registered, granted)
      .when({ ...grant, registeredAs: 'group' })
      .thenRejected('person_unknown', { personId: 'anna' });
  });

  it('reaches a person that is registered, and one that only signs in', () => {
    given(registered)
      .when({ ...grant, registeredAs: 'person' })
      .then(granted);
    given(registered).when(grant).then(granted);
  });

  it('gives a revoked role back', () => {
    given(registered, granted, revoked).when(grant).then(granted);
  });
});

describe('revoking a role', () => {
  it('takes it from its holder', () => {
    given(registered, granted).when(revoke).then(revoked);
  });

  it('is refused where the person does not hold it', () => {
    given(registered).when(revoke).thenRejected('role_not_held', { personId: 'anna', role: 'referent' });
    given(registered, granted, revoked)
      .when(revoke)
      .thenRejected('role_not_held', { personId: 'anna', role: 'referent' });
  });

  it('does not take one role for another, nor one person for another', () => {
    given(registered, granted)
      .when({ ...revoke, role: 'member' })
      .thenRejected('role_not_held', { personId: 'anna', role: 'member' });
    given(registered, granted)
      .when({ ...revoke, personId: 'bruno' })
      .thenRejected('role_not_held', { personId: 'bruno', role: 'referent' });
  });
});

describe('joining a network', () => {
  it('makes the party belong to it', () => {
    given(registered).when(joinDistrict).then(affiliated);
  });

  it('may be done twice, for two networks', () => {
    given(registered, affiliated)
      .when({ ...joinDistrict, networkId: 'consortium', network: 'consortium', above: ['consortium'] })
      .then({ type: 'Affiliated', data: { networkId: 'consortium' } });
  });

  it('is refused where the network is not registered', () => {
    given(registered)
      .when({ type: 'Affiliate', networkId: 'nowhere', above: [] })
      .thenRejected('network_unknown', { networkId: 'nowhere' });
  });

  it('is refused where what it names is no network', () => {
    given(registered)
      .when({ ...joinDistrict, network: 'producer' })
      .thenRejected('network_unknown', { networkId: 'district' });
  });

  it('is refused for a party that would belong to itself', () => {
    given({ type: 'PartyRegistered', data: { kind: 'network' } })
      .when({ ...joinDistrict, networkId: partyId, above: [] })
      .thenRejected('network_cycle', { networkId: partyId });
  });

  it('is refused where the network already belongs, through others, to the party', () => {
    given({ type: 'PartyRegistered', data: { kind: 'network' } }, affiliated)
      .when({ ...joinDistrict, above: ['district', 'region', partyId] })
      .thenRejected('network_cycle', { networkId: 'district' });
  });

  it('is refused while the party belongs to it', () => {
    given(registered, affiliated).when(joinDistrict).thenRejected('affiliated', { networkId: 'district' });
  });
});

describe('leaving a network', () => {
  it('ends the belonging, and the party may join again', () => {
    given(registered, affiliated).when(leaveDistrict).then(disaffiliated);
    given(registered, affiliated, disaffiliated).when(joinDistrict).then(affiliated);
  });

  it('is refused where the party does not belong to it', () => {
    given(registered).when(leaveDistrict).thenRejected('not_affiliated', { networkId: 'district' });
  });
});
