import { jest } from '@jest/globals';
import { coProductionStream } from '#financing';
import { lacksWitnesses, said, setBack, twoHistories, withoutEvidence } from './attacks/findings.js';
import { disableTriggers, dump, firstEvent, forgetLog, restore } from './attacks/log-tables.js';
import { ORIGIN, story, Territory } from './attacks/territory.js';
import { thiefWith } from './attacks/thief.js';
import { startWorker } from './attacks/worker-process.js';
import { codesIn, type Outcome, type Partner } from './auditor/program.js';
import { until } from './notary/stage.js';
import { coProductionId } from './projections/barbajanni.js';

/*
 * Each test is one attack by an operator who has the database, the server, its notary and the key, all of them real. It shows which
 * command of a partner finds it, in which words, and how that command ends.
 */

/** Whole servers are started in some of these, on a machine that may be busy. */
jest.setTimeout(120_000);

const YOUTH = 60;
const witnessNames = ['mag6.example', 'banca.example'];
let territory: Territory;
let partner: Partner;
/** How many events there are. */
let size: number;
let memory: string;
let memoryOfYouth: string;

beforeAll(async () => {
  territory = await Territory.settle(witnessNames);
  const { told } = story();
  const [stream, events] = told.at(-1)!;
  const before = await territory.write(told.slice(0, -1));
  await territory.write([[stream, events.slice(0, YOUTH - before)]]);
  await territory.notarize(YOUTH, { cosignatures: 2 });
  await dump(territory.pool, 'youth');
  memoryOfYouth = await territory.memory.read();
  size = await territory.write([[stream, events.slice(YOUTH - before)]]);
  await territory.notarize(size, { cosignatures: 2 });
  await dump(territory.pool, 'honest');
  memory = await territory.memory.read();
  await disableTriggers(territory.pool);
  partner = await territory.newPartner();
});
afterAll(() => territory.leave());

const follow = (who = partner, ...args: string[]): Promise<Outcome> => territory.run(who, 'follow', ...args);
const compare = (): Promise<Outcome> => territory.run(partner, 'compare', territory.server.url);

const firstOf = (type: string) => firstEvent(territory.pool, 'honest', type);

async function tamper(sql: string): Promise<void> {
  const results = await territory.pool.query(sql);
  for (const { rowCount } of [results].flat()) expect(rowCount).toBeGreaterThan(0);
}

/** Everything as it was, and the partner content. */
async function honest(): Promise<void> {
  await restore(territory.pool, 'honest');
  await territory.memory.write(memory);
  expect(await follow()).toMatchObject({ status: 0 });
}

describe('an honest operator', () => {
  it('is followed with the token of an auditor, and by nobody without one; hashes and checkpoints are everybody’s', async () => {
    const statusOf = async (path: string): Promise<number> =>
      (await fetch(`${territory.url}/${path}`)).status;
    expect(await Promise.all(['checkpoint', 'tile/0/000', 'tile/entries/000'].map(statusOf))).toEqual([
      200, 200, 401,
    ]);
    expect(await partner.run(['follow'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('/log/tile/entries/000 asks for a token, or yours is no longer valid.'),
    });
    const followed = await follow();
    expect(followed).toMatchObject({ status: 0, stderr: '' });
    expect(followed.stdout).toMatch(
      new RegExp(`^Verified: ${size} events of ${ORIGIN}, ${size} of them new.\nCo-signed by .*\n$`),
    );
    for (const name of witnessNames) expect(followed.stdout).toContain(`${name} (20`);
    expect(await territory.run(partner, 'books')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`${size} events, 1 books. Every rule holds at every event.`),
    });
    expect(await compare()).toEqual({
      status: 0,
      stderr: '',
      stdout: `1 books compared at event ${size}: the operator shows what the signed events add up to.\n`,
    });
  });
});

describe('an operator who changes what its screens show', () => {
  afterAll(honest);

  it('by an amount in a projection only is found by compare, which names that account alone', async () => {
    await tamper(`UPDATE read.balances SET balance = balance + 100000
      WHERE co_production_id = '${coProductionId}' AND account = 'assets:bank'`);
    const found = await compare();
    expect(found.status).toBe(1);
    expect(codesIn(found)).toEqual(['balance_differs']);
    const [, own, shown] =
      /the account assets:bank is ([\d.]+) EUR by the signed events, and the operator shows ([\d.]+) EUR\.\n {2}The operator’s screens show another amount than the signed events add up to\. The events count; the screens were changed or are broken\.\n/.exec(
        found.stdout,
      )!;
    expect(Number(shown) - Number(own)).toBeCloseTo(1_000, 2);
    await tamper(`UPDATE read.balances SET balance = balance - 100000
      WHERE co_production_id = '${coProductionId}' AND account = 'assets:bank'`);
    expect((await compare()).status).toBe(0);
  });

  it('by editing an event and working the read models out anew is found by compare, account by account', async () => {
    const { at } = await firstOf('AdvanceReceived');
    await tamper(
      `UPDATE event_store.events SET data = jsonb_set(data::jsonb, '{amount}', '1') WHERE position = ${at}`,
    );
    const env = { DATABASE_URL: territory.databaseUrl, SEMINA_HOME: territory.home };
    const rebuild = startWorker('projections', ['rebuild'], env);
    expect(await rebuild.ended).toBe(0);
    expect((await follow()).status).toBe(0);
    const found = await compare();
    expect(found.status).toBe(1);
    expect(new Set(codesIn(found))).toEqual(new Set(['balance_differs']));
    expect(found.stdout).toMatch(
      /the account assets:bank is [\d.]+ EUR by the signed events, and the operator shows/,
    );
    expect(found.stdout).toContain('the account liabilities:advances:');
    const inspection = startWorker('log', ['fsck'], env);
    expect(await inspection.ended).toBe(1);
    expect(inspection.told()).toContain(
      `event_changed: The event at position ${at} is not the event that was made a leaf of the log: it was changed afterwards.\nSOMETHING WAS CHANGED.\n`,
    );
  });
});

describe('an operator who rewrites the past and has the notary make the log anew', () => {
  afterEach(honest);

  /** The real notary under the log's own key, which is made to forget what it has signed. */
  async function makeLogAnew(asksWitnesses: boolean): Promise<void> {
    await forgetLog(territory.pool);
    await territory.memory.remove();
    await territory.notarize(await territory.countEvents(), { asksWitnesses });
  }
  it('by editing an event is found by follow and by every witness; the second of two partners by agree', async () => {
    const { at, words } = await firstOf('AdvanceReceived');
    await tamper(
      `UPDATE event_store.events SET data = jsonb_set(data::jsonb, '{amount}', '1') WHERE position = ${at}`,
    );
    await makeLogAnew(true);
    const found = await follow();
    expect(found.status).toBe(1);
    expect(withoutEvidence(found.stdout)).toBe(
      twoHistories(size, ` The first that is different is event ${at}; you were shown ${words} there.`) +
        lacksWitnesses(size),
    );
    for (const witness of territory.witnesses) {
      expect(witness.stderr()).toContain(
        `*** REFUSED *** fork: ${ORIGIN}: The log has signed two different histories at size ${size}: `,
      );
      expect((await witness.get('/')).body).toContain('*** fork ***');
    }

    // Another partner is shown nothing but the forged history: with witnesses it is doubted, and without any it is believed.
    expect((await follow(await territory.newPartner())).stdout).toBe(lacksWitnesses(size));
    const credulous = await territory.newPartner('none');
    expect(await follow(credulous)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`Verified: ${size} events`),
    });
    const page = await (await fetch(`${territory.url}/checkpoint`)).text();
    expect(await territory.run(partner, 'agree', await partner.given('shown-to-the-other', page))).toEqual({
      status: 1,
      stderr: '',
      stdout: said(
        'two_histories',
        `The operator showed two different histories at size ${size}: one to you, another to whoever gave you this.`,
      ),
    });
  });

  it('by deleting one is found by follow', async () => {
    const { at } = await firstOf('TrancheDisbursed');
    await tamper(`DELETE FROM event_store.events WHERE position = ${at};
      UPDATE event_store.events SET position = position + 1000000 WHERE position > ${at};
      UPDATE event_store.events SET position = position - 1000001 WHERE position > 1000000`);
    await makeLogAnew(false);
    const found = await follow();
    expect(found.status).toBe(1);
    expect(withoutEvidence(found.stdout)).toBe(twoHistories(size - 1) + lacksWitnesses(size - 1));
  });

  it('by inserting one in the past is found by follow and by every witness', async () => {
    const { at } = await firstOf('AdvanceReceived');
    await tamper(`UPDATE event_store.events SET position = position + 1000000 WHERE position > ${at};
      UPDATE event_store.events SET position = position - 999999 WHERE position > 1000000;
      INSERT INTO event_store.events (position, recorded_at, id, revision, schema_version, stream, type, data, metadata)
      SELECT position + 1, recorded_at, gen_random_uuid(), 1000000, schema_version, stream, type, data, metadata
      FROM event_store.events WHERE position = ${at}`);
    await makeLogAnew(true);
    const found = await follow();
    expect(found.status).toBe(1);
    expect(found.stdout).toContain(
      `FINDING history_rewritten\n  The operator’s ${size + 1} events do not begin with the ${size} that you have seen. The first that is different is event ${at + 1}; you were shown `,
    );
    expect(found.stdout).toContain(
      `added to afterwards. Keep the evidence and show it to the other partners.\n${lacksWitnesses(size + 1)}`,
    );
    for (const witness of territory.witnesses) {
      expect(witness.stderr()).toContain(
        `*** REFUSED *** growth_not_proven: ${ORIGIN}: The log has not shown that its ${size + 1} leaves begin with the ${size} that were co-signed: `,
      );
    }
  });

  it('by swapping two is found by follow', async () => {
    const { at, words } = await firstOf('AdvanceReceived');
    await tamper(`UPDATE event_store.events one SET type = other.type, data = other.data, id = gen_random_uuid()
      FROM event_store.events other
      WHERE one.position IN (${at}, ${at} + 40) AND other.position = ${at} + ${at} + 40 - one.position`);
    await makeLogAnew(false);
    const found = await follow();
    expect(found.status).toBe(1);
    expect(withoutEvidence(found.stdout)).toBe(
      twoHistories(size, ` The first that is different is event ${at}; you were shown ${words} there.`) +
        lacksWitnesses(size),
    );
  });
});

describe('an operator who goes back to a backup', () => {
  afterAll(honest);

  it('is found by follow: events that were seen are gone; and its own notary signs nothing more', async () => {
    await restore(territory.pool, 'youth');
    await territory.serve();
    const notary = territory.startNotary();
    await until(() => notary.told().includes('THE LOG IS NOT SIGNED ANY MORE: '));
    expect(notary.told()).toContain(
      `A head of ${size} leaves was signed, and there are ${YOUTH}: the database was set back.`,
    );
    await notary.stop();
    const found = await follow();
    expect(found.status).toBe(1);
    expect(withoutEvidence(found.stdout)).toBe(setBack(YOUTH, size));
  });

  it('and goes on from there, notary and all, is found by follow, and lacks witnesses', async () => {
    await territory.memory.write(memoryOfYouth);
    const { told } = story();
    const [, events] = told.at(-1)!;
    const now = await territory.write([[coProductionStream.of(coProductionId), events.slice(0, size)]]);
    expect(now).toBeGreaterThan(size);
    await territory.notarize(now, { asksWitnesses: false });
    const found = await follow();
    expect(found.status).toBe(1);
    expect(codesIn(found)).toEqual(['history_rewritten', 'witnesses_missing']);
    expect(found.stdout).toContain(
      `The operator’s ${now} events do not begin with the ${size} that you have seen. The first that is different is event ${YOUTH + 1}; you were shown `,
    );
  });
});

describe('an operator who shows an old page again', () => {
  afterAll(honest);

  it('is found by follow, and by the page’s age where nothing was seen before', async () => {
    await tamper(`UPDATE transparency_log.checkpoints SET published_at = NULL WHERE size > ${YOUTH}`);
    const found = await follow();
    expect(found.status).toBe(1);
    expect(withoutEvidence(found.stdout)).toBe(setBack(YOUTH, size));
    const newcomer = await territory.newPartner();
    const aSecond = String(1 / 3_600);
    await until(async () => (await follow(newcomer, '--max-age', aSecond)).status === 1);
    expect((await follow(newcomer, '--max-age', aSecond)).stdout).toMatch(
      new RegExp(
        `^FINDING checkpoint_stale\n {2}The page of ${YOUTH} events was co-signed last at \\S+Z\\.\n`,
      ),
    );
  });
});

describe('a thief who signs with the stolen key', () => {
  it('what a witness has vouched for already is refused by the witness and found by follow', async () => {
    const thief = await thiefWith(territory, 'honest');
    try {
      const page = async () => (await fetch(`${thief.server.url}/log/checkpoint`)).text();
      await until(async () => (await page()).startsWith(`${ORIGIN}\n${size}\n`));
      const found = await follow(partner, `${thief.server.url}/log`);
      expect(found.status).toBe(1);
      expect(codesIn(found)).toEqual(['two_histories', 'witnesses_missing']);
      expect(found.stdout).toContain(
        `The operator showed two different histories at size ${size}. The first that is different is event 10; you were shown `,
      );
      await until(() => thief.server.log().includes('roots_differ'));
    } finally {
      await thief.leave();
    }
  });
});
