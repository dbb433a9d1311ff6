import { rmSync } from 'node:fs';
import {
  anyOf,
  generateSigningKey,
  hashLeaf,
  openTrustedCheckpoint,
  parseVerifierKey,
  signCheckpoint,
  verifierKeyOf,
} from '#transparency-log';
import { canonicalBytes } from '#event-store';
import { newLogKeys, parseLogKeys, type WitnessAddress } from '#notary';
import { ORIGIN, Stage, until } from './notary/stage.js';
import { type Manner, TestWitness } from './notary/witness.js';

/** Nobody listens there. */
const dead = (): WitnessAddress => ({
  key: verifierKeyOf(generateSigningKey('witness.example/dead', 'cosignature')),
  url: 'http://127.0.0.1:1',
});

describe('a log with witnesses', () => {
  let stage: Stage;
  let one: TestWitness;
  let other: TestWitness;
  let bad: TestWitness[];
  const quick = { timeoutMs: 2_000, backoff: { firstMs: 50, maxMs: 50 } };

  beforeEach(async () => {
    stage = await Stage.open();
    bad = [];
    one = await TestWitness.open(ORIGIN, stage.keys.verifiers);
    other = await TestWitness.open(ORIGIN, stage.keys.verifiers);
  });
  afterEach(async () => {
    await stage.close();
    await Promise.all([one, other, ...bad].map((witness) => witness.close()));
  });

  const witnesses = () => [one.address, other.address];
  const cosignedBy = async (atLeast: number): Promise<number> => {
    const { note } = (await stage.log.head())!;
    const logs = stage.keys.verifierKeys.map((key) => ({ key: parseVerifierKey(key) }));
    const policy = anyOf(atLeast, logs, [
      { name: 'one', key: one.address.key },
      { name: 'other', key: other.address.key },
    ]);
    return openTrustedCheckpoint(note, policy).cosigned.length;
  };
  const warnings = () => stage.listening.told.filter(({ level }) => level === 'warn');

  it('is published with the co-signatures of all, each proven to have only grown', async () => {
    stage.notary({ witnesses: witnesses() });
    for (const size of [3, 300, 301]) {
      await stage.write(size - (await stage.status()).size);
      await stage.published(size);
      expect(await cosignedBy(2)).toBe(2);
    }
    expect(one.latest!.size).toBe(301);
    expect(one.asked.at(-1)).toEqual([300, 301]);
    expect(warnings()).toEqual([]);
  });

  it('asks witnesses that it knows nothing of from 0, and goes on from what they say', async () => {
    await stage.write(10);
    const first = stage.notary({ witnesses: witnesses() });
    await stage.published(10);
    await first.stop();
    await stage.write(5);
    stage.notary({ witnesses: witnesses() });
    await stage.published(15);
    const [before, next] = one.asked;
    expect(before).toEqual([0, 10]);
    // The head of before may be asked about once more, where the log has not grown yet when the notary begins.
    expect(next?.[0]).toBe(0);
    expect(one.asked.at(-1)).toEqual([10, 15]);
    expect(await cosignedBy(2)).toBe(2);
  });

  it('is published without those that are dead, silent or wrong, which are told of and tried again', async () => {
    const manners: Manner[] = ['silent', 'refusing', 'babbling', 'lying', 'endless', 'elsewhere'];
    bad = await Promise.all(manners.map(() => TestWitness.open(ORIGIN, stage.keys.verifiers)));
    bad.forEach((witness, place) => (witness.manner = manners[place]!));
    await stage.write(7);
    stage.notary({
      witnesses: [dead(), ...bad.map(({ address }) => address), one.address],
      paces: { ...quick, witnessWaitMs: 100 },
    });
    await stage.published(7);
    await until(async () => (await stage.status()).published?.cosignatures === 1);
    expect(await cosignedBy(1)).toBe(1);
    const reasons = () =>
      [...new Set(warnings().map(({ details }) => (details as { err: Error }).err.message))].sort();
    await until(() => reasons().length >= 7);
    expect(reasons()).toEqual([
      expect.stringMatching(/^fetch failed: .*port|ECONNREFUSED/),
      expect.stringMatching(/^fetch failed: .*redirect/),
      'it answers 403: no log of mine',
      'its answer has more than 1000000 bytes',
      'its answer is wrong: The signature of witness.example/w is wrong.',
      expect.stringMatching(/^its answer is wrong: /),
      'no answer within 2000 ms',
    ]);
    for (const witness of bad) witness.manner = 'honest';
    const { note } = (await stage.log.head())!;
    await until(async () => (await stage.status()).published?.cosignatures === 7);
    expect((await stage.log.head())!.note.startsWith(note)).toBe(true);
  });

  it('does not wait for a slow one, and takes its co-signature in when it comes', async () => {
    one.manner = 'late';
    stage.notary({ witnesses: witnesses(), paces: { ...quick, timeoutMs: 20_000, witnessWaitMs: 50 } });
    await stage.write(4);
    await stage.published(4);
    await stage.write(1);
    await stage.published(5);
    await until(async () => (await cosignedBy(1)) === 1);
    expect(one.asked).toEqual([[0, 4]]);
    one.manner = 'honest';
    one.release();
    await until(async () => (await stage.status()).published?.cosignatures === 2);
    const { rows } = await stage.pool.query(
      'SELECT size, cosignatures FROM transparency_log.checkpoints WHERE size > 0 ORDER BY size',
    );
    expect(rows).toEqual([
      { size: '4', cosignatures: 2 },
      { size: '5', cosignatures: 2 },
    ]);
  });

  it('hands out proofs with the head that most witnesses have co-signed', async () => {
    const notary = stage.notary({ witnesses: witnesses(), paces: quick });
    await stage.write(4);
    await stage.published(4);
    other.manner = 'refusing';
    await stage.write(4);
    await stage.published(8);
    await notary.stop();
    const events = await stage.events();
    expect(await stage.log.proof(3n, canonicalBytes(events[2]!), 0)).toContain(`\n${ORIGIN}\n4\n`);
    expect(await stage.log.proof(7n, canonicalBytes(events[6]!), 0)).toContain(`\n${ORIGIN}\n8\n`);
  });

  describe('whose database was set back', () => {
    /** As after a backup from before the last five events was restored: everything since is forgotten. */
    const setBack = async (): Promise<void> => {
      const tables = [
        'event_store.events',
        'transparency_log.tile_pieces',
        'transparency_log.entry_pieces',
        'transparency_log.tree',
        'transparency_log.checkpoints',
      ];
      for (const table of tables) await stage.pool.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
      await stage.pool.query(`
        DELETE FROM event_store.events WHERE position > 10;
        DELETE FROM transparency_log.checkpoints WHERE size > 10;
        DELETE FROM transparency_log.tile_pieces WHERE first >= 10;
        DELETE FROM transparency_log.entry_pieces WHERE first >= 10;
        UPDATE transparency_log.tree SET size = 10, position = 10, root = '\\x${kept}'`);
      for (const table of tables) await stage.pool.query(`ALTER TABLE ${table} ENABLE TRIGGER ALL`);
    };
    let kept = '';

    beforeEach(async () => {
      const notary = stage.notary({ witnesses: witnesses() });
      await stage.write(10);
      await stage.published(10);
      const { rows } = await stage.pool.query(
        `SELECT encode(root, 'hex') AS root FROM transparency_log.tree`,
      );
      kept = (rows[0] as { root: string }).root;
      await stage.write(5);
      await stage.published(15);
      await notary.stop();
      await setBack();
      // It goes on, as if the five had never been.
      await stage.write(2);
    });

    it('is not signed any more, because the notary remembers what it has signed', async () => {
      stage.notary({ witnesses: [] });
      await until(() => stage.listening.errors().length > 0);
      // The two new events may or may not be in the tree yet.
      expect(stage.listening.errors()[0]).toMatch(
        /^THE LOG IS NOT SIGNED ANY MORE: A head of 15 leaves was signed, and there are 1[0-2]: the database was set back\.$/,
      );
      expect((await stage.status()).refusal?.reason).toMatch(/^tree_shrunk: /);
      // Not even once it is as large again.
      await stage.write(9);
      await until(() => stage.listening.errors().some((message) => message.includes('does not begin with')));
      expect((await stage.status()).published?.size).toBe(10);
    });

    it('is not signed any more where even that memory is lost, once a witness shows what was signed', async () => {
      rmSync(stage.memoryPath);
      stage.notary({ witnesses: witnesses() });
      await until(() => stage.listening.errors().length > 0);
      expect(stage.listening.errors()[0]).toMatch(/shows a head of 15 leaves that this log has signed/);
      expect((await stage.status()).published?.size).toBe(10);
      await stage.write(9);
      await until(() => stage.listening.errors().some((message) => message.includes('does not begin with')));
    });
  });

  it('is not stopped by a witness that only says to have seen more', async () => {
    one.latest = { size: 1_000_000, root: hashLeaf(Buffer.from('dreamt')) };
    one.shown = signCheckpoint({ origin: ORIGIN, ...one.latest }, parseLogKeys(newLogKeys(ORIGIN)).signers);
    stage.notary({ witnesses: witnesses(), paces: quick });
    await stage.write(3);
    await stage.published(3);
    expect(await cosignedBy(1)).toBe(1);
    expect(stage.listening.errors()).toEqual([]);
  });
});
