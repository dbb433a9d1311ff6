import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { done, person, type Answer, type Person } from './asking.js';
import { startBuiltServer, type BuiltServer } from './built-server.js';
import { confirmedBook, settle, villageNames, type Village } from './village.js';

const anna = {
  name: 'Annunziata Ferrarotti',
  email: 'annunziata@ferrarotti.example',
  phone: '+39 095 7654321',
  iban: 'IT60X0542811101000000123456',
  town: 'Randazzo',
  country: 'IT',
  address: 'Via dei Mulini 47',
  notes: 'Preferisce il venerdì',
};

describe('parties, their roles and their personal data', () => {
  let database: TestDatabase;
  let server: BuiltServer;
  let village: Village;
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startBuiltServer({ databaseUrl: database.url, env: { LOG_LEVEL: 'trace' } });
    village = await settle(server);
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await database.drop();
  });

  const codeOf = async (answer: Promise<Answer>): Promise<unknown> => {
    const { status, body } = await answer;
    return status < 300 ? status : body.code;
  };
  const newGroup = async (): Promise<string> =>
    (await done(village.operator.post('/parties', { kind: 'group', name: 'GAS Nuovo' }))).id;

  describe('a party', () => {
    it('is registered by the operator, and a person by itself', async () => {
      const someone = await person(server);
      expect(await codeOf(someone.post('/parties', { kind: 'group', name: 'Mine' }))).toBe('not_allowed');
      const self = await done(someone.post('/parties', { ...anna, kind: 'person' }));
      expect(self.id).toBe(someone.id);
      expect(await codeOf(someone.post('/parties', { ...anna, kind: 'person' }))).toBe('wrong_status');
    });

    it('is told only once, however often the same registration comes', async () => {
      const key = randomUUID();
      const body = { kind: 'group', name: 'GAS Due Volte' };
      const answers = await Promise.all(
        [1, 2, 3].map(() => village.operator.post('/parties', body, { key })),
      );
      const ids = answers.map((answer) => answer.body.id);
      expect(new Set(ids).size).toBe(1);
      expect(answers.filter((answer) => !answer.body.repeated)).toHaveLength(1);
      const other = village.operator.post('/parties', { ...body, name: 'GAS Tre' }, { key });
      expect(await codeOf(other)).toBe('idempotency_key_reused');
      expect((await village.operator.get(`/parties/${ids[0]}`)).body['name']).toBe('GAS Due Volte');
    });

    it('belongs to networks that are there, never to itself in a circle', async () => {
      const network = async (networkId?: string): Promise<string> =>
        (await done(village.operator.post('/parties', { kind: 'network', name: 'Rete', networkId }))).id;
      const region = await network();
      const district = await network(region);
      const join = (id: string, networkId: string, who = village.operator): Promise<unknown> =>
        codeOf(who.post(`/parties/${id}/affiliations`, { networkId }));
      expect(await join(region, district)).toBe('network_cycle');
      expect(await join(district, region)).toBe('affiliated');
      expect(await join(region, village.parties.group)).toBe('network_unknown');
      expect(await join(region, district, village.people.stranger)).toBe('not_allowed');
      expect(await join(village.parties.group, district, village.people.groupReferent)).toBe(200);
      const left = village.operator.post(`/parties/${village.parties.group}/disaffiliations`, {
        networkId: district,
      });
      expect(await codeOf(left)).toBe(200);
      expect(
        await codeOf(
          village.operator.post('/parties', { kind: 'group', name: 'X', networkId: randomUUID() }),
        ),
      ).toBe('network_unknown');
    });

    it('that is not there is unknown', async () => {
      const path = `/parties/${randomUUID()}`;
      const { operator } = village;
      expect(await codeOf(operator.get(path))).toBe('party_unknown');
      expect(await codeOf(operator.get(`${path}/roles`))).toBe('party_unknown');
      expect(await codeOf(operator.delete(`${path}/contact`))).toBe('party_unknown');
      expect(await codeOf(operator.put(`${path}/contact`, { name: 'X' }))).toBe('party_unknown');
      expect(await codeOf(operator.post(`${path}/roles`, { personId: path.slice(9), role: 'member' }))).toBe(
        'party_unknown',
      );
    });
  });

  describe('a role', () => {
    it('is begun by the operator and then granted by the party itself', async () => {
      const group = await newGroup();
      const [referent, member, intruder] = await Promise.all([1, 2, 3].map(() => person(server)));
      const grant = (who: Person, to: Person, role: string): Promise<unknown> =>
        codeOf(who.post(`/parties/${group}/roles`, { personId: to.id, role }));
      expect(await grant(intruder!, intruder!, 'referent')).toBe('not_allowed');
      expect(await grant(village.operator, referent!, 'referent')).toBe(200);
      expect(await grant(village.operator, intruder!, 'referent')).toBe('not_allowed');
      for (const vacant of ['manager', 'treasurer', 'auditor', 'member']) {
        expect(await grant(village.operator, village.operator, vacant)).toBe('not_allowed');
      }
      expect(await grant(referent!, member!, 'member')).toBe(200);
      expect(await grant(referent!, member!, 'member')).toBe('role_held');
      expect(await grant(member!, intruder!, 'member')).toBe('not_allowed');
      const me = await done(member!.get('/me'));
      expect(me).toMatchObject({
        personId: member!.id,
        operator: false,
        roles: [{ partyId: group, role: 'member' }],
      });
      const roles = await done(referent!.get(`/parties/${group}/roles`));
      expect(roles.items).toEqual([
        { personId: member!.id, role: 'member' },
        { personId: referent!.id, role: 'referent' },
      ]);
      expect(await codeOf(intruder!.get(`/parties/${group}/roles`))).toBe('not_allowed');
    });

    it('is for persons: no group becomes the treasurer of another', async () => {
      const { groupReferent } = village.people;
      const body = { personId: village.parties.otherGroup, role: 'treasurer' };
      const path = `/parties/${village.parties.group}/roles`;
      expect(await codeOf(groupReferent.post(path, body))).toBe('person_unknown');
    });

    it('stops working at once when it is revoked, in every process', async () => {
      const other = await startBuiltServer({
        databaseUrl: database.url,
        home: server.home,
        env: { PROJECTIONS: 'off' },
      });
      try {
        const group = await newGroup();
        const [referent, member] = await Promise.all([1, 2].map(() => person(server)));
        const elsewhere = await person(other, { id: member!.id });
        const body = { personId: member!.id, role: 'member' };
        await done(
          village.operator.post(`/parties/${group}/roles`, { personId: referent!.id, role: 'referent' }),
        );
        for (let round = 0; round < 5; round += 1) {
          await done(referent!.post(`/parties/${group}/roles`, body));
          expect(await codeOf(elsewhere.get(`/parties/${group}/roles`))).toBe(200);
          expect((await done(elsewhere.get('/me')))['roles']).toHaveLength(1);
          await done(referent!.post(`/parties/${group}/role-revocations`, body));
          expect((await done(elsewhere.get('/me')))['roles']).toEqual([]);
          expect(await codeOf(elsewhere.get(`/parties/${group}/roles`))).toBe('not_allowed');
        }
      } finally {
        await other.stop();
      }
    }, 60_000);

    it('may be given up by whoever holds it, and is not held twice over', async () => {
      const { outsideReferent } = village.people;
      const body = { personId: outsideReferent.id, role: 'referent' };
      const revoke = (who: Person): Promise<unknown> =>
        codeOf(who.post(`/parties/${village.parties.outside}/role-revocations`, body));
      expect(await revoke(village.people.stranger)).toBe('not_allowed');
      expect(await revoke(village.operator)).toBe('not_allowed');
      expect(await revoke(outsideReferent)).toBe(200);
      expect(await revoke(outsideReferent)).toBe('role_not_held');
    });
  });

  describe('personal data', () => {
    let someone: Person;
    let stranger: Person;
    beforeAll(async () => {
      [someone, stranger] = [await person(server), village.people.stranger];
      await done(someone.post('/parties', { ...anna, kind: 'person' }));
      const role = { personId: someone.id, role: 'member' };
      await done(village.people.groupReferent.post(`/parties/${village.parties.group}/roles`, role));
    });

    it('are read by those who may, each as far as it may', async () => {
      const path = `/parties/${someone.id}`;
      expect((await done(someone.get(path)))['iban']).toBe(anna.iban);
      expect((await done(village.operator.get(path)))['email']).toBe(anna.email);
      const referent = await done(village.people.groupReferent.get(path));
      expect(referent).toMatchObject({ name: anna.name, town: anna.town });
      expect(referent).not.toHaveProperty('email');
      expect(await codeOf(stranger.get(path))).toBe('not_allowed');
      expect(await codeOf(village.people.otherGroupReferent.get(path))).toBe('not_allowed');
    });

    it('are corrected as a whole, by the person and by nobody who may not', async () => {
      const path = `/parties/${someone.id}/contact`;
      const corrected = { ...anna, name: 'Annunziata Ferrarotti Bellomo', notes: undefined };
      expect(await codeOf(stranger.put(path, corrected))).toBe('not_allowed');
      expect(await done(someone.put(path, corrected))).toMatchObject({ name: corrected.name, notes: null });
      await done(someone.put(path, anna));
    });

    it('are exported with everything that the books say about the person', async () => {
      const book = await confirmedBook(village);
      const { groupMember } = village.people;
      await done(groupMember.post('/parties', { kind: 'person', name: 'Membro Uno' }));
      const path = `/parties/${groupMember.id}/export`;
      expect(await codeOf(stranger.get(path))).toBe('not_allowed');
      expect(await codeOf(village.operator.get(path))).toBe('not_allowed');
      const exported = await done(groupMember.get(path));
      expect(exported).toMatchObject({
        partyId: groupMember.id,
        contact: { name: 'Membro Uno' },
        signIns: [],
        roles: [{ partyId: village.parties.group, role: 'member' }],
        books: [
          {
            coProductionId: book.id,
            pledges: [{ pledgeId: book.memberPledgeId, amount: 10_000 }],
            statement: { pledgedAdvance: 10_000, items: [{ type: 'PledgeMade' }] },
          },
        ],
      });
      const { events } = exported;
      expect(events.map(({ type }) => type)).toEqual(['RoleGranted', 'PledgeMade', 'PartyRegistered']);
      expect(events[1]?.data).toMatchObject({ by: groupMember.id });
    });

    it('are erased for ever, and the books stay as they are', async () => {
      const path = `/parties/${someone.id}`;
      expect(await codeOf(stranger.delete(`${path}/contact`))).toBe('not_allowed');
      const before = await storedEvents(database.url);
      const erased = await done(someone.delete(`${path}/contact`));
      expect(erased).toMatchObject({ id: someone.id, kind: 'person', erased: true, name: null });
      expect(await done(someone.delete(`${path}/contact`))).toMatchObject({ erased: true });
      expect(await done(village.operator.get(path))).toMatchObject({ erased: true, email: null });
      expect(await codeOf(someone.put(`${path}/contact`, anna))).toBe('contact_erased');
      expect((await done(someone.get(`${path}/export`)))['contact']).toBeNull();
      expect(await storedEvents(database.url)).toBe(before);
    });

    it('do not come back when an old registration is sent again', async () => {
      const key = randomUUID();
      const body = { kind: 'group', name: 'GAS Cancellato', town: 'Nicosia' };
      const { id } = await done(village.operator.post('/parties', body, { key }));
      await done(village.operator.delete(`/parties/${id}/contact`));
      expect(await done(village.operator.post('/parties', body, { key }))).toMatchObject({ repeated: true });
      expect((await done(village.operator.get(`/parties/${id}`)))['erased']).toBe(true);
    });

    it('are in no event and in no log', async () => {
      const personal = [
        ...Object.values(anna),
        ...Object.values(villageNames),
        '@',
        'Membro Uno',
        'GAS ',
        'ferrarotti',
      ];
      const kept = [await storedEvents(database.url), server.log()];
      expect(kept.map((text) => text.length > 1_000)).toEqual([true, true]);
      const country = anna.country;
      const found = personal.filter((text) => text !== country && kept.some((all) => all.includes(text)));
      expect(found).toEqual([]);
    });
  });
});

/** All that the events of the database say, metadata included, as one text. */
async function storedEvents(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    'SELECT to_jsonb(e) AS event FROM event_store.events e ORDER BY position',
  );
  await client.end();
  return JSON.stringify(rows);
}
