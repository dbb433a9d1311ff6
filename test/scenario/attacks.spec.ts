import { codesIn, type Outcome } from './auditor/program.js';
import { Operator } from './auditor/operator.js';
import { startBuiltServer } from '../http/built-server.js';
import { auditorPersonId, Village } from './attacks/village.js';
import { until } from './notary/stage.js';
import { coProductionId } from './projections/barbajanni.js';

/** Each test is one attack by an operator who has the database, the server and the key; it shows which command finds it, and its message. */
let village: Village;

beforeEach(async () => {
  village = await Village.settle();
  await village.live();
});
afterEach(() => village.leave());

/** The position of the first event of a type. */
async function positionOf(type: string): Promise<number> {
  const found = (await village.stage.events()).find((event) => event.type === type);
  return Number(found?.position);
}

/** What the partner's server shows, held against the partner's own books. */
async function compare(): Promise<Outcome> {
  const server = await startBuiltServer({ databaseUrl: village.stage.url });
  try {
    const token = await server.token(auditorPersonId);
    return await village.partnerOfOld.run(['compare', server.url], { SEMINA_TOKEN: token });
  } finally {
    await server.stop();
  }
}

describe('an operator who rewrites the past in the database, and the log with it,', () => {
  const attacks: readonly [string, (position: number) => string, string][] = [
    [
      'by editing an event',
      (at) =>
        `UPDATE event_store.events SET data = jsonb_set(data::jsonb, '{amount}', '1') WHERE position = ${at}`,
      'The operator showed two different histories at size',
    ],
    [
      'by deleting an event',
      (at) => `DELETE FROM event_store.events WHERE position = ${at}`,
      'The operator showed two different histories at size',
    ],
    [
      'by inserting an event in the past',
      (at) => `UPDATE event_store.events SET position = position + 1000000 WHERE position > ${at};
        UPDATE event_store.events SET position = position - 999999 WHERE position > 1000000;
        INSERT INTO event_store.events (position, recorded_at, id, revision, schema_version, stream, type, data, metadata)
        SELECT position + 1, recorded_at, gen_random_uuid(), 1000000, schema_version, stream, type, data, metadata
        FROM event_store.events WHERE position = ${at}`,
      'do not begin with the',
    ],
    [
      'by swapping two events',
      (at) => `UPDATE event_store.events one SET type = other.type, data = other.data, id = gen_random_uuid()
        FROM event_store.events other
        WHERE one.position IN (${at}, ${at} + 40) AND other.position = ${at} + ${at} + 40 - one.position`,
      'The operator showed two different histories at size',
    ],
  ];

  it.each(attacks)('%s is found by follow', async (_what, attack, message) => {
    const position = await positionOf('AdvanceReceived');
    await village.tamper(attack(position));
    await village.rewriteLog();
    const found = await village.follow();
    expect(found.status).toBe(1);
    expect(found.stdout).toContain(message);
    expect(codesIn(found)).toContain('witnesses_missing');
  });
});

describe('an operator who changes what its screens show', () => {
  it('by editing an event and letting the read models follow is found by compare, account by account', async () => {
    const position = await positionOf('AdvanceReceived');
    await village.tamper(
      `UPDATE event_store.events SET data = jsonb_set(data::jsonb, '{amount}', '1') WHERE position = ${position}`,
    );
    expect((await village.follow()).status).toBe(0);
    const found = await compare();
    expect(found.status).toBe(1);
    expect(found.stdout).toMatch(
      /the account assets:bank is [\d.]+ EUR by the signed events, and the operator shows/,
    );
    expect(new Set(codesIn(found))).toEqual(new Set(['balance_differs']));
  });

  it('by changing an amount in a projection only is found by compare, which names that account alone', async () => {
    expect(await compare()).toMatchObject({ status: 0, stdout: expect.stringContaining('1 books compared') });
    const { rowCount } = await village.stage.pool.query(
      `UPDATE read.balances SET balance = balance + 100000 WHERE co_production_id = $1 AND account = 'assets:bank'`,
      [coProductionId],
    );
    expect(rowCount).toBe(1);
    const found = await compare();
    expect(found.status).toBe(1);
    expect(codesIn(found)).toEqual(['balance_differs']);
    expect(found.stdout).toMatch(
      /the account assets:bank is [\d.]+ EUR by the signed events, and the operator shows 1[\d.]+ EUR/,
    );
  });
});

describe('an operator who', () => {
  it('goes back to a backup is found by follow: events that were seen are gone', async () => {
    const backup = await village.honest();
    const before = new Operator(backup.leaves.slice(0, -20), village.key);
    await before.publishTo(...village.witnesses);
    village.served.files = before.files;
    const found = await village.follow();
    expect(codesIn(found)).toEqual(['log_set_back', 'witnesses_missing']);
    expect(found.stdout).toContain(`the last 20 are gone`);
  });

  it('goes on from a backup with other events is found by follow and by every witness', async () => {
    const forger = (await village.honest()).forked((leaves) => {
      leaves.splice(-20, 20, ...leaves.slice(0, 30));
    });
    await forger.publishTo(...village.witnesses);
    village.served.files = forger.files;
    expect(codesIn(await village.follow())).toEqual(['history_rewritten', 'witnesses_missing']);
    for (const witness of village.witnesses) expect(witness.stderr()).toContain('growth_not_proven');
  });

  it('shows two histories to two partners is found by agree, and the second lacks witnesses', async () => {
    const fork = (await village.honest()).forked((leaves) => leaves.splice(9, 1, leaves[8] as Uint8Array));
    const shown = await fork.publishTo(...village.witnesses);
    village.served.files = fork.files;
    const newcomer = await village.newPartner();
    expect(codesIn(await village.follow(newcomer))).toEqual(['witnesses_missing']);
    const page = await village.partnerOfOld.given('from-the-other', shown);
    const found = await village.partnerOfOld.run(['agree', page]);
    expect(codesIn(found)).toContain('two_histories');
    expect(found.stdout).toContain(
      `two different histories at size ${village.size}: one to you, another to whoever`,
    );
    for (const witness of village.witnesses) {
      expect(witness.stderr()).toContain(`two different histories at size ${village.size}`);
    }
  });

  it('replays an old page that was co-signed once is found by follow, and by its age where nothing was seen before', async () => {
    village.served.files = village.oldLog.files;
    expect(codesIn(await village.follow())).toEqual(['log_set_back']);
    const newcomer = await village.newPartner();
    const aSecond = String(1 / 3_600);
    await until(async () =>
      codesIn(await village.follow(newcomer, '--max-age', aSecond)).includes('checkpoint_stale'),
    );
  });

  it('signs again with a stolen key what a witness has co-signed is refused by the witness and found by follow', async () => {
    const thief = (await village.honest()).forked((leaves) => void leaves.reverse());
    const signed = thief.publish();
    for (const witness of village.witnesses) {
      expect(await thief.submit(witness, signed)).toMatchObject({
        status: 422,
        body: expect.stringMatching(/^roots_differ/),
      });
      expect((await witness.get('/')).body).toContain('*** fork ***');
    }
    village.served.files = thief.files;
    const found = await village.follow();
    expect(codesIn(found)).toEqual(['two_histories', 'witnesses_missing']);
    expect(found.stdout).toContain('Keep the evidence and show it to the other partners.');
  });
});
