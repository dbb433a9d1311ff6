import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  cosigner,
  formatVerifierKey,
  generateSigningKey,
  parseNote,
  signText,
  verifierKeyOf,
  withCosignatures,
} from '#transparency-log';
import { Operator } from './auditor/operator.js';
import { codesIn, LogServer, Partner, type Outcome } from './auditor/program.js';

const TOKEN = { SEMINA_TOKEN: 'auditor' };
const event = (position: number, amount = position): Uint8Array =>
  Buffer.from(
    `{"data":{"amount":${amount}},"position":"${position}","recordedAt":"2026-01-01T00:00:00.000Z","stream":"coproduction-1","type":"PledgeMade"}`,
  );
const events = (count: number, from = 1): Uint8Array[] =>
  Array.from({ length: count }, (_, at) => event(from + at));

const witness = generateSigningKey('mag6.example', 'cosignature');
/** As if the witness had looked, whatever it would have said. */
const cosigned = (checkpoint: string, timeSeconds = Math.floor(Date.now() / 1000)): string =>
  withCosignatures(checkpoint, [signText(parseNote(checkpoint).text, cosigner(witness, timeSeconds))]);

let operator: Operator;
let served: LogServer;
let partner: Partner;

const policyWith = (quorum: string): string =>
  `log ${operator.verifierKey} ${served.url}\nwitness mag6 ${formatVerifierKey(verifierKeyOf(witness))}\nquorum ${quorum}\n`;

beforeEach(async () => {
  operator = new Operator(events(700));
  served = await LogServer.open();
  partner = await Partner.with(policyWith('none'));
  serve(operator);
});
afterEach(async () => {
  await served.close();
  await rm(partner.directory, { recursive: true, force: true });
});

function serve(log: Operator): string {
  const checkpoint = log.publish();
  served.files = log.files;
  return checkpoint;
}
const follow = (...args: string[]): Promise<Outcome> => partner.run(['follow', ...args], TOKEN);

describe('a partner who follows a log', () => {
  it('verifies all of it the first time, and only what is new after that', async () => {
    expect(await follow()).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Verified: 700 events'),
    });
    operator.leaves.push(...events(900, 701));
    serve(operator);
    served.asked.length = 0;
    expect(await follow()).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('1600 events of semina.example/log, 900 of them new'),
    });
    expect(served.asked).not.toContain('tile/entries/000');
    expect((await follow()).stdout).toContain('0 of them new');
  });

  it('reads on after being killed, as if nothing had happened', async () => {
    operator.leaves.push(...events(40_000, 701));
    serve(operator);
    const running = partner.start(['follow'], TOKEN);
    served.beforeAnswer = () => {
      if (served.asked.includes('tile/entries/100')) running.kill();
    };
    expect((await running.outcome).status).toBeNull();
    served.beforeAnswer = () => undefined;
    served.asked.length = 0;
    expect(await follow()).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Verified: 40700 events'),
    });
    expect(served.asked).not.toContain('tile/entries/003');
  });

  it('cannot check without a token, without a policy, without an answer or with a damaged copy, and says so', async () => {
    const refused = await partner.run(['follow']);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('token') });
    expect(await partner.run(['books'])).toMatchObject({ status: 2 });
    await follow();
    await truncate(join(partner.directory, 'leaves'), 100);
    expect(await follow()).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Restore it from a copy'),
    });
    await rm(join(partner.directory, 'policy'));
    expect(await follow()).toMatchObject({ status: 2, stderr: expect.stringContaining('no policy') });
  });

  it('refuses another key, another log, and too few witnesses', async () => {
    serve(new Operator(operator.leaves));
    expect(codesIn(await follow())).toEqual(['signature_invalid']);
    serve(new Operator(operator.leaves, generateSigningKey('elsewhere.example', 'note')));
    expect(codesIn(await follow())).toEqual(['log_unknown']);
    await writeFile(join(partner.directory, 'policy'), policyWith('mag6'));
    const checkpoint = serve(operator);
    const doubted = await follow();
    expect(doubted.status).toBe(1);
    expect(codesIn(doubted)).toEqual(['witnesses_missing']);
    operator.show(cosigned(checkpoint));
    expect(await follow()).toMatchObject({ status: 0, stdout: expect.stringContaining('Co-signed by mag6') });
  });

  it('finds a page that nobody has vouched for lately', async () => {
    operator.show(cosigned(serve(operator), 1_600_000_000));
    expect(codesIn(await follow('--max-age', '24'))).toEqual(['checkpoint_stale']);
  });
});

describe('a partner who has followed a log finds', () => {
  beforeEach(async () => {
    expect((await follow()).status).toBe(0);
  });

  it.each([
    ['an event was changed', (leaves: Uint8Array[]) => void (leaves[599] = event(600, 1)), 600],
    ['an event was removed', (leaves: Uint8Array[]) => void leaves.splice(17, 1), 18],
    ['an event was inserted', (leaves: Uint8Array[]) => void leaves.splice(17, 0, event(18, 1)), 18],
    [
      'two events were swapped',
      (leaves: Uint8Array[]) => void leaves.splice(16, 2, leaves[17]!, leaves[16]!),
      17,
    ],
  ])('that %s, where, and keeps the evidence', async (_what, change, position) => {
    const forger = operator.forked(change);
    forger.leaves.push(...events(300, 701));
    serve(forger);
    const outcome = await follow();
    expect(outcome.status).toBe(1);
    expect(codesIn(outcome)).toEqual(['history_rewritten']);
    expect(outcome.stdout).toContain(
      `The first that is different is event ${position}; you were shown PledgeMade in coproduction-1`,
    );
    const [, evidence] = /The evidence is in (.*)/.exec(outcome.stdout) ?? [];
    expect(await readFile(join(evidence!, 'shown-now.checkpoint'), 'utf8')).toContain('semina.example/log\n');
    serve(operator);
    expect((await follow()).status).toBe(0);
  });

  it('two histories of the same size, in words that anybody understands', async () => {
    serve(operator.forked((leaves) => void (leaves[3] = event(4, 1))));
    const { status, stdout } = await follow();
    expect(status).toBe(1);
    expect(stdout).toContain('The operator showed two different histories at size 700.');
    expect(stdout).toContain('One of them is false.');
  });

  it('two histories, though the other one is shorter', async () => {
    serve(new Operator(events(500, 2), operator.key));
    expect(codesIn(await follow())).toEqual(['two_histories']);
  });

  it('that the log went back to a backup, or an old page is shown', async () => {
    serve(new Operator(operator.leaves.slice(0, 600), operator.key));
    const { status, stdout } = await follow();
    expect(status).toBe(1);
    expect(stdout).toContain('The operator shows 600 events, and you have seen 700: the last 100 are gone.');
  });

  it('that events or hashes are handed out that were not signed', async () => {
    operator.leaves.push(...events(300, 701));
    const honest = serve(operator);
    const forger = operator.forked((leaves) => void (leaves[800] = event(801, 1)));
    forger.publish();
    forger.show(honest);
    served.files = forger.files;
    expect(codesIn(await follow())).toEqual(['tree_differs']);
    served.files = new Map([
      ...operator.files,
      ['tile/entries/003.p/232', forger.files.get('tile/entries/003.p/232')!],
    ]);
    const outcome = await follow();
    expect(outcome.stdout).toContain('Event 801 as it is handed out is not the one in the signed tree.');
    served.files = operator.files;
    expect((await follow()).status).toBe(0);
  });

  it('a rewritten history behind missing witnesses, when the key was stolen', async () => {
    await writeFile(join(partner.directory, 'policy'), policyWith('mag6'));
    const forger = operator.forked((leaves) => void (leaves[17] = event(18, 1)));
    forger.leaves.push(...events(5, 701));
    serve(forger);
    expect(codesIn(await follow())).toEqual(['history_rewritten', 'witnesses_missing']);
  });

  it('that another partner was shown another history, by the page it was given', async () => {
    const same = await partner.given(
      'same',
      new Operator(operator.leaves.slice(0, 400), operator.key).publish(),
    );
    expect(await partner.run(['agree', same])).toMatchObject({ status: 0 });
    const fork = operator.forked((leaves) => void (leaves[3] = event(4, 1)));
    const other = await partner.given('other', fork.publish());
    const outcome = await partner.run(['agree', other]);
    expect(outcome.status).toBe(1);
    expect(outcome.stdout).toContain('two different histories at size 700: one to you, another to whoever');
    fork.leaves.push(event(701));
    const ahead = await partner.given('ahead', fork.publish());
    expect(await partner.run(['agree', ahead])).toMatchObject({ status: 2 });
  });
});

describe('a proof file', () => {
  it('is verified offline, with the event in it', async () => {
    const file = await partner.given('proof', await operator.proofFile(41, operator.publish()));
    await served.close();
    const outcome = await partner.run(['verify-proof', file]);
    expect(outcome.status).toBe(0);
    expect(outcome.stdout).toContain(
      'Proven: event 42 of semina.example/log is PledgeMade in coproduction-1',
    );
    served = await LogServer.open();
  });

  it('is verified with others, each told by its name, and none is passed over because of another', async () => {
    const checkpoint = operator.publish();
    const given = async (index: number, change: (proof: string) => string = (proof) => proof) =>
      partner.given(`proof-${index}`, change(await operator.proofFile(index, checkpoint)));
    const good = [await given(3), await given(4)];
    const wrong = await given(5, (proof) => proof.replace('index 5', 'index 6'));
    const missing = join(partner.directory, 'missing');
    const last = await given(7);
    const outcome = await partner.run(['verify-proof', ...good, wrong, missing, last]);
    expect(outcome.status).toBe(1);
    const proven = [...outcome.stdout.matchAll(/^(.*)\nProven: event (\d+) of/gm)];
    expect(proven.map(([, file, event]) => [file, event])).toEqual([
      [good[0], '4'],
      [good[1], '5'],
      [last, '8'],
    ]);
    expect(codesIn(outcome)).toEqual(['proof_wrong']);
    expect(outcome.stdout).toContain(`  ${wrong}: The event in this file is not proven`);
    expect(outcome.stderr).toContain('missing cannot be read');
    expect(await partner.run(['verify-proof', ...good, missing])).toMatchObject({ status: 2 });
    expect(await partner.run(['verify-proof', ...good])).toMatchObject({ status: 0, stderr: '' });
  });

  it('is refused when it was changed, of another event, signed by somebody else, or damaged', async () => {
    const proof = await operator.proofFile(41, operator.publish());
    const forger = operator.forked((leaves) => void (leaves[41] = event(42, 1)));
    const stolen = new Operator(operator.leaves);
    const forged = (await forger.proofFile(41, forger.publish())).split('\n\n')[0]!;
    const codesOf = async (content: string): Promise<string[]> =>
      codesIn(await partner.run(['verify-proof', await partner.given('proof', content)]));
    expect(await codesOf([forged, ...proof.split('\n\n').slice(1)].join('\n\n'))).toEqual(['proof_wrong']);
    expect(await codesOf(proof.replace('index 41', 'index 40'))).toEqual(['proof_wrong']);
    expect(await codesOf(await stolen.proofFile(41, stolen.publish()))).toEqual(['signature_invalid']);
    expect(await codesOf(proof.slice(5))).toEqual(['proof_malformed']);
  });
});
