import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { anyOf, openProofFile, parseVerifierKey, type VerifierKey } from '#transparency-log';
import { until } from '../scenario/notary/stage.js';
import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { done, type Fields, type Person } from './asking.js';
import { startBuiltServer, type BuiltServer } from './built-server.js';
import { confirmedBook, settle, type ConfirmedBook, type Village } from './village.js';

describe('the server hands out the proof of an event', () => {
  let database: TestDatabase;
  let server: BuiltServer;
  let village: Village;
  let book: ConfirmedBook;
  let auditor: Person;
  let pool: pg.Pool;
  let key: VerifierKey;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 2 });
    server = await startBuiltServer({ databaseUrl: database.url });
    village = await settle(server);
    auditor = village.people.auditor;
    book = await confirmedBook(village);
    key = parseVerifierKey((await (await fetch(`${server.url}/log/key`)).text()).trim());
  }, 60_000);
  afterAll(async () => {
    await pool.end();
    await server.stop();
    await database.drop();
  });

  const eventOf = async (type: string, of: (data: Fields) => boolean = () => true): Promise<string> => {
    const { items } = await done(auditor.get(`/co-productions/${book.id}/trail?limit=200`));
    const item = items.find((one) => one['type'] === type && of(one['data'] as Fields));
    return item!['eventId'] as string;
  };
  const ask = (who: Person, eventId: string, id = book.id) =>
    who.get(`/co-productions/${id}/trail/${eventId}/proof`);
  const trusted = () => anyOf(0, [{ key }], []);

  it('that is checked without the server, and holds the event', async () => {
    const eventId = await eventOf('PledgeMade', ({ pledgeId }) => pledgeId === book.pledgeId);
    const { status, headers, body } = await ask(village.people.groupReferent, eventId);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${eventId}.tlog-proof"`);
    const { leaf, index } = openProofFile(body['text'] as string, trusted());
    expect(JSON.parse(Buffer.from(leaf).toString())).toMatchObject({
      id: eventId,
      position: String(index + 1),
      stream: `coproduction-${book.id}`,
      data: { pledgeId: book.pledgeId },
    });
  });

  it('to those whom it concerns, and to whoever reads the whole book', async () => {
    const {
      groupReferent,
      groupMember,
      otherGroupReferent,
      producerManager,
      custodianTreasurer,
      custodianManager,
    } = village.people;
    const ofMember = await eventOf('PledgeMade', ({ pledgeId }) => pledgeId === book.memberPledgeId);
    const ofOther = await eventOf('PledgeMade', ({ through }) => through === village.parties.otherGroup);
    const delivery = await eventOf('DeliveryDispatched');
    const opening = await eventOf('PledgingOpened');
    const who = {
      groupReferent,
      groupMember,
      otherGroupReferent,
      producerManager,
      custodianTreasurer,
      custodianManager,
      auditor,
    };
    const readers = async (eventId: string) => {
      const asked = Object.entries(who).map(async ([name, one]) => [name, await ask(one, eventId)] as const);
      const answers = await Promise.all(asked);
      for (const [, { status, body }] of answers) {
        if (status !== 200) expect([status, body.code]).toEqual([404, 'event_unknown']);
      }
      return answers.filter(([, { status }]) => status === 200).map(([name]) => name);
    };
    expect(await readers(ofMember)).toEqual([
      'groupReferent',
      'groupMember',
      'custodianTreasurer',
      'auditor',
    ]);
    expect(await readers(ofOther)).toEqual(['otherGroupReferent', 'custodianTreasurer', 'auditor']);
    expect(await readers(delivery)).toEqual([
      'groupReferent',
      'producerManager',
      'custodianTreasurer',
      'auditor',
    ]);
    expect(await readers(opening)).toEqual(Object.keys(who));
  });

  it('to nobody whose book it is not, as if there were none', async () => {
    const eventId = await eventOf('PledgingOpened');
    for (const who of [village.people.stranger, village.people.outsideReferent, village.operator]) {
      const { status, body } = await ask(who, eventId);
      expect([status, body.code]).toEqual([404, 'co_production_unknown']);
    }
    const elsewhere = await ask(auditor, randomUUID());
    expect([elsewhere.status, elsewhere.body.code]).toEqual([404, 'event_unknown']);
    expect((await ask(auditor, eventId, randomUUID())).body.code).toBe('co_production_unknown');
    expect((await ask(auditor, 'not-an-id')).body.code).toBe('invalid_input');
  });

  it('as soon as it is written: the question waits until the log has it', async () => {
    const withdrawn = await done(
      village.people.groupMember.post(
        `/co-productions/${book.id}/pledges/${book.memberPledgeId}/withdrawal`,
        {},
      ),
    );
    const { status, body } = await ask(village.people.groupMember, withdrawn.events[0]!.id);
    expect(status).toBe(200);
    expect(openProofFile(body['text'] as string, trusted()).index).toBe(Number(withdrawn.position) - 1);
  });

  it('but none of an event that was changed after it was integrated', async () => {
    const eventId = await eventOf('DeliveryDispatched');
    await pool.query('ALTER TABLE event_store.events DISABLE TRIGGER ALL');
    const change = `UPDATE event_store.events SET recorded_at = recorded_at + $2::interval WHERE id = $1`;
    await pool.query(change, [eventId, '1 second']);
    const { status, body } = await ask(auditor, eventId);
    await pool.query(change, [eventId, '-1 second']);
    await pool.query('ALTER TABLE event_store.events ENABLE TRIGGER ALL');
    expect([status, body.code]).toEqual([500, 'log_broken']);
    await until(() => server.log().includes('THE EVENT IS NOT THE LEAF OF THE LOG'));
    expect((await ask(auditor, eventId)).status).toBe(200);
  });
});
