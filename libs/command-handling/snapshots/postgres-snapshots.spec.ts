import { randomBytes, randomUUID } from 'node:crypto';
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
  state: {
    fields: { sum: 7, names: ['a', null, 'ü\u2028"'] },
    columns: { few: Buffer.of(0, 1, 255), many: randomBytes(300_000) },
  },
  commands: { ids: Buffer.from(randomUUID()), revisions: Buffer.of() },
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

  it('of a stream are found whatever its name holds', async () => {
    const snapshots = openPostgresSnapshots({ pool, decider: `o'jar` });
    const kept = snapshot(5);
    await snapshots.save(`jar-'\\4`, kept);
    expect(await snapshots.load(`jar-'\\4`)).toEqual(kept);
  });

  it('are not given where they are damaged or cannot be read, and are looked for again all the same', async () => {
    const snapshots = openPostgresSnapshots({ pool, decider: 'jar' });
    await snapshots.save('jar-5', snapshot(6));
    await pool.query(
      `UPDATE command_handling.snapshots SET sealed = set_byte(sealed, 5000, 1 # get_byte(sealed, 5000))`,
    );
    await expect(snapshots.load('jar-5')).rejects.toThrow('damaged');
    await pool.query('ALTER TABLE command_handling.snapshots RENAME TO elsewhere');
    for (let time = 0; time < 5; time += 1)
      await expect(snapshots.load('jar-5')).rejects.toThrow('does not exist');
    await pool.query('ALTER TABLE command_handling.elsewhere RENAME TO snapshots');
    await snapshots.save('jar-5', snapshot(7));
    expect(await snapshots.load('jar-5')).toMatchObject({ revision: 7 });
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
