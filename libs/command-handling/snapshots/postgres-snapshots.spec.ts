import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openPostgresSnapshots, type Snapshot } from '../index.js';
import { createTestDatabase, type TestDatabase } from '../../../test/postgres/database.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
}, 60_000);

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const snapshot = (revision: number): Snapshot => ({
  version: 3,
  revision,
  last: { id: randomUUID(), position: 9_007_199_254_740_993n, recordedAt: '2019-03-02T08:00:00.120Z' },
  state: { sum: 7, names: ['a', null, 'ü\u2028"'] },
  commands: [[randomUUID(), 0] as const, [randomUUID(), 4] as const],
});

describe('snapshots in PostgreSQL', () => {
  it('give back what was kept last, and nothing where nothing was', async () => {
    const snapshots = openPostgresSnapshots({ pool, decider: 'jar' });
    const [earlier, later] = [snapshot(4), snapshot(9)];
    await snapshots.save('jar-1', earlier);
    expect(await snapshots.load('jar-1')).toEqual(earlier);
    await snapshots.save('jar-1', later);
    expect(await snapshots.load('jar-1')).toEqual(later);
    expect(await snapshots.load('jar-2')).toBeUndefined();
  });

  it('of one decider are not those of another', async () => {
    const [jars, bowls] = ['jar', 'bowl'].map((decider) => openPostgresSnapshots({ pool, decider }));
    const [ofJar, ofBowl] = [snapshot(1), snapshot(2)];
    await jars!.save('jar-3', ofJar);
    await bowls!.save('jar-3', ofBowl);
    expect(await jars!.load('jar-3')).toEqual(ofJar);
    expect(await bowls!.load('jar-3')).toEqual(ofBowl);
  });
});
