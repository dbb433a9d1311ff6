import { refusal } from '../../../test/property/transparency-log/refusal.js';
import { testKey } from '../../../test/property/transparency-log/test-keys.js';
import { formatVerifierKey, verifierKeyOf, type KeyType } from '../note/keys.js';
import { anyOf, isQuorum } from './policy.js';
import { formatPolicy, parsePolicy } from './policy-file.js';

const key = (name: string, type: KeyType, byte: number): string =>
  formatVerifierKey(verifierKeyOf(testKey(name, type, byte)));
const log = `log ${key('semina.example/log', 'note', 1)}\n`;
const witness = (name: string, byte: number): string =>
  `witness ${name} ${key(`${name}.example`, 'cosignature', byte)}\n`;
const three = `${witness('X1', 11)}${witness('X2', 12)}${witness('X3', 13)}`;
const six = `${three}${witness('Y1', 14)}${witness('Y2', 15)}${witness('Y3', 16)}`;

describe('the policy of the specification (c2sp.org/tlog-policy): two of three of these, and any one of those', () => {
  const { quorum } = parsePolicy(
    `${log}${six}group X 2 X1 X2 X3\ngroup Y any Y1 Y2 Y3\ngroup X-and-Y all X Y\nquorum X-and-Y\n`,
  );

  it.each([
    [['X1', 'X2', 'Y3'], true],
    [['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'], true],
    [['X1', 'Y1', 'Y2', 'Y3'], false],
    [['X1', 'X2', 'X3'], false],
    [['X1', 'X2', 'stranger'], false],
    [[], false],
  ])('with %j is reached: %s', (cosigned, reached) => {
    expect(isQuorum(quorum, new Set(cosigned))).toBe(reached);
  });
});

describe('a policy', () => {
  it('may ask for one witness, or for none', () => {
    const one = parsePolicy(`${log}${three}quorum X2\n`).quorum;
    expect([isQuorum(one, new Set(['X2'])), isQuorum(one, new Set(['X1', 'X3']))]).toEqual([true, false]);
    expect(isQuorum(parsePolicy('quorum none\n').quorum, new Set())).toBe(true);
  });

  it('keeps the addresses of logs and witnesses', () => {
    const { logs, witnesses } = parsePolicy(
      `${log.trimEnd()} https://semina.example/log\n${witness('W', 11).trimEnd()} https://mag.example\nquorum W\n`,
    );
    expect([logs[0]?.url, witnesses[0]?.url]).toEqual(['https://semina.example/log', 'https://mag.example']);
  });

  it('may be written with tabs, comments and empty lines', () => {
    const { witnesses } = parsePolicy(
      `\n# partners\n \t ${three}\t\t# no more\n\ngroup  g\tall X1 X2\nquorum\t g \n`,
    );
    expect(witnesses.map(({ name }) => name)).toEqual(['X1', 'X2', 'X3']);
  });

  it('is written so that it reads the same', () => {
    const { logs, witnesses } = parsePolicy(`${log}${three}quorum none\n`);
    for (const atLeast of [0, 1, 3]) {
      const policy = anyOf(atLeast, logs, witnesses);
      expect(formatPolicy(parsePolicy(formatPolicy(policy)))).toBe(formatPolicy(policy));
    }
    const nested = `${log}${three}group X 1 X1 X2\ngroup Y 2 X X3\nquorum Y\n`;
    expect(formatPolicy(parsePolicy(nested))).toBe(nested);
  });

  const two = `${witness('X1', 11)}${witness('X2', 12)}`;
  it.each([
    ['no quorum', two],
    ['a second quorum', `${two}quorum X1\nquorum X2\n`],
    ['a quorum that nobody is', `${two}quorum unknown\n`],
    ['a quorum of no name', `${two}quorum\n`],
    ['a quorum of two names', `${two}quorum X1 X2\n`],
    ['a witness twice', `${two}${witness('X1', 13)}quorum X1\n`],
    [
      'a key twice, under two names',
      `${witness('A', 11)}witness B ${key('b', 'cosignature', 11)}\nquorum A\n`,
    ],
    ['a log twice', `${log}log ${key('other.example', 'note', 1)}\nquorum none\n`],
    ['a witness named none', `${witness('none', 11)}quorum none\n`],
    ['a group named none', `${two}group none 1 X1\nquorum none\n`],
    ['a group named as a witness', `${two}group X1 1 X2\nquorum X1\n`],
    ['a group of nobody', `${two}group g all\nquorum g\n`],
    ['a group of strangers', `${two}group g any X1 X9\nquorum g\n`],
    ['a group of itself', `${two}group g any X1 g\nquorum g\n`],
    ['a member counted twice', `${two}group g 2 X1 X1\nquorum g\n`],
    ['a member in two groups', `${two}group g 1 X1 X2\ngroup h 2 g X1\nquorum h\n`],
    ['none as a member', `${two}group g any X1 none\nquorum g\n`],
    ['none of two', `${two}group g 0 X1 X2\nquorum g\n`],
    ['three of two', `${two}group g 3 X1 X2\nquorum g\n`],
    ['a group before its members', `group g any X1\n${two}quorum g\n`],
    ['a log with a key of witnesses', `log ${key('a', 'cosignature', 11)}\nquorum none\n`],
    ['a witness with a key of logs', `witness W ${key('a', 'note', 11)}\nquorum none\n`],
    ['a witness without a key', 'witness W\nquorum none\n'],
    ['a word too many', `${log.trimEnd()} https://semina.example and more\nquorum none\n`],
    ['a word that is none', 'trust me\nquorum none\n'],
    ['no last newline', `${two}quorum X1`],
  ])('with %s is refused', (_, text) => {
    expect(refusal(() => parsePolicy(text))).toBe('policy_malformed');
  });

  it('with a threshold that is no number, or a key that is none, is refused for that', () => {
    expect(refusal(() => parsePolicy(`${two}group g -1 X1 X2\nquorum g\n`))).toBe('number_malformed');
    expect(refusal(() => parsePolicy(`${log.replace('semina', 'other')}quorum none\n`))).toBe(
      'key_id_mismatch',
    );
    expect(refusal(() => parsePolicy(Buffer.alloc(70_000, '#')))).toBe('too_large');
  });

  it('says in which line it is wrong', () => {
    expect(() => parsePolicy(`${two}\n# so far so good\ntrust me\n`)).toThrow(
      expect.objectContaining({ code: 'policy_malformed', details: { line: 5 } }),
    );
  });

  it('holds at most 64 witnesses', () => {
    const many = Array.from({ length: 65 }, (_, at) => witness(`W${at}`, at + 20));
    expect(refusal(() => parsePolicy(`${many.slice(0, 64).join('')}quorum W1\n`))).toBe('accepted');
    expect(refusal(() => parsePolicy(`${many.join('')}quorum W1\n`))).toBe('policy_malformed');
  });
});
