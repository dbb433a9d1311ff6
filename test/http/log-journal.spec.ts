import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountNameOf, type JournalProgram } from '#accounting';
import { balancesBy, complaints, itAsksProgram, journalPrograms } from '../interop/journal-programs.js';
import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { done, type Person } from './asking.js';
import { startBuiltServer, type BuiltServer } from './built-server.js';
import { confirmedBook, settle, type ConfirmedBook, type Village } from './village.js';

describe('the journal of a book over HTTP', () => {
  let database: TestDatabase;
  let server: BuiltServer;
  let village: Village;
  let book: ConfirmedBook;
  const folder = mkdtempSync(join(tmpdir(), 'semina-journal-'));
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startBuiltServer({ databaseUrl: database.url, env: { NOTARY: 'off' } });
    village = await settle(server);
    book = await confirmedBook(village);
    const acceptance = `/co-productions/${book.id}/deliveries/${book.deliveryId}/acceptance`;
    await done(village.people.groupReferent.post(acceptance, { acceptedOn: '2019-12-06' }));
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (who: Person, format: string) => who.get(`/co-productions/${book.id}/journal?format=${format}`);
  const textOf = async (format: JournalProgram): Promise<string> => {
    const { status, body } = await ask(village.people.custodianTreasurer, format);
    expect(status).toBe(200);
    return body['text'] as string;
  };
  /** The trial balance as the API tells it, under the program's names. */
  const balances = async (format: JournalProgram): Promise<Map<string, number>> => {
    const [position] = /(?<=position:)\d+(?!.*position:)/s.exec(await textOf('hledger'))!;
    const trial = await done(
      village.people.custodianTreasurer.get(`/co-productions/${book.id}/balances?atLeast=${position}`),
    );
    const items = trial.items as unknown as { account: string; balance: number }[];
    return new Map(
      items
        .filter(({ balance }) => balance !== 0)
        .map(({ account, balance }) => [accountNameOf(format, account), balance]),
    );
  };

  it('is for those who may read all of the book', async () => {
    const { custodianTreasurer, auditor, groupReferent, groupMember, producerManager, stranger } =
      village.people;
    const answers = async (who: Person) => {
      const { status, body } = await ask(who, 'hledger');
      return [status, body.code];
    };
    for (const who of [custodianTreasurer, auditor]) expect(await answers(who)).toEqual([200, undefined]);
    for (const who of [groupReferent, groupMember, producerManager]) {
      expect(await answers(who)).toEqual([403, 'not_allowed']);
    }
    for (const who of [stranger, village.operator])
      expect(await answers(who)).toEqual([404, 'co_production_unknown']);
  });

  it('is a file to be kept, in one of two formats', async () => {
    const { headers } = await ask(village.people.auditor, 'beancount');
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${book.id}.beancount"`);
    for (const format of ['ledger', '', 'hledger&format=beancount']) {
      const { status, body } = await ask(village.people.auditor, format);
      expect([status, body.code]).toEqual([400, 'invalid_input']);
    }
  });

  it('has a transaction for each event that books something, with its place in the log', async () => {
    const trail = await done(village.people.auditor.get(`/co-productions/${book.id}/trail?limit=200`));
    const booked = trail.items.filter(({ postings }) => (postings as unknown[]).length > 0);
    const text = await textOf('hledger');
    const tags = [...text.matchAll(/^(\d{4}-\d\d-\d\d) (\w+) {2}; position:(\d+), event:([0-9a-f-]{36})/gm)];
    expect(tags.map(([, , type, position, eventId]) => [type, position, eventId])).toEqual(
      booked.map(({ type, position, eventId }) => [type, position, eventId]),
    );
  });

  for (const name of journalPrograms) {
    itAsksProgram(name)(`balances in ${name} as the API says`, async () => {
      const path = join(folder, `book.${name}`);
      writeFileSync(path, await textOf(name));
      expect(complaints(name, path)).toBe('');
      expect(balancesBy(name, path, 'EUR')).toEqual(await balances(name));
    });
  }
});
