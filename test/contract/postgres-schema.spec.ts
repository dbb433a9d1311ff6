import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type EventStore } from '#event-store';
import { freshStream, newEvents } from './events.js';
import { connect, openPostgresHarness, type PostgresHarness, untilThereIs } from './postgres-harness.js';

describe('the schema event_store', () => {
  let harness: PostgresHarness;
  let store: EventStore;
  let client: pg.Client;

  beforeAll(async () => {
    harness = await openPostgresHarness();
    store = harness.open();
    client = await connect(harness.url);
    await store.append('coproduction-known', 'none', newEvents(3));
  });
  afterAll(async () => {
    await client.end();
    await harness.close();
  });

  const event = { stream: 'party-1', revision: 0, position: 1_000, id: randomUUID() as string };
  const insert = (changes: Partial<typeof event>): Promise<unknown> => {
    const { stream, revision, position, id } = { ...event, ...changes };
    return client.query(
      `INSERT INTO event_store.events (stream, revision, position, id, recorded_at, schema_version, type, data, metadata)
       VALUES ($1, $2, $3, $4, now(), 1, 'PartyRegistered', '{}', '{}')`,
      [stream, revision, position, id],
    );
  };

  describe('events_never_change', () => {
    it.each([
      ['UPDATE', `UPDATE event_store.events SET type = 'Other'`],
      ['an UPDATE that touches nothing', `UPDATE event_store.events SET type = 'Other' WHERE false`],
      ['DELETE', 'DELETE FROM event_store.events'],
      ['TRUNCATE', 'TRUNCATE event_store.events'],
      ['TRUNCATE with what depends on it', 'TRUNCATE event_store.events CASCADE'],
      [
        'an INSERT that becomes an UPDATE',
        `INSERT INTO event_store.events SELECT * FROM event_store.events
         ON CONFLICT (position) DO UPDATE SET type = 'Other'`,
      ],
      [
        'a MERGE that deletes',
        `MERGE INTO event_store.events e USING (VALUES (1)) v (position) ON e.position = v.position
         WHEN MATCHED THEN DELETE`,
      ],
    ])('refuses %s', async (_, sql) => {
      await expect(client.query(sql)).rejects.toMatchObject({
        code: '23001',
        message: expect.stringContaining('events are never changed') as string,
      });
      expect(await store.readStream('coproduction-known', 0, 10)).toHaveLength(3);
    });

    it('refuses in the session of a replica, too', async () => {
      const { rows } = await client.query(
        `SELECT tgenabled FROM pg_trigger WHERE tgname = 'events_never_change'`,
      );
      expect(rows).toEqual([{ tgenabled: 'A' }]);
    });
  });

  it.each([
    ['events_by_position', { position: 1, id: randomUUID(), stream: 'party-2' }],
    ['events_by_stream', { stream: 'coproduction-known', revision: 2 }],
    ['events_revision_check', { revision: -1 }],
  ])('has %s, which keeps events apart', async (constraint, changes) => {
    await expect(insert(changes)).rejects.toMatchObject({ constraint });
  });

  it('has events_by_id, which lets an id be used once in the whole store', async () => {
    const [known] = await store.readStream('coproduction-known', 0, 1);
    await expect(insert({ id: known!.id })).rejects.toMatchObject({ constraint: 'events_by_id' });
  });

  it('has turn, which one append at a time holds, while readers and backups go on', async () => {
    const other = await connect(harness.url);
    await other.query('BEGIN; LOCK TABLE event_store.turn IN EXCLUSIVE MODE');
    const waiting = store.append(freshStream(), 'none', newEvents(1));
    await untilThereIs(
      client,
      `SELECT FROM pg_locks WHERE relation = 'event_store.turn'::regclass AND NOT granted`,
    );
    expect(await store.readStream('coproduction-known', 0, 10)).toHaveLength(3);
    await client.query('BEGIN; LOCK TABLE event_store.turn, event_store.events IN ACCESS SHARE MODE; COMMIT');
    await other.query('ROLLBACK');
    await other.end();
    expect(await waiting).toMatchObject({ status: 'appended' });
  });

  it('keeps data as its exact canonical text', async () => {
    const stream = freshStream();
    await store.append(stream, 'none', newEvents(1, { data: { b: 1e21, a: ['\u20ac', 1.0, '\u0007'] } }));
    const { rows } = await client.query('SELECT data::text FROM event_store.events WHERE stream = $1', [
      stream,
    ]);
    expect(rows).toEqual([{ data: '{"a":["€",1,"\\u0007"],"b":1e+21}' }]);
  });

  it('tells when an event was recorded in milliseconds and in UTC, whatever digits that ends with', async () => {
    const stream = freshStream();
    const times = ['00:00:00.000Z', '00:00:30.500Z', '23:59:59.120Z', '07:08:09.007Z', '12:34:56.789Z'];
    const recordedAt = times.map((time) => `2026-03-29T${time}`);
    await client.query(
      `INSERT INTO event_store.events (stream, revision, position, id, recorded_at, schema_version, type, data, metadata)
       SELECT $1, ordinal - 1, ordinal + $2, gen_random_uuid(), at, 1, 'PledgeMade', '{}', '{}'
       FROM unnest($3::timestamptz[]) WITH ORDINALITY AS a (at, ordinal)`,
      [stream, await store.head(), recordedAt],
    );
    const read = await store.readStream(stream, 0, 10);
    expect(read.map((event) => event.recordedAt)).toEqual(recordedAt);
  });

  it('has append, which answers each of a batch', async () => {
    const [known] = await store.readStream('coproduction-known', 1, 1);
    const head = await store.head();
    const ids = [randomUUID(), randomUUID(), known!.id, randomUUID(), known!.id, randomUUID()];
    const { rows } = await client.query({
      text: `SELECT * FROM event_store.append(
        ARRAY['party-7', 'coproduction-known', 'party-8', 'party-9'], ARRAY[-1, -3, -2, -3], ARRAY[2, 1, 1, 2],
        ARRAY[1, 1, 2, 3, 4, 4], $1::uuid[], array_fill('T'::text, ARRAY[6]), array_fill(1, ARRAY[6]),
        array_fill('{}'::text, ARRAY[6]), array_fill('{}'::text, ARRAY[6]))`,
      values: [ids],
      rowMode: 'array',
    });
    expect(rows).toEqual([
      ['appended', 0, String(head + 1n), String(head + 2n)],
      ['repeated', 1, known!.position.toString(), known!.position.toString()],
      ['conflict', -1, null, null],
      ['duplicate_id', null, null, null],
    ]);
    expect(await store.head()).toBe(head + 2n);
  });

  it('has append_one, which writes where everything is as expected, and nothing otherwise', async () => {
    const [known] = await store.readStream('coproduction-known', 1, 1);
    const head = await store.head();
    const one = async (at: bigint | null, stream: string, expected: number, id: string): Promise<unknown> => {
      const { rows } = await client.query<{ append_one: string | null }>(
        `SELECT event_store.append_one($1, $2, $3, $4, 'T', 1, '{}', '{}')`,
        [at, stream, expected, id],
      );
      return rows[0]?.append_one;
    };
    const id = randomUUID();
    expect(await one(null, 'coproduction-known', -1, id)).toBeNull();
    expect(await one(null, 'coproduction-known', 0, id)).toBeNull();
    expect(await one(head, 'coproduction-known', 7, id)).toBeNull();
    expect(await one(head, 'party-unknown', 0, id)).toBeNull();
    expect(await one(head, 'coproduction-known', 2, known!.id)).toBeNull();
    expect(await one(head - 1n, 'coproduction-known', 2, id)).toBeNull();
    expect(await store.head()).toBe(head);
    expect(await one(head, 'coproduction-known', 2, id)).toBe(String(head + 1n));
    expect(await one(null, 'party-unknown', -1, randomUUID())).toBe(String(head + 2n));
    expect(await store.readStream('coproduction-known', 3, 2)).toMatchObject([{ id, position: head + 1n }]);
  });

  it('finds the next events of one kind of stream in events_by_category alone', async () => {
    for (let round = 0; round < 8; round++) await store.append(freshStream(), 'none', newEvents(512));
    await store.append(freshStream('party'), 'none', newEvents(3));
    await client.query('ANALYZE event_store.events');
    await client.query('SET plan_cache_mode = force_generic_plan');
    await client.query(`PREPARE kind (bigint, integer, text, text) AS
      SELECT position, stream, data FROM event_store.events
      WHERE (split_part(stream, '-', 1), position) >= ($3, $1)
        AND (split_part(stream, '-', 1), position) <= ($3, 9223372036854775807) AND starts_with(stream, $4)
      ORDER BY split_part(stream, '-', 1), position LIMIT $2`);
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: object }[] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE kind (1, 1000, 'party', 'party-')`,
    );
    const [{ Plan: limit }] = rows[0]!['QUERY PLAN'] as [{ Plan: Record<string, unknown> }];
    const [scan] = limit['Plans'] as [Record<string, unknown>];
    expect(scan).toMatchObject({ 'Node Type': 'Index Scan', 'Index Name': 'events_by_category' });
    expect(limit['Shared Hit Blocks']).toBeLessThan(20);
  });
});
