import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { migrate } from '#infra/postgres/migrations.js';
import { type BuiltServer } from '../http/built-server.js';
import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { restore } from '../scenario/backup/programs.js';
import { catalogueOf } from './catalogue.js';
import { balancesAfterPayment, differencesInReading, fillHome, inspectedLog, serve } from './going-on.js';
import { createOldDatabase } from './old-database.js';
import { backupFile } from './release.js';

jest.setTimeout(60_000);

const inOrder = [
  0,
  expect.stringContaining('All is as it was signed.'),
  0,
  expect.stringContaining('Verified: 530 events of barbajanni.example/log, 62 of them new.'),
];

/** Each test goes on from the one before. */
describe.each([
  ['database', createOldDatabase, fillHome],
  [
    'backup',
    createTestDatabase,
    async (home: string, databaseUrl: string): Promise<void> => {
      const restored = await restore({ home, databaseUrl }, backupFile);
      expect(restored).toMatchObject({ status: 0 });
      expect(restored.stdout).toContain('Nothing is known to be missing');
    },
  ],
])('the %s of release 0.1.0, in the hands of today', (_, makeDatabase, fill) => {
  let database: TestDatabase;
  let home: string;
  let server: BuiltServer;
  beforeAll(async () => {
    database = await makeDatabase();
    home = join(await mkdtemp(join(tmpdir(), 'semina-golden-')), 'home');
    await fill(home, database.url);
    server = await serve({ home, databaseUrl: database.url });
  });
  afterAll(async () => {
    await server?.stop();
    await database?.drop();
    await rm(join(home, '..'), { recursive: true, force: true });
  });

  it('answers everything as then', async () => {
    expect(await differencesInReading(server)).toEqual([]);
  });

  it('books a further command', async () => {
    // €559.63 were in the bank.
    expect(await balancesAfterPayment(server)).toMatchObject({ 'assets:bank': 55_963 + 21_276 });
  });

  it('goes on with the log, in which nothing was changed', async () => {
    expect(await inspectedLog({ home, databaseUrl: database.url }, server)).toEqual(inOrder);
    expect(server.log()).toBe('');
  });
});

describe('the schema', () => {
  it('of an old database that was migrated is that of a fresh one', async () => {
    const [old, fresh] = await Promise.all([createOldDatabase(), createTestDatabase()]);
    await migrate(old.url);
    const [ofOld, ofFresh] = [await catalogueOf(old.url), await catalogueOf(fresh.url)];
    expect(ofFresh.length).toBeGreaterThan(500);
    expect(ofOld).toEqual(ofFresh);
    await Promise.all([old.drop(), fresh.drop()]);
  });
});
