import { coProductionStream, type PartyEvent, type PartyKind, partyStream } from '#financing';
import { PartyIndex } from './party-index.js';

/** Anna and the bank are members of the group, whoever let them in. */
function indexWhere(kinds: { readonly [partyId: string]: PartyKind }): PartyIndex {
  const index = new PartyIndex();
  const tell = (partyId: string, event: PartyEvent) => index.apply(partyStream.of(partyId), event);
  for (const [partyId, kind] of Object.entries(kinds)) {
    tell(partyId, { type: 'PartyRegistered', data: { kind } });
  }
  for (const personId of ['anna', 'bank']) {
    tell('group', { type: 'RoleGranted', data: { personId, role: 'member' } });
  }
  return index;
}

const pledge = (by: string) =>
  ({
    type: 'MakePledge',
    pledgeId: 'P',
    by,
    through: 'group',
    instrument: 'advance',
    amount: 1,
    reference: 'P',
    pledgedOn: '2019-03-02',
  }) as const;

describe('whoever a referent pledges for', () => {
  const parties = indexWhere({ group: 'group', bank: 'finance_partner', anna: 'person', bruno: 'person' });
  const isMember = (by: string, among = parties) => coProductionStream.withFacts(pledge(by), among);

  it('is a member who is registered as a person', () => {
    expect(isMember('anna')).toMatchObject({ byIsMember: true });
  });

  it('is no member for being a person, nor for holding the role without being one', () => {
    for (const by of ['bruno', 'bank']) expect(isMember(by)).toMatchObject({ byIsMember: false });
  });

  it('is no member while nobody has registered it', () => {
    expect(isMember('anna', indexWhere({ group: 'group' }))).toMatchObject({ byIsMember: false });
  });
});

describe('whoever is granted a role', () => {
  const grant = (personId: string) =>
    partyStream.withFacts(
      { type: 'GrantRole', personId, role: 'treasurer' },
      indexWhere({ group: 'group', anna: 'person' }),
    );

  it('comes with what it is registered as, so that a group is not taken for a person', () => {
    expect(grant('group')).toMatchObject({ registeredAs: 'group' });
    expect(grant('anna')).toMatchObject({ registeredAs: 'person' });
  });

  it('comes without, where it is registered nowhere', () => {
    expect(grant('somebody else')).not.toHaveProperty('registeredAs');
  });
});
