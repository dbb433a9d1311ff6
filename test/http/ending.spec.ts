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
  let first: BuiltServer;
  beforeAll(async () => {
    database = await createTestDatabase();
    home = await mkdtemp(join(tmpdir(), 'semina-ending-'));
    first = await startBuiltServer({ databaseUrl: database.url, home });
    village = await settle(first);
    book = `/co-productions/${await openBook(village)}`;
  }, 60_000);
  afterAll(async () => {
    await first.stop('SIGKILL');
    await rm(home, { recursive: true, force: true });
    await database.drop();
  });

  const referentAt = async (server: BuiltServer): Promise<Person> =>
    bearer(server.url, await server.token(village.people.groupReferent.id));
  const pledge = (): object => ({
    through: village.parties.group,
    instrument: 'advance',
    amount: 1_000,
    reference: 'P1',
  });

  /** Pledges on several connections at once until the server is gone. */
  const pledgeUntilGone = async (server: BuiltServer, onAnswer: (count: number) => void): Promise<Sent> => {
    const referent = await referentAt(server);
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

  const pledgesOf = async (server: BuiltServer): Promise<Set<unknown>> => {
    const referent = await referentAt(server);
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
    const sent = await pledgeUntilGone(first, (count) => {
      if (count === 60) first.signal('SIGKILL');
    });
    expect(sent.answered.length).toBeGreaterThanOrEqual(60);
    const second = await startBuiltServer({ databaseUrl: database.url, home });
    try {
      const referent = await referentAt(second);
      for (const { key, id } of sent.answered) {
        const again = await done(referent.post(`${book}/pledges`, pledge(), { key }));
        expect([again.id, again.repeated]).toEqual([id, true]);
      }
      for (const key of sent.unsure) await done(referent.post(`${book}/pledges`, pledge(), { key }));
      const ids = await pledgesOf(second);
      expect(sent.answered.filter(({ id }) => !ids.has(id))).toEqual([]);
      expect(ids.size).toBe(sent.answered.length + sent.unsure.length + 1);
    } finally {
      expect(await second.stop()).toBe(0);
    }
  }, 60_000);

  it('that is asked to end answers what it has begun, and then ends in order', async () => {
    const server = await startBuiltServer({ databaseUrl: database.url, home });
    const sending = pledgeUntilGone(server, (count) => {
      if (count === 40) server.signal('SIGTERM');
    });
    const [sent, status] = await Promise.all([sending, server.ended]);
    expect([status, server.log()]).toEqual([0, '']);
    const next = await startBuiltServer({ databaseUrl: database.url, home });
    try {
      const ids = await pledgesOf(next);
      expect(sent.answered.filter(({ id }) => !ids.has(id))).toEqual([]);
      const referent = await referentAt(next);
      // A connection that was refused or closed while idle has carried nothing: what it was to carry is not there.
      for (const key of sent.unsure) {
        expect((await done(referent.post(`${book}/pledges`, pledge(), { key }))).repeated).toBe(false);
      }
    } finally {
      await next.stop();
    }
  }, 60_000);

  it('waits for a command whose body is still on its way', async () => {
    const server = await startBuiltServer({ databaseUrl: database.url, home });
    const body = JSON.stringify(pledge());
    const { request, answer } = slowPost(`${server.url}${book}/pledges`, {
      Authorization: `Bearer ${await server.token(village.people.groupReferent.id)}`,
      'Idempotency-Key': randomUUID(),
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(body)),
    });
    request.write(body.slice(0, 10));
    await until(async () => (await fetch(`${server.url}/health/live`)).ok);
    server.signal('SIGTERM');
    await until(() =>
      fetch(`${server.url}/health/live`).then(
        () => false,
        () => true,
      ),
    );
    request.end(body.slice(10));
    expect(await answer).toBe(201);
    expect(await server.ended).toBe(0);
  }, 60_000);
});

function slowPost(
  url: string,
  headers: { [name: string]: string },
): { request: ReturnType<typeof httpRequest>; answer: Promise<number | undefined> } {
  const request = httpRequest(url, { method: 'POST', headers });
  const answer = new Promise<number | undefined>((resolve, reject) => {
    request.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject);
  });
  return { request, answer };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()));
}
