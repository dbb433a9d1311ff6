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
import { openKeyFile } from './key-file.js';

/** Issuer and audience of the tokens that a server signs for itself. */
export const OWN_ISSUER = 'semina';
export const OWN_AUDIENCE = 'semina';
export const OWN_ALGORITHM = 'EdDSA';

const FILE_NAME = 'token-key.jwk';

/** The file of the key with which a machine signs tokens. */
export const ownKeyPath = (home: string): string => join(home, FILE_NAME);

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
  const path = ownKeyPath(home);
  return ownKeyOf(parseJwk(await openKeyFile(path, newJwk), path), path);
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

async function newJwk(): Promise<string> {
  const { privateKey } = await generateKeyPair(OWN_ALGORITHM, { crv: 'Ed25519', extractable: true });
  return `${JSON.stringify(await exportJWK(privateKey))}\n`;
}

function parseJwk(text: string, path: string): JWK {
  try {
    return JSON.parse(text) as JWK;
  } catch (error) {
    throw new Error(`The token key in ${path} cannot be read: ${(error as Error).message}`, { cause: error });
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
