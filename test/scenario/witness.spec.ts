import { createHash } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import {
  checkConsistency,
  cosignatureVerifier,
  formatAddCheckpoint,
  generateSigningKey,
  makeConsistencyProof,
  openCosignatures,
  parseCheckpoint,
  parseNote,
  type Checkpoint,
} from '#transparency-log';
import { Operator, ORIGIN } from './auditor/operator.js';
import { newHome, refusedStart, WitnessProcess } from './witness/process.js';

const words = (count: number, word = 'leaf'): Uint8Array[] =>
  Array.from({ length: count }, (_, at) => Buffer.from(`${word} ${at}`));
const checkpointOf = (note: string): Checkpoint => parseCheckpoint(parseNote(note).text);
const shownPath = `/${createHash('sha256').update(ORIGIN).digest('hex')}/checkpoint`;

let operator: Operator;
let witness: WitnessProcess;

beforeEach(async () => {
  operator = new Operator(words(300));
  witness = await WitnessProcess.start([operator.verifierKey], { name: 'mag6.example' });
});
afterEach(() => witness.remove());

/** The request that leads from a size to the operator's present head. */
async function request(from: number, of = operator): Promise<string> {
  const checkpoint = of.publish();
  const { size } = checkpointOf(checkpoint);
  return formatAddCheckpoint({
    oldSize: from,
    proof: await makeConsistencyProof(from, size, of.nodes(size)),
    checkpoint,
  });
}

describe('a witness', () => {
  it('co-signs what a log says first, and what grew out of it, and shows it to everybody', async () => {
    expect(await witness.addCheckpoint(await request(0))).toMatchObject({ status: 200 });
    operator.leaves.push(...words(500, 'later'));
    const checkpoint = operator.publish();
    const answer = await operator.submit(witness, checkpoint);
    expect(answer.status).toBe(200);
    const { text } = parseNote(checkpoint);
    expect(openCosignatures(answer.body, text, [cosignatureVerifier(witness.key)])).toHaveLength(1);
    const shown = await witness.get(shownPath);
    expect(checkpointOf(shown.body)).toEqual(checkpointOf(checkpoint));
    expect(
      openCosignatures(shown.body.split('\n\n')[1]!, text, [cosignatureVerifier(witness.key)]),
    ).toHaveLength(1);
  });

  it('has a key that nobody else can read, and the same one after a restart', async () => {
    const { mode } = await stat(join(witness.home, 'witness.key'));
    expect(mode & 0o777).toBe(0o600);
    await witness.stop();
    const again = await WitnessProcess.start([operator.verifierKey], { home: witness.home });
    expect(again.key.keyId).toBe(witness.key.keyId);
    await again.stop();
  });

  it('answers 400, 403, 404, 409 and 422 as the protocol says', async () => {
    await witness.addCheckpoint(await request(0));
    operator.leaves.push(...words(5, 'later'));
    const body = await request(300);
    const stranger = new Operator(operator.leaves, generateSigningKey('elsewhere.example', 'note'));
    const impostor = new Operator(operator.leaves);
    expect(await witness.addCheckpoint('old 1\n')).toMatchObject({ status: 400 });
    expect(await witness.addCheckpoint(body.replace('old 300', 'old 306'))).toMatchObject({ status: 400 });
    expect(await witness.addCheckpoint(await request(300, impostor))).toMatchObject({ status: 403 });
    expect(await witness.addCheckpoint(await request(300, stranger))).toMatchObject({ status: 404 });
    expect(await witness.addCheckpoint(body.replace('old 300', 'old 299'))).toEqual({
      status: 409,
      type: 'text/x.tlog.size',
      body: '300\n',
    });
    expect(await witness.addCheckpoint(body.replace(/\n[^\n]{44}\n/, '\n'))).toMatchObject({ status: 422 });
    expect(await witness.addCheckpoint(body)).toMatchObject({ status: 200 });
  });

  it('refuses another history of the same size, and says so loudly, also after a restart', async () => {
    await witness.addCheckpoint(await request(0));
    const fork = operator.forked((leaves) => void (leaves[17] = Buffer.from('forged')));
    expect(await witness.addCheckpoint(await request(300, fork))).toMatchObject({ status: 422 });
    expect(witness.stderr()).toContain(
      `*** REFUSED *** fork: ${ORIGIN}: The log has signed two different histories at size 300`,
    );
    const kept = JSON.parse(await readFile(join(witness.home, 'findings.jsonl'), 'utf8')) as Record<
      string,
      string
    >;
    expect(checkpointOf(kept['cosigned']!).root).not.toEqual(
      checkpointOf(kept['refused']!.split('\n\n').slice(1).join('\n\n')).root,
    );
    await witness.stop();
    const again = await WitnessProcess.start([operator.verifierKey], { home: witness.home });
    expect((await again.get('/')).body).toContain('*** fork ***');
    expect(JSON.parse((await again.get('/', 'application/json')).body)).toMatchObject({
      logs: [{ origin: ORIGIN, size: 300, forked: true }],
    });
    expect(await operator.submit(again, operator.publish())).toMatchObject({ status: 200 });
    await again.stop();
  });

  it('refuses a history that was rewritten and then grew', async () => {
    await witness.addCheckpoint(await request(0));
    const rewritten = operator.forked((leaves) => leaves.splice(17, 1));
    rewritten.leaves.push(...words(50, 'later'));
    expect(await rewritten.submit(witness, rewritten.publish())).toMatchObject({ status: 422 });
    expect(witness.stderr()).toContain('*** REFUSED *** growth_not_proven');
  });

  it('co-signs one of many histories that come at the same time, never two', async () => {
    await witness.addCheckpoint(await request(0));
    const forks = Array.from({ length: 20 }, (_, at) => {
      const fork = operator.forked(() => undefined);
      fork.leaves.push(...words(3, `fork ${at}`));
      return fork;
    });
    const answers = await Promise.all(
      forks.map(async (fork) => witness.addCheckpoint(await request(300, fork))),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  });

  it('holds out against bodies that are endless, foreign or broken', async () => {
    expect(await witness.addCheckpoint(Buffer.alloc(2_000_000, 'x'))).toMatchObject({ status: 400 });
    for (const body of ['', '\0', 'old -1\n\n', Buffer.from([0xff, 0xfe, 0x0a]), 'old 0\n'.repeat(1_000)]) {
      expect(await witness.addCheckpoint(body)).toMatchObject({ status: 400 });
    }
    const rude = connect(Number(new URL(witness.url).port), '127.0.0.1');
    rude.on('error', () => undefined).resume();
    rude.end('POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nold 0');
    await new Promise((resolve) => rude.once('close', resolve));
    expect(await witness.get('/../witness.key')).toMatchObject({ status: 404 });
    expect((await fetch(`${witness.url}/add-checkpoint`)).status).toBe(405);
    expect(await witness.addCheckpoint(await request(0))).toMatchObject({ status: 200 });
  });
});

describe('a witness that is killed', () => {
  it('has never forgotten what it co-signed, wherever it was killed', async () => {
    let known: Checkpoint | undefined;
    for (let round = 0; round < 8; round += 1) {
      const killed = (async () => {
        for (;;) {
          operator.leaves.push(...words(7, `round ${round}`));
          const checkpoint = operator.publish();
          const { status } = await operator.submit(witness, checkpoint);
          expect(status).toBe(200);
          known = checkpointOf(checkpoint);
        }
      })().catch((error: unknown) => error);
      const before = known?.size ?? 0;
      while ((known?.size ?? 0) <= before + 7 * round) await new Promise((resolve) => setImmediate(resolve));
      await witness.stop('SIGKILL');
      expect(await killed).toMatchObject({ name: 'TypeError' });

      witness = await WitnessProcess.start([operator.verifierKey], { home: witness.home });
      const stored = checkpointOf((await witness.get(shownPath)).body);
      expect(stored.size).toBeGreaterThanOrEqual(known!.size);
      const proof = await makeConsistencyProof(known!.size, stored.size, operator.nodes(stored.size));
      expect(() => checkConsistency(known!, stored, proof)).not.toThrow();
    }
  });
});

describe('a witness does not start', () => {
  it('beside another in the same folder', async () => {
    const { status, stderr } = await refusedStart(['--home', witness.home, '--port', '0']);
    expect(stderr).toContain('Another witness is running');
    expect(status).toBe(2);
  });

  it('beside another that starts at the same moment, after one that was killed', async () => {
    await witness.stop('SIGKILL');
    const startings = Array.from({ length: 4 }, () =>
      WitnessProcess.start([operator.verifierKey], { home: witness.home }),
    );
    const started = (await Promise.allSettled(startings)).flatMap((one) =>
      one.status === 'fulfilled' ? [one.value] : [],
    );
    expect(started.length).toBeLessThanOrEqual(1);
    await Promise.all(started.map((one) => one.stop()));
    const alone = await WitnessProcess.start([operator.verifierKey], { home: witness.home });
    expect(alone.key.keyId).toBe(witness.key.keyId);
    await alone.stop();
  });

  it('where its memory was damaged: it does not begin anew', async () => {
    await witness.addCheckpoint(await request(0));
    await witness.stop();
    const path = join(witness.home, 'heads', shownPath.slice(1, 65));
    await writeFile(path, (await readFile(path, 'utf8')).replace('300', '200'));
    const { status, stderr } = await refusedStart(['--home', witness.home, '--port', '0']);
    expect(stderr).toContain('Restore it from a copy');
    expect(status).toBe(2);
  });

  it('without a name for its key, or without logs to watch', async () => {
    const home = await newHome();
    expect(await refusedStart(['--home', home])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--name'),
    });
    expect(await refusedStart(['--home', home, '--name', 'w.example'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('log <verifier key>'),
    });
    await rm(home, { recursive: true });
  });
});
