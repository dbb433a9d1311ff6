import { canonicalBytes } from '#event-store';
import { fsck, type FsckFinding } from '#notary';
import { formatEntryBundle, GrowingTiles, hashLeaf, signCheckpoint } from '#transparency-log';
import { ORIGIN, Stage } from './notary/stage.js';

/** More than two blocks of leaves, so that there are full tiles at level 1, partial ones, and a page to turn. */
const EVENTS = 4_500;

describe('the inspection of the whole log', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open();
    const notary = stage.notary();
    for (const size of [10, 300, EVENTS]) {
      await stage.write(size - (await stage.status()).size, 500);
      await stage.published(size);
    }
    await notary.stop();
  });
  afterAll(() => stage.close());

  const inspect = () => fsck({ queries: stage.pool, store: stage.store, log: stage.keys });

  const headsFrom = async (size: number): Promise<number> => {
    const { rowCount } = await stage.pool.query('SELECT FROM transparency_log.checkpoints WHERE size >= $1', [
      size,
    ]);
    return rowCount ?? 0;
  };

  /** As somebody who may do anything in the database, and undoes it again. */
  const after = async (damage: string, values: unknown[] = []): Promise<readonly FsckFinding[]> => {
    const client = await stage.pool.connect();
    const tables = [
      'event_store.events',
      'transparency_log.tile_pieces',
      'transparency_log.entry_pieces',
      'transparency_log.tree',
      'transparency_log.checkpoints',
    ];
    try {
      for (const table of tables) {
        await client.query(
          `ALTER TABLE ${table} DISABLE TRIGGER ALL; CREATE TABLE kept_${table.replace('.', '_')} AS TABLE ${table}`,
        );
      }
      const results = await (values.length === 0 ? client.query(damage) : client.query(damage, values));
      for (const { rowCount } of [results].flat()) expect(rowCount).toBeGreaterThan(0);
      return (await inspect()).findings;
    } finally {
      for (const table of tables) {
        const kept = `kept_${table.replace('.', '_')}`;
        await client.query(`DELETE FROM ${table}`);
        await client.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE ${kept}`);
        await client.query(`DROP TABLE ${kept}; ALTER TABLE ${table} ENABLE TRIGGER ALL`);
      }
      client.release();
    }
  };

  it('finds nothing in a log that nobody has touched, also while events wait', async () => {
    expect(await inspect()).toEqual({ leaves: EVENTS, heads: await headsFrom(0), waiting: 0, findings: [] });
    const done: number[] = [];
    await stage.write(3);
    const inspection = await fsck({
      queries: stage.pool,
      store: stage.store,
      log: stage.keys,
      onProgress: (leaves) => done.push(leaves),
    });
    expect(inspection).toMatchObject({ leaves: EVENTS, waiting: 3, findings: [] });
    expect(done).toEqual([2_048, 4_096, EVENTS]);
  });

  it('says which event was changed, and how many', async () => {
    const [finding, ...others] = await after(
      `UPDATE event_store.events SET data = '{"amount":1}' WHERE position IN (7, 2050)`,
    );
    expect(others).toEqual([]);
    expect(finding).toEqual({
      code: 'event_changed',
      count: 2,
      message:
        'The event at position 7 is not the event that was made a leaf of the log: it was changed afterwards, and 1 more likewise.',
    });
  });

  it.each([
    ['deleted', 'DELETE FROM event_store.events WHERE position = 12', ['event_missing']],
    [
      'given another time',
      `UPDATE event_store.events SET recorded_at = '2020-01-01' WHERE position = 12`,
      ['event_changed'],
    ],
    [
      'written so that it has no canonical form',
      `UPDATE event_store.events SET data = '{"a":"\\ud800"}' WHERE position = 12`,
      ['event_changed'],
    ],
    [
      'swapped with another',
      `UPDATE event_store.events SET (id, stream, revision) = (SELECT gen_random_uuid(), 'coproduction-2', position)
       WHERE position IN (12, 13)`,
      ['event_changed'],
    ],
  ])('finds an event that was %s', async (_what, damage, codes) => {
    const findings = await after(damage);
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  it('finds that events were inserted in the past: everything after them moved', async () => {
    const findings = await after(
      `UPDATE event_store.events SET position = position + 1000000 WHERE position >= 4000;
       UPDATE event_store.events SET position = position - 999999 WHERE position >= 1000000;
       INSERT INTO event_store.events (position, recorded_at, id, revision, schema_version, stream, type, data, metadata)
       SELECT 4000, recorded_at, gen_random_uuid(), 1000000, schema_version, stream, type, data, metadata
       FROM event_store.events WHERE position = 3999`,
    );
    expect(findings.map(({ code, count }) => [code, count])).toEqual([['event_changed', 501]]);
  });

  it.each([
    [
      'a stored leaf',
      `UPDATE transparency_log.entry_pieces SET entries = set_byte(entries, 40, 0) WHERE bundle = 1 AND first = 44`,
      ['entry_changed'],
    ],
    [
      'stored leaves that are gone',
      'DELETE FROM transparency_log.entry_pieces WHERE bundle = 3',
      ['entry_missing'],
    ],
    [
      'a hash of a leaf',
      `UPDATE transparency_log.tile_pieces SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) WHERE level = 0 AND tile = 0 AND first = 0`,
      ['event_changed', 'entry_changed', 'checkpoint_differs', 'tile_differs', 'root_differs'],
    ],
    [
      'a hash above the leaves',
      `UPDATE transparency_log.tile_pieces SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) WHERE level = 1 AND first = 0`,
      ['tile_differs'],
    ],
    [
      'a tile that is gone',
      'DELETE FROM transparency_log.tile_pieces WHERE level = 0 AND tile = 5',
      ['leaf_missing', 'hashes_miscounted'],
    ],
    [
      'a hash too many',
      `INSERT INTO transparency_log.tile_pieces (level, tile, first, hashes) VALUES (0, 40, 0, sha256(''))`,
      ['hashes_miscounted'],
    ],
    ['a root', `UPDATE transparency_log.tree SET root = sha256('')`, ['root_differs']],
    [
      'a signature',
      `UPDATE transparency_log.checkpoints SET note = replace(note, E'\\u2014', E'\\u2014 ') WHERE size = 300`,
      ['signature_invalid'],
    ],
    [
      'a head under another size',
      'UPDATE transparency_log.checkpoints SET size = 299 WHERE size = 300',
      ['checkpoint_malformed'],
    ],
  ])('finds %s', async (_what, damage, codes) => {
    const findings = await after(damage);
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  it('finds a head of another history, and one of a larger tree, though they are signed', async () => {
    const { origin, signers } = stage.keys;
    const root = hashLeaf(Buffer.from('another history'));
    const sign = (size: number) => signCheckpoint({ origin, size, root }, signers);
    const insert = 'INSERT INTO transparency_log.checkpoints (origin, size, note) VALUES';
    const findings = await after(`${insert} ($1, 20, $2), ($1, 1000000, $3)`, [
      ORIGIN,
      sign(20),
      sign(1_000_000),
    ]);
    expect(findings.map(({ message }) => message)).toEqual([
      'The head of 20 leaves was signed for another history than the one that is stored.',
      'The head of 1000000 leaves was signed for a larger tree than there is: the log was set back.',
    ]);
  });

  it('is not deceived by an event that was changed together with its leaf, its hashes and the root', async () => {
    const events = await stage.events();
    const forged = { ...events[6]!, data: { amount: 1 } };
    const tree = GrowingTiles.empty();
    for (const event of [...events.slice(0, 6), forged, ...events.slice(7, EVENTS)]) {
      tree.append(hashLeaf(canonicalBytes(event)));
    }
    const tiles = [...tree.takeFull(), ...tree.edge()];
    const findings = await after(
      `WITH event AS (UPDATE event_store.events SET data = '{"amount":1}' WHERE position = 7),
            tiles AS (UPDATE transparency_log.tile_pieces piece
                      SET hashes = substring(forged.hashes FROM piece.first * 32 + 1 FOR octet_length(piece.hashes))
                      FROM unnest($1::smallint[], $2::bigint[], $3::bytea[]) AS forged (level, tile, hashes)
                      WHERE (piece.level, piece.tile) = (forged.level, forged.tile)),
            entries AS (UPDATE transparency_log.entry_pieces SET entries = $5 WHERE bundle = 0 AND first = 0)
       UPDATE transparency_log.tree SET root = $4`,
      [
        tiles.map(({ level }) => level),
        tiles.map(({ index }) => index),
        tiles.map(({ hashes }) => Buffer.from(hashes)),
        tree.head().root,
        formatEntryBundle([...events.slice(0, 6), forged, ...events.slice(7, 10)].map(canonicalBytes)),
      ],
    );
    const changed = await headsFrom(7);
    expect(findings).toEqual([
      {
        code: 'checkpoint_differs',
        count: changed,
        message: `The head of 10 leaves was signed for another history than the one that is stored, and ${changed - 1} more likewise.`,
      },
    ]);
  });
});
