import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jwtVerify } from 'jose';
import { OWN_AUDIENCE, OWN_ISSUER, openOwnKey, signToken } from './own-key.js';

const personId = 'b1b7a3f6-6f0e-4a54-9c55-0d1b8f3c9a11';

describe('the key of a server', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'semina-key-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('is made once and stays the same', async () => {
    const first = await openOwnKey(home);
    const again = await openOwnKey(home);
    expect(again.id).toBe(first.id);
  });

  it('is one key for processes that start together', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => openOwnKey(home)));
    expect(new Set(keys.map((key) => key.id)).size).toBe(1);
  });

  it('can be read by its owner alone', async () => {
    await openOwnKey(home);
    const file = await stat(join(home, 'token-key.jwk'));
    expect(file.mode & 0o777).toBe(0o600);
  });

  it('publishes nothing of its private half', async () => {
    const key = await openOwnKey(home);
    const { d } = JSON.parse(await readFile(join(home, 'token-key.jwk'), 'utf8')) as { d: string };
    expect(JSON.stringify(key.publicJwk)).not.toContain(d);
  });

  it('is not overwritten where the file is damaged', async () => {
    await writeFile(join(home, 'token-key.jwk'), '{"kty":"OKP"');
    await expect(openOwnKey(home)).rejects.toThrow('cannot be read');
    await writeFile(join(home, 'token-key.jwk'), '{"kty":"oct","k":"AAAA"}');
    await expect(openOwnKey(home)).rejects.toThrow('not an Ed25519 private key');
  });

  it('signs tokens that name the person, and the operator as such', async () => {
    const key = await openOwnKey(home);
    const token = await signToken(key, { personId, operator: true, lifetimeSeconds: 60 });
    const { payload } = await jwtVerify(token, key.publicKey, {
      issuer: OWN_ISSUER,
      audience: OWN_AUDIENCE,
      algorithms: ['EdDSA'],
    });
    expect(payload).toMatchObject({ sub: personId, scope: 'operator' });
    expect(payload.exp! - payload.iat!).toBe(60);
  });
});
