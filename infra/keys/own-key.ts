import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type CryptoKey,
  type JWK,
} from 'jose';

/** Issuer and audience of the tokens that a server signs for itself. */
export const OWN_ISSUER = 'semina';
export const OWN_AUDIENCE = 'semina';
export const OWN_ALGORITHM = 'EdDSA';

const FILE_NAME = 'token-key.jwk';

/** The key with which a server of one machine signs tokens, in place of an OpenID provider. */
export interface OwnKey {
  /** Thumbprint of the public key (RFC 7638), the `kid` of its tokens. */
  readonly id: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** The public half as the JWK Set publishes it. */
  readonly publicJwk: JWK;
}

export interface TokenClaims {
  /** UUID of the person. */
  readonly personId: string;
  /** Makes it an operator's token. */
  readonly operator?: boolean;
  /** From now on; at least 1. */
  readonly lifetimeSeconds: number;
}

/**
 * The key in `home`, made at the first call. Two processes that start together end up with the same key.
 * Throws where the file is there and is not an Ed25519 private key: it is never overwritten.
 */
export async function openOwnKey(home: string): Promise<OwnKey> {
  const path = join(home, FILE_NAME);
  const stored = (await readKeyFile(path)) ?? (await makeKeyFile(home, path));
  return ownKeyOf(stored, path);
}

/** A signed JWT (RFC 7519), EdDSA, issuer and audience `semina`, `scope` "operator" for an operator. */
export async function signToken(key: OwnKey, claims: TokenClaims): Promise<string> {
  const issuedAt_seconds = Math.floor(Date.now() / 1000);
  return new SignJWT(claims.operator ? { scope: 'operator' } : {})
    .setProtectedHeader({ alg: OWN_ALGORITHM, kid: key.id, typ: 'JWT' })
    .setIssuer(OWN_ISSUER)
    .setAudience(OWN_AUDIENCE)
    .setSubject(claims.personId)
    .setIssuedAt(issuedAt_seconds)
    .setExpirationTime(issuedAt_seconds + claims.lifetimeSeconds)
    .sign(key.privateKey);
}

async function readKeyFile(path: string): Promise<JWK | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The token key in ${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Written whole under another name and then linked into place: whoever links first wins, and a crash in between
 * leaves no half key behind that name.
 */
async function makeKeyFile(home: string, path: string): Promise<JWK> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const { privateKey } = await generateKeyPair(OWN_ALGORITHM, { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  const draft = join(home, `.${FILE_NAME}.${randomUUID()}`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(jwk)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
    return jwk;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const other = await readKeyFile(path);
    if (other) return other;
    throw error;
  } finally {
    await unlink(draft);
  }
}

async function ownKeyOf(jwk: JWK, path: string): Promise<OwnKey> {
  if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || typeof jwk.x !== 'string' || typeof jwk.d !== 'string') {
    throw new Error(`The token key in ${path} is not an Ed25519 private key (JWK).`);
  }
  const publicPart: JWK = { kty: jwk.kty, crv: jwk.crv, x: jwk.x };
  const id = await calculateJwkThumbprint(publicPart);
  return {
    id,
    privateKey: (await importJWK(jwk, OWN_ALGORITHM)) as CryptoKey,
    publicKey: (await importJWK(publicPart, OWN_ALGORITHM)) as CryptoKey,
    publicJwk: { ...publicPart, kid: id, use: 'sig', alg: OWN_ALGORITHM },
  };
}
