import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { type Directory } from '#directory';
import { Problem } from '../problems/problem.js';
import { type Caller } from './caller.js';
import { CLOCK_TOLERANCE_SECONDS, type Tokens } from './tokens.js';
import { type Believed, VerifiedTokens } from './verified-tokens.js';

export interface OpenIdOptions {
  /** The provider's address, exactly as its tokens name it. */
  readonly issuer: string;
  readonly audience: string;
  /** Subjects that are operators. */
  readonly operators: readonly string[];
}

/** Signatures with a public key. Shared secrets and `none` are no way to recognise a provider. */
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'RS256', 'PS256'];
const ANSWER_TIMEOUT_MS = 5_000;
const SUBJECT_CHARACTERS_MAX = 255;

/**
 * Tokens of an OpenID provider. Its keys are found by OpenID Connect Discovery 1.0 at the first token, so that the server
 * starts without the provider, and fetched again when an unknown key turns up. Persons are named by the directory.
 */
export class OpenIdTokens implements Tokens {
  readonly keys: readonly object[] = [];
  private readonly verified = new VerifiedTokens<JWTPayload>((token) => this.verify(token));
  private discovered: Promise<JWTVerifyGetKey> | undefined;

  constructor(
    private readonly options: OpenIdOptions,
    private readonly directory: Directory,
  ) {}

  async callerOf(token: string): Promise<Caller | undefined> {
    const payload = await this.verified.saidBy(token);
    const subject = payload?.sub;
    if (subject === undefined || subject === '' || subject.length > SUBJECT_CHARACTERS_MAX) return undefined;
    return {
      personId: await this.directory.personOf(this.options.issuer, subject),
      operator: this.options.operators.includes(subject),
    };
  }

  private async verify(token: string): Promise<Believed<JWTPayload> | undefined> {
    const { issuer, audience } = this.options;
    const key = await this.keySet();
    try {
      const { payload } = await jwtVerify(token, key, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['exp', 'sub'],
      });
      return { said: payload, exp: payload.exp ?? 0 };
    } catch (error) {
      if (isProviderAway(error)) throw providerAway();
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  /** Found once; a provider that did not answer is asked again by the next request. */
  private async keySet(): Promise<JWTVerifyGetKey> {
    this.discovered ??= discoverKeys(this.options.issuer);
    try {
      return await this.discovered;
    } catch {
      this.discovered = undefined;
      throw providerAway();
    }
  }
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    redirect: 'error',
  });
  if (!response.ok) throw new Error(`The OpenID provider answered ${response.status}.`);
  const { issuer: named, jwks_uri: address } = (await response.json()) as Record<string, unknown>;
  // Discovery 1.0, 4.3: a document that names another issuer is not this provider's.
  if (named !== issuer || typeof address !== 'string')
    throw new Error('The OpenID provider describes another.');
  return createRemoteJWKSet(new URL(address), { timeoutDuration: ANSWER_TIMEOUT_MS });
}

/** Whether the key set could not be fetched, which says nothing about the token. */
const isProviderAway = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout ||
  error instanceof TypeError ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC');

const providerAway = (): Problem => new Problem('identity_provider_unavailable', { retryAfter_seconds: 5 });
