import { generateKeyPairSync } from 'node:crypto';
import { refusal } from '../../../test/property/transparency-log/refusal.js';
import { cosignatureVerifier, cosigner } from './cosignature.js';
import {
  formatSigningKey,
  formatVerifierKey,
  generateSigningKey,
  parseSigningKey,
  parseVerifierKey,
  signingKey,
  verifierKeyOf,
} from './keys.js';
import { noteSigner, noteVerifier } from './signing.js';

describe('a key', () => {
  it('comes back from its text as it was, to sign and to verify', () => {
    for (const type of ['note', 'cosignature'] as const) {
      const key = generateSigningKey('mag.example/witness', type);
      const again = parseSigningKey(formatSigningKey(key));
      expect(again).toMatchObject({ name: key.name, type, keyId: key.keyId });
      expect(again.privateKey.equals(key.privateKey)).toBe(true);
      const verifier = parseVerifierKey(formatVerifierKey(verifierKeyOf(key)));
      expect(verifier.publicKey.equals(verifierKeyOf(again).publicKey)).toBe(true);
    }
  });

  it('has one id to sign notes and another to co-sign, under one name', () => {
    const { privateKey } = generateSigningKey('mag.example', 'note');
    const ids = (['note', 'cosignature'] as const).map(
      (type) => signingKey('mag.example', type, privateKey).keyId,
    );
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('is not used for what it is not', () => {
    const [note, cosignature] = [generateSigningKey('a', 'note'), generateSigningKey('a', 'cosignature')];
    for (const misuse of [
      () => noteSigner(cosignature),
      () => noteVerifier(verifierKeyOf(cosignature)),
      () => cosigner(note, 1),
      () => cosignatureVerifier(verifierKeyOf(note)),
    ]) {
      expect(refusal(misuse)).toBe('key_type_unknown');
    }
  });

  it.each(['', 'a b', 'a+b', 'a\u00a0b', 'a\nb', 'a\u0000b', 'a\u0085b', '\ud800', 'a\u007fb'])(
    'cannot be called %j',
    (name) => {
      expect(refusal(() => generateSigningKey(name, 'note'))).toBe('key_malformed');
    },
  );

  it('is an Ed25519 key', () => {
    const { privateKey } = generateKeyPairSync('ed448');
    expect(refusal(() => signingKey('a', 'note', privateKey))).toBe('key_malformed');
  });

  it('that is secret never shows in the message of an error', () => {
    const secret = formatSigningKey(generateSigningKey('a', 'note'));
    const seed = secret.slice(-20, -4);
    for (const broken of [secret.slice(0, -1), `${secret}A`, secret.replace('+a+', '+b+'), secret.slice(1)]) {
      expect(() => parseSigningKey(broken)).toThrow();
      expect(() => parseSigningKey(broken)).not.toThrow(seed);
    }
  });
});
