import { createPrivateKey } from 'node:crypto';
import { signingKey, type KeyType, type SigningKey } from '#transparency-log';

// PrivateKeyInfo of RFC 8410, up to the 32 bytes of the seed.
const header = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key whose seed is one byte over and over: the same in every run, known to everybody, good for nothing but tests. */
export const testKey = (name: string, type: KeyType, byte: number): SigningKey =>
  signingKey(
    name,
    type,
    createPrivateKey({ key: Buffer.concat([header, Buffer.alloc(32, byte)]), format: 'der', type: 'pkcs8' }),
  );

export const logKey = testKey('semina.example/log', 'note', 1);
export const witnessKeys = [2, 3, 4].map((byte) => testKey(`mag.example/w${byte}`, 'cosignature', byte));
