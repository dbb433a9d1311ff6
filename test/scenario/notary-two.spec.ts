import { CompactRange, hashLeaf, openCheckpoint } from '#transparency-log';
import { canonicalBytes } from '#event-store';
import { fsck, headFile, parseLogKeys, newLogKeys } from '#notary';
import { integrate } from '../../libs/notary/integrate/integrate.js';
import { announce } from '../../libs/notary/publish/announcing.js';
import { Publisher } from '../../libs/notary/publish/publisher.js';
import { Witnesses } from '../../libs/notary/witnesses/witnesses.js';
import { Listening, ORIGIN, rebuilt, Stage, stored, until } from './notary/stage.js';

describe('two notaries on one log', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await Stage.open();
  });
  afterEach(() => stage.close());

  it('take turns: one leads, and the other when it has gone', async () => {
    const first = stage.notary();
    const leaders = () =>
      stage.listening.told.filter(({ message }) => message === 'this process is the notary now').length;
    await until(() => leaders() === 1);
    stage.notary();
    await stage.write(10);
    await stage.published(10);
    expect(leaders()).toBe(1);
    await first.stop();
    await stage.write(10);
    await stage.published(20);
    expect(leaders()).toBe(2);
  });

  it('do no harm to each other where the lock between them has failed', async () => {
    await announce(stage.pool, stage.keys, false);
    const stop = new AbortController();
    let overtaken = 0;
    const works = [0, 1].map(async () => {
      while (!stop.signal.aborted) {
        const { pool, store } = stage;
        await integrate({
          pool,
          store,
          batchSize: 5,
          gatherMs: 0,
          signal: stop.signal,
          onIntegrated: () => {},
        });
        if (!stop.signal.aborted) overtaken += 1;
      }
    });
    const publishing = [0, 1].map(async (which) => {
      const limits = { timeoutMs: 1_000, backoff: { firstMs: 1, maxMs: 1 } };
      const witnesses = new Witnesses([], limits, new Listening(), stop.signal);
      const memory = headFile(`${stage.memoryPath}-${which}`);
      const publisher = new Publisher({
        pool: stage.pool,
        keys: stage.keys,
        memory,
        witnesses,
        witnessWaitMs: 1,
      });
      while (!stop.signal.aborted) await publisher.publish();
    });
    let written = 0;
    for (; written < 500 || overtaken < 10; written += 10) await stage.write(10);
    await stage.integrated(written);
    await stage.published(written);
    stop.abort();
    await Promise.all([...works, ...publishing]);
    expect(await stored(stage.pool)).toEqual(rebuilt(await stage.events()));
    const inspection = await fsck({ queries: stage.pool, store: stage.store, log: stage.keys });
    expect(inspection.findings).toEqual([]);
  });
});

describe('a notary that finds something else than it has signed', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await Stage.open();
    const notary = stage.notary();
    await stage.write(300);
    await stage.published(300);
    await notary.stop();
  });
  afterEach(() => stage.close());

  const tables = ['tile_pieces', 'entry_pieces', 'tree', 'checkpoints'];
  const damage = async (sql: string, values: unknown[] = []): Promise<void> => {
    for (const table of tables)
      await stage.pool.query(`ALTER TABLE transparency_log.${table} DISABLE TRIGGER ALL`);
    expect((await stage.pool.query(sql, values)).rowCount).toBeGreaterThan(0);
    for (const table of tables)
      await stage.pool.query(`ALTER TABLE transparency_log.${table} ENABLE TRIGGER ALL`);
  };
  const refused = async (): Promise<string> => {
    const before = (await stage.log.head())!.note;
    const notary = stage.notary();
    await stage.write(5);
    await until(() => stage.listening.errors().length > 0);
    expect((await stage.log.head())!.note).toBe(before);
    await notary.stop();
    return stage.listening.errors()[0]!;
  };

  it('refuses a tree whose past was changed, hashes and root and all', async () => {
    const events = await stage.events();
    const range = CompactRange.empty();
    const level0 = events.map((event, index) =>
      hashLeaf(index === 3 ? Buffer.from('forged') : canonicalBytes(event)),
    );
    for (const hash of level0) range.append(hash);
    const tile = CompactRange.empty();
    for (const hash of level0.slice(0, 256)) tile.append(hash);
    await damage(
      `WITH leaves AS (UPDATE transparency_log.tile_pieces SET hashes = substring($1::bytea FROM first * 32 + 1 FOR octet_length(hashes))
                       WHERE level = 0 AND tile = 0),
            above AS (UPDATE transparency_log.tile_pieces SET hashes = $2::bytea WHERE level = 1)
       UPDATE transparency_log.tree SET root = $3::bytea`,
      [Buffer.concat(level0.slice(0, 256)), tile.root(), range.root()],
    );
    expect(await refused()).toMatch(
      /^THE LOG IS NOT SIGNED ANY MORE: The tree of 30[05] leaves does not begin with the 300 that were signed/,
    );
    expect((await stage.status()).refusal).not.toBeNull();
  });

  it('refuses tiles that do not make the root that was written with them, and lets the tree grow no further', async () => {
    await damage(`UPDATE transparency_log.tile_pieces SET hashes = sha256('') WHERE level = 1`);
    expect(await refused()).toMatch(/^THE LOG (IS NOT SIGNED|DOES NOT GROW) ANY MORE: /);
    expect((await stage.status()).size).toBe(300);
  });

  it('refuses a tree whose tiles are gone', async () => {
    await damage('DELETE FROM transparency_log.tile_pieces WHERE level = 1');
    expect(await refused()).toMatch(/ANY MORE: .*(not there|missing)/i);
  });

  it('refuses to go on under a key that partners do not know, and goes on once the old one is known again', async () => {
    const stranger = parseLogKeys(newLogKeys(ORIGIN));
    const notary = stage.notary({ keys: stranger });
    await until(() => stage.listening.errors().length > 0);
    expect(stage.listening.errors()[0]).toContain(
      'not signed by a key of example.com/harvests (no_trusted_signature)',
    );
    await notary.stop();
    const both = { ...stranger, verifiers: [...stranger.verifiers, ...stage.keys.verifiers] };
    const changed = stage.notary({ keys: both });
    await stage.write(1);
    await stage.published(301);
    await changed.stop();
    expect((await stage.status()).refusal).toBeNull();
  });

  it('does not let the key of another log take its place by chance, but lets it where that is meant', async () => {
    const other = parseLogKeys(newLogKeys('example.com/other'));
    const notary = stage.notary({ keys: other });
    await until(() => stage.listening.errors().length > 0);
    expect(stage.listening.errors()[0]).toContain(
      'is called example.com/harvests, and the key is that of example.com/other',
    );
    await notary.stop();
    expect((await stage.log.identity())!.origin).toBe(ORIGIN);
    stage.notary({ keys: other, mayRename: true });
    await until(async () => (await stage.log.head())?.note.startsWith('example.com/other\n300\n') === true);
  });

  it('signs with an old and a new key while partners change over, and is believed by those who know either', async () => {
    const text = newLogKeys(ORIGIN);
    const added = parseLogKeys(text);
    const keys = {
      ...stage.keys,
      signers: [...stage.keys.signers, ...added.signers],
      verifiers: [...stage.keys.verifiers, ...added.verifiers],
      verifierKeys: [...stage.keys.verifierKeys, ...added.verifierKeys],
    };
    stage.notary({ keys });
    await stage.write(1);
    await stage.published(301);
    const { note } = (await stage.log.head())!;
    for (const verifier of keys.verifiers) {
      expect(openCheckpoint(note, [{ origin: ORIGIN, verifiers: [verifier] }]).checkpoint.size).toBe(301);
    }
    expect((await stage.log.identity())!.verifierKeys).toEqual(keys.verifierKeys);
  });
});
