import {
  formatSigningKey,
  formatVerifierKey,
  noteSigner,
  noteVerifier,
  openNote,
  parseSigningKey,
  parseVerifierKey,
  signNote,
  verifierKeyOf,
  type NoteVerifier,
} from '#transparency-log';
import { refusal } from '../../property/transparency-log/refusal.js';

const verifier = (key: string): NoteVerifier => noteVerifier(parseVerifierKey(key));

describe('the example of the signed-note specification (c2sp.org/signed-note)', () => {
  const key = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
  const note =
    'This is an example message.\n\n— example.com/foo ' +
    'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

  it('is verified by its key', () => {
    const opened = openNote(note, [verifier(key)]);
    expect(opened).toMatchObject({ text: 'This is an example message.\n', unknown: [] });
    expect(opened.verified).toMatchObject([{ name: 'example.com/foo', keyId: 0x530d903a }]);
    expect(formatVerifierKey(parseVerifierKey(key))).toBe(key);
  });

  it('is refused with another text', () => {
    expect(refusal(() => openNote(note.replace('example m', 'eczample m'), [verifier(key)]))).toBe(
      'signature_invalid',
    );
  });
});

/* Keys, text and signatures of golang.org/x/mod, sumdb/note/note_test.go. */
describe("the notes of Go's checksum database", () => {
  const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const peterSigns = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
  const enoch = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
  const text =
    'If you think cryptography is the answer to your problem,\n' +
    "then you don't know what your problem is.\n";
  const peterLine =
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
  const enochLine =
    '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
  const names = (lines: readonly { name: string }[]): string[] => lines.map(({ name }) => name);

  it('are signed to the same bytes', () => {
    const key = parseSigningKey(peterSigns);
    expect(signNote(text, [noteSigner(key)])).toBe(`${text}\n${peterLine}`);
    expect(formatSigningKey(key)).toBe(peterSigns);
    expect(formatVerifierKey(verifierKeyOf(key))).toBe(peter);
  });

  it.each([
    ['one known key', [peter], ['PeterNeumann'], ['EnochRoot']],
    ['both known', [peter, enoch], ['PeterNeumann', 'EnochRoot'], []],
  ])('are opened with %s', (_, keys, verified, unknown) => {
    const opened = openNote(`${text}\n${peterLine}${enochLine}`, keys.map(verifier));
    expect([opened.text, names(opened.verified), names(opened.unknown)]).toEqual([text, verified, unknown]);
  });

  it('count a key once that signed twice', () => {
    const opened = openNote(`${text}\n${peterLine}${peterLine}`, [verifier(peter)]);
    expect(names(opened.verified)).toEqual(['PeterNeumann']);
  });

  const bent = `${peterLine.slice(0, 60)}ABCD${peterLine.slice(60)}`;
  const cases: readonly (readonly [string, string, readonly string[], string])[] = [
    ['no known key signed', `${text}\n${peterLine}${enochLine}`, [], 'no_trusted_signature'],
    ['a known key is there twice', `${text}\n${enochLine}`, [enoch, peter, enoch], 'key_ambiguous'],
    ['such a double key did not sign', `${text}\n${peterLine}`, [enoch, peter, enoch], 'accepted'],
    ['a known key signed 101 times', `${text}\n${peterLine.repeat(101)}`, [peter], 'too_many_signatures'],
    ['an unknown key signed 101 times', `${text}\n${peterLine.repeat(101)}`, [], 'too_many_signatures'],
    ['a known signature was changed', `${text}\n${bent}`, [peter], 'signature_invalid'],
    [
      'a second signature of a known key is wrong',
      `${text}\n${peterLine}${bent}`,
      [peter],
      'signature_invalid',
    ],
    [
      'an unknown signature is wrong',
      `${text}\n${peterLine}${bent.replace('Neu', 'neu')}`,
      [peter],
      'accepted',
    ],
    ['there is no signature', text, [peter], 'note_malformed'],
    ['there is an empty line and no more', `${text}\n`, [peter], 'note_malformed'],
    ['the last newline is missing', `${text}\n${peterLine.slice(0, -1)}`, [peter], 'note_malformed'],
    ['it holds a control character', `\x01${text}\n${peterLine}`, [peter], 'control_character'],
    [
      'it holds a carriage return',
      `${text.replace('\n', '\r\n')}\n${peterLine}`,
      [peter],
      'control_character',
    ],
    ['a name has a space', `${text}\n${peterLine.replace('rN', 'r N')}`, [peter], 'base64_malformed'],
    [
      'a name has a no-break space',
      `${text}\n${peterLine.replace('rN', 'r\u00a0N')}`,
      [peter],
      'signature_malformed',
    ],
    ['a name has a plus', `${text}\n${peterLine.replace('rN', 'r+N')}`, [peter], 'signature_malformed'],
    ['a name is empty', `${text}\n${peterLine.replace('PeterNeumann', '')}`, [peter], 'signature_malformed'],
    ['a line follows', `${text}\n${peterLine}Unexpected line.\n`, [peter], 'signature_malformed'],
    ['the dash is a hyphen', `${text}\n${peterLine.replace('—', '-')}`, [peter], 'signature_malformed'],
    ['the signature is too short', `${text}\n— PeterNeumann x08gow==\n`, [peter], 'signature_malformed'],
    [
      'the name is another',
      `${text}\n${peterLine.replace('PeterNeumann', 'Carmen')}`,
      [peter],
      'no_trusted_signature',
    ],
    [
      'the key id is another',
      `${text}\n${peterLine.replace('x08g', 'xxxx')}`,
      [peter],
      'no_trusted_signature',
    ],
    ['base64 has no padding', `${text}\n${peterLine.replace('=\n', '\n')}`, [peter], 'base64_malformed'],
    [
      'base64 is the one for addresses',
      `${text}\n${peterLine.replace('/', '_')}`,
      [peter],
      'base64_malformed',
    ],
  ];
  it.each(cases)('answer, where %s, as they should', (_, note, keys, answer) => {
    expect(refusal(() => openNote(note, keys.map(verifier)))).toBe(answer);
  });

  it('are refused where the bytes are not UTF-8', () => {
    const note = Buffer.concat([Uint8Array.of(0xff), Buffer.from(`${text}\n${peterLine}`)]);
    expect(refusal(() => openNote(note, [verifier(peter)]))).toBe('not_utf8');
  });

  it.each([
    ['verifier key', peter, parseVerifierKey],
    ['signing key', peterSigns, parseSigningKey],
  ])('have no %s that a part of it, or one changed character, could stand for', (_, key, parse) => {
    for (let begin = 0; begin < key.length; begin += 1) {
      for (let end = begin; end <= key.length; end += 1) {
        if (end - begin < key.length)
          expect(refusal(() => parse(key.slice(begin, end)))).not.toBe('accepted');
      }
      const next = String.fromCharCode(key.charCodeAt(begin) + 1);
      const changed = `${key.slice(0, begin)}${next}${key.slice(begin + 1)}`;
      // Signing keys hold a seed, of which every one is a key; what gives a changed one away is the key id.
      expect(refusal(() => parse(changed))).not.toBe('accepted');
    }
  });

  it.each([
    [
      'a key too long, under its right id',
      'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
      'base64_malformed',
    ],
    [
      'an unknown type, under its right id',
      'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
      'key_type_unknown',
    ],
  ])('refuse %s', (_, key, code) => {
    expect(refusal(() => parseVerifierKey(key))).toBe(code);
  });
});

/* Keys of other kinds and makers: transparency-dev/formats (note/*_test.go) and florolf/tlog-scales (tests). */
describe('keys of other programs', () => {
  const ecdsa =
    'AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=';

  it.each([
    ['foo+1573814f+ATnT68N1+aPhXIQhFQ0X6jekt0UsUk/iyE8dWHb3g9GN', 'note'],
    ['monkeys+db4d9f7e+AULaJMvTtDLHPUcUrjdDad9vDlh/PTfC2VV60JUtCfWT', 'note'],
    ['TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6', 'note'],
    ['remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2', 'cosignature'],
  ])('are read: %s', (key, type) => {
    expect(parseVerifierKey(key)).toMatchObject({ type });
    expect(formatVerifierKey(parseVerifierKey(key))).toBe(key);
  });

  it.each([
    ['a key of ECDSA', `rekor.sigstore.dev+c0d23d6a+${ecdsa}`, 'key_type_unknown'],
    ['base64 that begins with a plus', `example.com/foo+00000000+${'+'.repeat(44)}`, 'key_type_unknown'],
    ['two parts', 'bananas.sigstore.dev+12344556', 'key_malformed'],
    ['what is no base64', 'rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!', 'base64_malformed'],
    ['three bytes', 'rekor.sigstore.dev+12345678+AwEB', 'key_type_unknown'],
    ['an id that is no number', 'foo+NOT_A_NO+ATnT68N1+aPhXIQhFQ0X6jekt0UsUk/iyE8dWHb3g9GN', 'key_malformed'],
    ['an id in capitals', 'foo+1573814F+ATnT68N1+aPhXIQhFQ0X6jekt0UsUk/iyE8dWHb3g9GN', 'key_malformed'],
    ['an id of other keys', 'foo+00000000+ATnT68N1+aPhXIQhFQ0X6jekt0UsUk/iyE8dWHb3g9GN', 'key_id_mismatch'],
    [
      'a signing key',
      'PRIVATE+KEY+logandmap+38581672+AXJ0FKWOcO2ch6WC8kP705Ed3Gxu7pVtZLhfHAQwp+FE',
      'key_malformed',
    ],
  ])('are refused: %s', (_, key, code) => {
    expect(refusal(() => parseVerifierKey(key))).toBe(code);
  });
});
