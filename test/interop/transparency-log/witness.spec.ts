import { createPublicKey } from 'node:crypto';
import {
  checkGrowth,
  noteVerifier,
  openAddCheckpoint,
  parseAddCheckpoint,
  parseSizeConflict,
  refusedAnswer,
  verifierKey,
  type TreeHead,
} from '#transparency-log';
import { refusal } from '../../property/transparency-log/refusal.js';

/*
 * A conversation with a witness: the requests, and what it has to answer, of FiloSottile/torchwood
 * (cmd/litewitness/testdata/litewitness.txt). The log is one of sigsum's, whose origin is its key's hash.
 */
const origin = 'sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562';
const rawKey = 'ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f';
const publicKey = createPublicKey({
  key: Buffer.from(`302a300506032b6570032100${rawKey}`, 'hex'),
  format: 'der',
  type: 'spki',
});
const logs = [{ origin, verifiers: [noteVerifier(verifierKey(origin, 'note', publicKey))] }];

const leaf = (n: number): string =>
  Buffer.from([0x2a, n, ...new Array<number>(30).fill(0)]).toString('base64');
const checkpoints = {
  1: [
    leaf(0),
    'UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=',
  ],
  3: [
    'RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=',
    'UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go=',
  ],
  5: [
    'QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=',
    'UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww=',
  ],
} as const;
const threeProof = [leaf(1), leaf(2)];
const fiveProof = [leaf(2), leaf(3), 'wgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE=', leaf(4)];

const body = (oldSize: number, size: keyof typeof checkpoints, proof: readonly string[]): string => {
  const [root, signature] = checkpoints[size];
  const lines = [`old ${oldSize}`, ...proof, '', origin, size, root, '', `— ${origin} ${signature}`, ''];
  return lines.join('\n');
};

/** What a witness answers that remembers `latest`; 200 where it would co-sign. */
function answer(request: string, latest?: TreeHead): { status: number; body?: string } {
  try {
    checkGrowth(openAddCheckpoint(request, logs), latest);
    return { status: 200 };
  } catch (error) {
    return refusedAnswer(error);
  }
}
const headOf = (size: keyof typeof checkpoints): TreeHead => ({
  size,
  root: Buffer.from(checkpoints[size][0], 'base64'),
});

describe('a witness', () => {
  it('co-signs the first checkpoint, and every later one that only grew', () => {
    expect(answer(body(0, 1, []))).toEqual({ status: 200 });
    expect(answer(body(1, 3, threeProof), headOf(1))).toEqual({ status: 200 });
    expect(answer(body(3, 5, fiveProof), headOf(3))).toEqual({ status: 200 });
    expect(answer(body(5, 5, []), headOf(5))).toEqual({ status: 200 });
  });

  it('answers 403 to a signature that does not hold', () => {
    const forged = body(1, 3, threeProof).replace('WVrx6go=', 'WVrx6gw=');
    expect(answer(forged, headOf(1))).toMatchObject({ status: 403 });
  });

  it('answers 403 where only strangers have signed', () => {
    expect(answer(body(0, 1, []).replace('UgIom', 'UgIon'))).toMatchObject({ status: 403 });
  });

  it('answers 404 to a log that it does not know', () => {
    expect(answer(body(1, 3, threeProof).replaceAll('e562', 'e563'), headOf(1))).toMatchObject({
      status: 404,
    });
  });

  it('answers 422 to a proof that is missing, wrong, or not needed', () => {
    expect(answer(body(1, 3, []), headOf(1))).toMatchObject({ status: 422 });
    expect(answer(body(1, 3, [leaf(1), leaf(9)]), headOf(1))).toMatchObject({ status: 422 });
    expect(answer(body(0, 3, threeProof))).toMatchObject({ status: 422 });
    expect(answer(body(5, 5, [leaf(1)]), headOf(5))).toMatchObject({ status: 422 });
  });

  it('answers 409, with the size it knows, to a log that starts elsewhere', () => {
    const conflict = { status: 409, contentType: 'text/x.tlog.size', body: '3\n' };
    expect(answer(body(1, 5, fiveProof), headOf(3))).toEqual(conflict);
    expect(answer(body(0, 5, []), headOf(3))).toEqual(conflict);
    expect(parseSizeConflict('3\n')).toBe(3);
  });

  it('answers 409 to a checkpoint of the past, so that a replay moves nothing back', () => {
    expect(answer(body(1, 3, threeProof), headOf(5))).toMatchObject({ status: 409, body: '5\n' });
  });

  it('answers 422 to another tree of the same size: a fork', () => {
    const fork = { size: 5, root: Buffer.alloc(32, 1) };
    expect(answer(body(5, 5, []), fork)).toMatchObject({
      status: 422,
      body: expect.stringMatching(/^roots_differ/),
    });
  });

  it('answers 400 to an old size above the new one, and to what is no request', () => {
    expect(answer(body(9, 5, []), headOf(5))).toMatchObject({ status: 400 });
    for (const request of ['', 'old 1', 'old 01\n\n', 'old -1\n\n', 'size 1\n\n', 'old 1\n\n\n', 'old 0\n']) {
      expect(answer(request)).toMatchObject({ status: 400 });
    }
    expect(answer(body(3, 5, new Array<string>(64).fill(leaf(1))), headOf(3))).toMatchObject({ status: 400 });
  });
});

/* The example request of c2sp.org/tlog-witness. */
describe('the example of the witness specification', () => {
  it('is read', () => {
    const request = parseAddCheckpoint(
      [
        'old 20852014',
        'PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=',
        'jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=',
        '5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=',
        '/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=',
        '',
        'example.com/behind-the-sofa',
        '',
      ].join('\n'),
    );
    expect(request).toMatchObject({ oldSize: 20_852_014, checkpoint: 'example.com/behind-the-sofa\n' });
    expect(request.proof).toHaveLength(4);
  });

  it.each(['', '3', '3\n\n', '03\n', '-3\n', '3 \n', `${'9'.repeat(40)}\n`])('%j is no size', (answered) => {
    expect(refusal(() => parseSizeConflict(answered))).not.toBe('accepted');
  });
});
