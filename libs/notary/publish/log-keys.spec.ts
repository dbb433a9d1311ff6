import { formatSigningKey, generateSigningKey, openNote, signNote } from '#transparency-log';
import { LogKeysInvalid, newLogKeys, parseLogKeys, withNewKey, withRetiredKey } from './log-keys.js';

const ORIGIN = 'example.org/log';

describe('the keys of a log', () => {
  const text = newLogKeys(ORIGIN);

  it('are read from lines, with comments between them', () => {
    const keys = parseLogKeys(`# ours since 2026\n\n  ${text}\n`);
    expect(keys).toMatchObject({ origin: ORIGIN });
    expect(keys.verifierKeys).toHaveLength(1);
    expect(keys.verifierKeys[0]).toMatch(/^example\.org\/log\+[0-9a-f]{8}\+/);
    expect(openNote(signNote('text\n', keys.signers), keys.verifiers).verified).toHaveLength(1);
  });

  it('are changed by a new key that signs beside the old, which then retires and is still known', () => {
    const both = withNewKey(text);
    const [oldKey, newKey] = parseLogKeys(both).verifierKeys;
    expect(oldKey).toBe(parseLogKeys(text).verifierKeys[0]);
    const note = signNote('text\n', parseLogKeys(both).signers);
    expect(openNote(note, parseLogKeys(both).verifiers).verified).toHaveLength(2);

    const after = withRetiredKey(both, oldKey!.split('+')[1]!);
    expect(parseLogKeys(after).verifierKeys).toEqual([newKey]);
    expect(after).not.toContain(text.trim());
    const signedBefore = signNote('text\n', parseLogKeys(text).signers);
    expect(openNote(signedBefore, parseLogKeys(after).verifiers).verified).toHaveLength(1);
  });

  it('never run out: the last one that signs cannot retire', () => {
    const [only] = parseLogKeys(text).verifierKeys;
    expect(() => withRetiredKey(text, only!.split('+')[1]!)).toThrow('There is no key that signs');
    expect(() => withRetiredKey(text, '00000000')).toThrow('No key that signs has the id 00000000.');
  });

  it.each([
    ['nothing', ''],
    ['something else', 'my dog has fleas\n'],
    ['a key cut short', text.trim().slice(0, -4)],
    ['a key of another log', `${text}${newLogKeys('example.org/other')}`],
    ['a key twice', `${text}${text}`],
    ['the key of a witness', formatSigningKey(generateSigningKey(ORIGIN, 'cosignature'))],
  ])('are refused where there is %s, in words that hold nothing of it', (_what, wrong) => {
    expect(() => parseLogKeys(wrong)).toThrow(LogKeysInvalid);
    try {
      parseLogKeys(wrong);
    } catch (error) {
      expect((error as Error).message).not.toMatch(/PRIVATE\+KEY\+\w|fleas|[A-Za-z0-9+/]{30}/);
    }
  });

  it('cannot be made under a name that no signature line can hold', () => {
    for (const name of ['', 'two words', 'a+b']) expect(() => newLogKeys(name)).toThrow(LogKeysInvalid);
  });
});
