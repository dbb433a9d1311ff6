import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { bearer, done, type Person } from './asking.js';
import { startBuiltServer, type BuiltServer } from './built-server.js';
import { openBook, settle, type Village } from './village.js';

/** What a client knows of the pledges it made: those that were answered, and those that it cannot be sure of. */
interface Sent {
  readonly answered: { readonly key: string; readonly id: string }[];
  readonly unsure: string[];
}

describe('a server that ends', () => {
  let database: TestDatabase;
  let home: string;
  let village: Village;
  let book: string;
  let server: BuiltServer;
  beforeAll(async () => {
    database = await createTestDatabase();
    home = await mkdtemp(join(tmpdir(), 'semina-ending-'));
    server = await startBuiltServer({ databaseUrl: database.url, home });
    village = await settle(server);
    book = `/co-productions/${await openBook(village)}`;
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
    await database.drop();
  });

  const referentToken = (at: BuiltServer): Promise<string> => at.token(village.people.groupReferent.id);
  const referentAt = async (at: BuiltServer): Promise<Person> => bearer(at.url, await referentToken(at));
  const pledge = (): object => ({
    through: village.parties.group,
    instrument: 'advance',
    amount: 1_000,
    reference: 'P1',
  });

  /** Pledges on several connections at once until the server is gone. */
  const pledgeUntilGone = async (at: BuiltServer, onAnswer: (count: number) => void): Promise<Sent> => {
    const referent = await referentAt(at);
    const sent: Sent = { answered: [], unsure: [] };
    const worker = async (): Promise<void> => {
      for (;;) {
        const key = randomUUID();
        try {
          const answer = await referent.post(`${book}/pledges`, pledge(), { key });
          if (answer.status !== 201) throw new Error(String(answer.status));
          sent.answered.push({ key, id: answer.body.id });
          onAnswer(sent.answered.length);
        } catch {
          sent.unsure.push(key);
          return;
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    return sent;
  };

  const pledgesOf = async (at: BuiltServer): Promise<Set<unknown>> => {
    const referent = await referentAt(at);
    const { position } = await done(referent.post(`${book}/pledges`, pledge()));
    const ids = new Set<unknown>();
    for (let cursor = ''; ;) {
      const page = await done(referent.get(`${book}/pledges?limit=200&atLeast=${position}${cursor}`));
      for (const { pledgeId } of page.items) ids.add(pledgeId);
      if (page.next === null) return ids;
      cursor = `&cursor=${page.next}`;
    }
  };

  it('has everything it has answered when it was killed in the middle, and nothing twice', async () => {
    const sent = await pledgeUntilGone(server, (count) => {
      if (count === 60) server.signal('SIGKILL');
    });
    expect(sent.answered.length).toBeGreaterThanOrEqual(60);
    server = await startBuiltServer({ databaseUrl: database.url, home });
    const referent = await referentAt(server);
    for (const { key, id } of sent.answered) {
      const again = await done(referent.post(`${book}/pledges`, pledge(), { key }));
      expect([again.id, again.repeated]).toEqual([id, true]);
    }
    for (const key of sent.unsure) await done(referent.post(`${book}/pledges`, pledge(), { key }));
    const ids = await pledgesOf(server);
    expect(sent.answered.filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(ids.size).toBe(sent.answered.length + sent.unsure.length + 1);
  }, 60_000);

  it('that is asked to end answers what it has begun, even what is still on its way, and ends in order', async () => {
    const slow = slowPost(server, await referentToken(server));
    const ending = server;
    const sent = await pledgeUntilGone(ending, (count) => {
      if (count === 40) ending.signal('SIGTERM');
    });
    slow.finish();
    expect(await slow.status).toBe(201);
    expect([await ending.ended, ending.log()]).toEqual([0, '']);
    server = await startBuiltServer({ databaseUrl: database.url, home });
    const ids = await pledgesOf(server);
    expect(sent.answered.filter(({ id }) => !ids.has(id))).toEqual([]);
    const referent = await referentAt(server);
    // A connection that was refused or closed while idle has carried nothing: what it was to carry is not there.
    for (const key of sent.unsure) {
      expect((await done(referent.post(`${book}/pledges`, pledge(), { key }))).repeated).toBe(false);
    }
  }, 60_000);

  /** A pledge of whose body only the beginning has been sent. */
  const slowPost = (to: BuiltServer, token: string): { finish: () => void; status: Promise<unknown> } => {
    const body = JSON.stringify(pledge());
    const request = httpRequest(`${to.url}${book}/pledges`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Idempotency-Key': randomUUID(),
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
      },
    });
    const status = new Promise((resolve, reject) => {
      request.on('response', (response) => resolve(response.resume().statusCode));
      request.on('error', reject);
    });
    request.write(body.slice(0, 10));
    return { finish: () => request.end(body.slice(10)), status };
  };
});
