import { bareEvents } from '#event-store';
import { freshStream, newEvents } from './events.js';
import { appended } from './harness.js';
import { connect, openDoors, openPostgresHarness } from './postgres-harness.js';

const NEVER_ROUND = ['00:00:00.001Z', '07:08:09.007Z', '12:34:56.789Z', '23:59:59.999Z'];

describe('events that are shared out by the store on Postgres', () => {
  it('are told as one by one, of when they were recorded too, however the database writes times and fractions', async () => {
    const harness = await openPostgresHarness();
    const control = await connect(harness.url);
    const name = new URL(harness.url).pathname.slice(1);
    for (const setting of [
      `TimeZone = 'Asia/Kathmandu'`,
      `DateStyle = 'German'`,
      'extra_float_digits = -15',
    ]) {
      await control.query(`ALTER DATABASE "${name}" SET ${setting}`);
    }
    const doors = openDoors(harness.url);
    const store = doors.open();
    appended(await store.append(freshStream(), 'none', newEvents(3)));
    await control.query(
      `INSERT INTO event_store.events (stream, revision, position, id, recorded_at, schema_version, type, data, metadata)
       SELECT $1, ordinal - 1, ordinal + 3, gen_random_uuid(), at, 1, 'PledgeMade', '{}', '{}'
       FROM unnest($2::timestamptz[]) WITH ORDINALITY AS a (at, ordinal)`,
      [freshStream(), NEVER_ROUND.map((time) => `2026-03-29T${time}`)],
    );
    const read = await store.readShares!(1n, { limit: 100, shares: 2 });
    const told = read!.shares.flatMap(bareEvents).sort((a, b) => Number(a.position - b.position));
    const all = await store.readAll(1n, { limit: 100 });
    expect(told).toEqual(all.map(({ revision: _, metadata: __, ...bare }) => bare));
    expect(all.slice(3).map(({ recordedAt }) => recordedAt.slice(11))).toEqual(NEVER_ROUND);
    await doors.close();
    await control.end();
    await harness.close();
  });
});
