import { errors, jwtVerify } from 'jose';
import { OWN_ALGORITHM, OWN_AUDIENCE, OWN_ISSUER, type OwnKey } from '#infra/keys/own-key.js';
import { isUuid } from '#decision';
import { type Caller } from './caller.js';
import { CLOCK_TOLERANCE_SECONDS, hasScope, type Tokens } from './tokens.js';
import { type Believed, VerifiedTokens } from './verified-tokens.js';

/** Tokens that the server's own key has signed: `sub` is the person's id. */
export class OwnTokens implements Tokens {
  readonly keys: readonly object[];
  private readonly verified: VerifiedTokens<Caller>;

  constructor(key: OwnKey) {
    this.keys = [key.publicJwk];
    this.verified = new VerifiedTokens((token) => verify(token, key));
  }

  callerOf(token: string): Caller | undefined | Promise<Caller | undefined> {
    return this.verified.saidBy(token);
  }
}

async function verify(token: string, { publicKey }: OwnKey): Promise<Believed<Caller> | undefined> {
  try {
    const { payload } = await jwtVerify(token, publicKey, {
      issuer: OWN_ISSUER,
      audience: OWN_AUDIENCE,
      algorithms: [OWN_ALGORITHM],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'sub'],
    });
    if (!isUuid(payload.sub)) return undefined;
    const caller = { personId: String(payload.sub).toLowerCase(), operator: hasScope(payload, 'operator') };
    return { said: caller, exp: payload.exp ?? 0 };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
