import { randomUUID } from 'node:crypto';
import { freshStream, newEvents } from './events.js';
import { appended, readEverything } from './harness.js';
import { connect, openDoors, openPostgresHarness, untilThereIs } from './postgres-harness.js';

/** That both appends of the test wait for their turn. */
const BOTH_WAIT = `SELECT FROM pg_stat_activity WHERE datname = current_database()
  AND application_name = 'event store, appending' AND wait_event_type = 'Lock' OFFSET 1`;

describe('the event store on a database whose transactions are isolated more than it needs', () => {
  it.each(['repeatable read', 'serializable'])('appends as ever where the default is %s', async (level) => {
    const harness = await openPostgresHarness();
    const stranger = await connect(harness.url);
    const name = new URL(harness.url).pathname.slice(1);
    await stranger.query(`ALTER DATABASE "${name}" SET default_transaction_isolation = '${level}'`);
    const doors = openDoors(harness.url);
    const [one, other] = [doors.open(), doors.open()];
    await stranger.query(
      'BEGIN ISOLATION LEVEL READ COMMITTED; LOCK TABLE event_store.turn IN EXCLUSIVE MODE',
    );
    const stream = freshStream();
    const results = Promise.all([
      one.append(stream, 'any', newEvents(2)),
      other.append(`party-${randomUUID()}`, 'none', newEvents(3)),
    ]);
    results.catch(() => undefined);
    const control = await connect(harness.url);
    await untilThereIs(control, BOTH_WAIT);
    await stranger.query('ROLLBACK');
    for (const result of await results) appended(result);
    expect((await readEverything(one)).map(({ position }) => position)).toEqual([1n, 2n, 3n, 4n, 5n]);
    await control.end();
    await stranger.end();
    await doors.close();
    await harness.close();
  });
});
