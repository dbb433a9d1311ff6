import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { jest } from '@jest/globals';
import { pino } from 'pino';
import { auditedKind, auditedKinds } from '#apps/auditor/books/audited-kinds.js';
import type { OwnRules } from '#apps/auditor/books/own-rules.js';
import { replay } from '#apps/auditor/books/replay.js';
import { writtenBook } from '#apps/auditor/books/trial-balance.js';
import { OwnCopy } from '#apps/auditor/copy/own-copy.js';
import { exporterOf } from '#apps/auditor/books/journal-formats.js';
import type { Finding } from '#apps/auditor/finding.js';
import { follow } from '#apps/auditor/following/follow.js';
import { readPolicy } from '#apps/auditor/log/policy.js';
import { ServedLog } from '#apps/auditor/log/served-log.js';
import { open, type Opened } from '#apps/worker/opened.js';
import { type RunningWork, startWork } from '#apps/worker/work.js';
import { notarySettings } from '#infra/hosting/host-notary.js';
import { signedBy } from '#infra/hosting/signed-by.js';
import { kinds } from '#financing';
import { uuidWithin } from '#command-handling';
import { fsck, PublishedLog } from '#notary';
import { allProjections, rebuildReadModels } from '#read-models';
import { anyOf, openProofFile, parseVerifierKey } from '#transparency-log';
import { type DoubleProcess, startDoubleProcess } from '../eventstoredb-double/double-process.js';
import { bearer, done, type Person } from '../http/asking.js';
import { type BuiltServer, startBuiltServer } from '../http/built-server.js';
import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { createTable, stalls } from './stall-read-model.js';
import { stallStream } from './stall.js';

jest.setTimeout(120_000);

const kindsWithStalls = [...kinds, stallStream];
/** A kind that nobody has written own rules for yet: what the deciding rules refuse is found all the same. */
const noRules: OwnRules = {
  broken: () => [],
  saidBefore: {},
  differsAs: {},
  wrongSide: () => 'account_below_zero',
  producersOf: () => [],
};
const auditedWithStalls = [...auditedKinds, auditedKind(stallStream, noRules, 'stallId')];

/**
 * A kind of stream that the house does not have goes through every program, which is given the
 * longer list of kinds and nothing else.
 */
describe.each(['PostgreSQL', 'EventStoreDB'])('a kind of stream added to the house, on %s', (engine) => {
  let folder: string;
  let database: TestDatabase;
  let pool: pg.Pool;
  let double: DoubleProcess | undefined;
  let opened: Opened;
  let worker: RunningWork;
  let server: BuiltServer;
  let treasurer: Person;
  let stranger: Person;
  let auditor: string;
  let keeperId: string;
  let stallId: string;
  let position: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'semina-stall-'));
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 2 });
    await createTable(pool);
    if (engine === 'EventStoreDB') double = await startDoubleProcess();
    const bankKey = randomUUID();
    const bankId = uuidWithin(bankKey, 'party');
    const environment = {
      DATABASE_URL: database.url,
      SEMINA_HOME: folder,
      EVENT_STORE: double?.connectionString ?? '',
      LOG_READERS: bankId,
      LOG_LEVEL: 'silent',
      PORT: '0',
    };
    opened = await open(environment, kindsWithStalls);
    worker = await startWork({
      url: opened.url,
      store: opened.store,
      logger: pino({ level: 'silent' }),
      projections: [...allProjections, stalls],
      notary: notarySettings(environment),
    });
    server = await startBuiltServer({
      program: 'test/sample-kind/server.js',
      databaseUrl: database.url,
      home: folder,
      // The worker keeps the read models and the log, and nobody else.
      env: { ...environment, PROJECTIONS: 'off', NOTARY: 'off' },
    });
    const person = async (operator = false): Promise<Person & { readonly token: string }> => {
      const personId = randomUUID();
      const token = await server.token(personId, { operator });
      return { ...bearer(server.url, token, personId), token };
    };
    const operator = await person(true);
    [treasurer, stranger] = [await person(), await person()];
    const ofBank = await person();
    auditor = ofBank.token;
    keeperId = (await done(operator.post('/parties', { kind: 'group', name: 'Market' }))).id;
    await done(operator.post('/parties', { kind: 'finance_partner', name: 'Bank' }, { key: bankKey }));
    const treasurers = { personId: treasurer.id, role: 'treasurer' };
    await done(operator.post(`/parties/${keeperId}/roles`, treasurers));
    await done(operator.post(`/parties/${bankId}/roles`, { personId: ofBank.id, role: 'auditor' }));
  });
  afterAll(async () => {
    await server?.stop();
    await worker?.stop();
    await opened?.close();
    await double?.stop();
    await pool?.end();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('takes its commands over HTTP, refuses by its own rules, and repeats an answer', async () => {
    const takings = { keeperId, amount: 12_400, takenOn: '2020-05-02' };
    const key = randomUUID();
    const recorded = await treasurer.post('/stalls', takings, { key });
    expect([recorded.status, recorded.body.events]).toEqual([
      201,
      [{ id: expect.any(String), type: 'TakingsRecorded', data: takings }],
    ]);
    stallId = recorded.body.id;
    const again = await treasurer.post('/stalls', takings, { key });
    expect(again.body).toEqual({ ...recorded.body, repeated: true });

    const banking = { amount: 12_000, bankedOn: '2020-05-04', bankReference: 'S-1' };
    const bank = `/stalls/${stallId}/bankings`;
    const refused = await treasurer.post(bank, { ...banking, amount: 99_999 });
    expect([refused.status, refused.body.code, refused.body['detail']]).toEqual([
      422,
      'exceeds_till',
      'There is not as much in the till.',
    ]);
    expect((await treasurer.post(bank, { ...banking, amount: 'all' })).body.errors).toEqual([
      { field: 'amount', message: 'must be a whole number of minor units, at most 10^13' },
    ]);
    expect((await stranger.post(bank, banking)).body.code).toBe('not_allowed');
    expect((await treasurer.post(`/stalls/${randomUUID()}/bankings`, banking)).body.code).toBe('not_allowed');
    const accepted = await treasurer.post(bank, banking);
    expect(accepted.status).toBe(200);
    position = accepted.body.position;
  });

  it('is described in the OpenAPI document, with its refusals', async () => {
    const description = (await (await fetch(`${server.url}/docs-json`)).json()) as {
      paths: { [path: string]: { post: { responses: { [status: string]: unknown } } } };
    };
    const { responses } = description.paths['/stalls/{id}/bankings']!.post;
    expect(JSON.stringify(responses['422'])).toContain('exceeds_till');
    expect(JSON.stringify(responses['404'])).toContain('stall_unknown');
  });

  const read = async () => (await treasurer.get(`/stalls/${stallId}?atLeast=${position}`)).body;
  const row = () => [{ keeper_id: keeperId, taken: '12400', banked: '12000' }];

  it('has its read model kept by a worker, and rebuilt', async () => {
    expect((await read())['answer']).toEqual(row());
    expect((await stranger.get(`/stalls/${stallId}`)).body.code).toBe('stall_unknown');
    await pool.query('UPDATE read.stalls SET taken = 0');
    await rebuildReadModels({ url: database.url, store: opened.store, projections: [stalls] });
    expect((await read())['answer']).toEqual(row());
    expect(await worker.standingStill()).toEqual([]);
  });

  it('has a journal for the programs of others', async () => {
    const journal = await treasurer.get(`/stalls/${stallId}/journal`);
    const text = String(journal.body['text']);
    expect(text).toContain(`; stall ${stallId}`);
    expect(text.replaceAll(/ {2,}/g, '  ')).toContain(
      '  assets:till  124.00 EUR\n  income:takings  -124.00 EUR',
    );
    expect(text).toMatch(/2020-05-04 TakingsBanked .*bank-reference:S-1/);
  });

  it('is in the log, whose proofs are checked without the server, and which comes out the same when worked out anew', async () => {
    const [event] = await opened.store.readStream(stallStream.of(stallId), 1, 1);
    const proof = await treasurer.get(`/stalls/${stallId}/trail/${event!.id}/proof`);
    expect(proof.status).toBe(200);
    const log = (await signedBy(undefined, pool))!;
    const key = parseVerifierKey((await new PublishedLog(pool).identity())!.verifierKeys[0]!);
    const { leaf } = openProofFile(String(proof.body['text']), anyOf(0, [{ key }], []));
    expect(JSON.parse(Buffer.from(leaf).toString())).toMatchObject({ id: event!.id, type: 'TakingsBanked' });
    const inspected = await fsck({ queries: pool, store: opened.store, log });
    expect(inspected.findings).toEqual([]);
  });

  it('is audited by a partner, to the cent', async () => {
    const [key] = (await new PublishedLog(pool).identity())!.verifierKeys;
    const policy = join(folder, 'policy');
    await writeFile(policy, `log ${key} ${server.url}/log\nquorum none\n`);
    const copyFolder = join(folder, 'copy');
    const findings: Finding[] = [];
    const books: string[] = [];
    let journal = '';
    const exporter = exporterOf('hledger');
    await OwnCopy.alone(copyFolder, async (copy) => {
      const followed = await follow({
        policy: await readPolicy(policy),
        log: new ServedLog(`${server.url}/log`, auditor),
        copy,
        onProgress: () => undefined,
      });
      expect(followed.findings).toEqual([]);
      await replay(
        copy,
        {
          finding: (finding) => findings.push(finding),
          book: (book) => books.push(writtenBook(book, { json: true, allAccounts: true })),
          event: (told, leaf, book) => {
            if (book.audited.kind === stallStream) journal += exporter.write(told, leaf, book);
          },
        },
        undefined,
        auditedWithStalls,
      );
    });
    expect(findings).toEqual([]);
    const [book] = books.map((text) => (JSON.parse(text) as { book: object }).book);
    expect(book).toMatchObject({
      stallId,
      currency: 'EUR',
      balances: [
        { account: 'assets:bank', balance: 12_000 },
        { account: 'assets:till', balance: 400 },
        { account: 'income:takings', balance: -12_400 },
      ],
    });
    expect(journal).toContain('TakingsBanked');
  });
});
