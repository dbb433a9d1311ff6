import {
  cosignatureTime,
  cosignatureVerifier,
  formatCheckpoint,
  hashLeaf,
  noteVerifier,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
} from '#transparency-log';
import { refusal } from '../../property/transparency-log/refusal.js';

/* Two heads of the Go checksum database: transparency-dev/formats (log/note_test.go), FiloSottile/torchwood (litewitness). */
describe('a checkpoint of sum.golang.org', () => {
  const origin = 'go.sum database tree';
  const key = parseVerifierKey('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8');
  const logs = [{ origin, verifiers: [noteVerifier(key)] }];
  const signed = (size: number, root: string, signature: string): string =>
    `${origin}\n${size}\n${root}\n\n— sum.golang.org ${signature}\n`;
  const checkpoints: readonly (readonly [number, string, string])[] = [
    [
      6_476_701,
      'mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=',
      'Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=',
    ],
    [
      35_225_469,
      'vt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCQ=',
      'Az3grpukl5AXaVfYkLiDGORx/DN2nlcS5kZHR5uYOBV2KA2HgXpD+gu9HHONebHLAyaKbbTM75QTtPydhKCExixSfwQ=',
    ],
  ];

  it.each(checkpoints)('of size %i is verified', (size, root, signature) => {
    const { checkpoint } = openCheckpoint(signed(size, root, signature), logs);
    expect(checkpoint).toMatchObject({ origin, size, extensions: [] });
    expect(Buffer.from(checkpoint.root).toString('base64')).toBe(root);
  });

  it.each(checkpoints)('of size %i is refused under another origin, size or log', (size, root, signature) => {
    const note = signed(size, root, signature);
    expect(refusal(() => openCheckpoint(signed(size + 1, root, signature), logs))).toBe('signature_invalid');
    expect(refusal(() => openCheckpoint(note.replace(origin, 'go.sum'), logs))).toBe('origin_unknown');
    expect(refusal(() => openCheckpoint(note, [{ origin: 'go', verifiers: [noteVerifier(key)] }]))).toBe(
      'origin_unknown',
    );
    expect(refusal(() => openCheckpoint(note, [{ origin, verifiers: [] }]))).toBe('no_trusted_signature');
  });
});

/* A checkpoint as it was served, co-signed by four witnesses: florolf/tlog-scales (tests). */
describe('a checkpoint of a certificate log that witnesses co-signed', () => {
  const origin = 'arche2025h1.staging.ct.transparency.dev';
  const logKey = parseVerifierKey(`${origin}+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f`);
  const witnessKey = parseVerifierKey('remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2');
  const logs = [{ origin, verifiers: [noteVerifier(logKey)] }];
  const witness = cosignatureVerifier(witnessKey);
  const signed = [
    origin,
    '1432088532',
    'U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=',
    '',
    `— ${origin} zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=`,
    `— ${origin} ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=`,
    '— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==',
    '— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==',
    '— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==',
    '— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==',
    '',
  ].join('\n');

  it('is verified for the log and the witness whose keys are known; other kinds of keys are passed over', () => {
    const { checkpoint, note } = openCheckpoint(signed, logs, [witness]);
    expect(checkpoint.size).toBe(1_432_088_532);
    expect(note.verified.map(({ name }) => name)).toEqual([origin, 'remora.n621.de']);
    expect(note.unknown).toHaveLength(4);
    // 2026-05-23T21:50:24Z
    expect(cosignatureTime(note.verified[1]!.signature)).toBe(1_779_573_024);
  });

  it('is refused once the time of the co-signature, or the tree, is another', () => {
    expect(refusal(() => openCheckpoint(signed.replace('qEiEgPl', 'qEiEhPl'), logs, [witness]))).toBe(
      'signature_invalid',
    );
    expect(refusal(() => openCheckpoint(signed.replace('1432088532', '42'), logs, [witness]))).toBe(
      'signature_invalid',
    );
  });

  it('is not believed on the word of a witness alone', () => {
    const stranger = { origin, verifiers: [] };
    expect(refusal(() => openCheckpoint(signed, [stranger], [witness]))).toBe('no_trusted_signature');
  });
});

/* The examples of c2sp.org/tlog-cosignature: their keys are not published, so only their form can be read. */
describe('the example of the co-signature specification', () => {
  it('has the form of a co-signature', () => {
    const { text, signatures } = parseNote(
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
        '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
        '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n',
    );
    expect(parseCheckpoint(text)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 });
    expect(signatures.map(({ keyId }) => keyId.toString(16))).toEqual(['33de0ae', '8d66cf3f']);
    expect(cosignatureTime(signatures[1]!.signature)).toBe(1_679_315_147);
    expect(refusal(() => cosignatureTime(signatures[0]!.signature))).toBe('signature_malformed');
  });
});

/* golang.org/x/mod (sumdb/tlog/note_test.go) and transparency-dev/formats (log/checkpoint_test.go), whose roots may be of any length. */
describe('the text of a checkpoint', () => {
  const root = 'TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=';
  const text = `go.sum database tree\n123456789012\n${root}\n`;

  it('is written and read to the published bytes', () => {
    const head = { origin: 'go.sum database tree', size: 123_456_789_012 };
    expect(formatCheckpoint({ ...head, root: hashLeaf(Buffer.from('hello world')) })).toBe(text);
    expect(parseCheckpoint(text)).toMatchObject({ ...head, extensions: [] });
  });

  it.each([
    ['one more line', `${text}JOE\n`, 'accepted'],
    ['many more lines', `${text}${'JOE\n'.repeat(1_000)}`, 'accepted'],
    ['a line cut short', `${text}JOE`, 'checkpoint_malformed'],
    ['an empty line', `${text}\n\n\n`, 'checkpoint_malformed'],
    ['an empty line between others', `${text}lots\n\nlines\n`, 'checkpoint_malformed'],
    ['two lines only', 'Head\n9944\n', 'checkpoint_malformed'],
    ['no origin', `\n9944\n${root}\n`, 'checkpoint_malformed'],
    ['no last newline', `Log\n123\n${root}`, 'checkpoint_malformed'],
    ['a size in words', `Log\nbananas\n${root}\n`, 'number_malformed'],
    ['a size below nothing', `Log\n-34\n${root}\n`, 'number_malformed'],
    ['a size with leading zeroes', `Log\n034\n${root}\n`, 'number_malformed'],
    ['a size in hexadecimal', `Log\n0xabcdef\n${root}\n`, 'number_malformed'],
    ['a size with a sign', `Log\n+34\n${root}\n`, 'number_malformed'],
    ['a size beyond 64 bits', `Log\n3438945738945739845734895735\n${root}\n`, 'number_malformed'],
    ['a size beyond 53 bits', `Log\n9007199254740992\n${root}\n`, 'number_too_large'],
    ['a root that is no base64', "Log\n123\nThisIsn'tBase64\n", 'base64_malformed'],
    ['a root of other length', 'Log\n123\nYmFuYW5hcw==\n', 'hash_malformed'],
    ['a root spelled otherwise', `Log\n123\n${root.replace('b0=', 'b1=')}\n`, 'base64_malformed'],
  ])('with %s', (_, given, answer) => {
    expect(refusal(() => parseCheckpoint(given))).toBe(answer);
  });
});
