import { errors, jwtVerify } from 'jose';
import { OWN_ALGORITHM, OWN_AUDIENCE, OWN_ISSUER, type OwnKey } from '#infra/keys/own-key.js';
import { isUuid } from '../input/checks.js';
import { type Caller } from './caller.js';
import { CLOCK_TOLERANCE_SECONDS, hasScope, type Tokens } from './tokens.js';

/** Tokens that the server's own key has signed: `sub` is the person's id. */
export class OwnTokens implements Tokens {
  readonly keys: readonly object[];

  constructor(private readonly key: OwnKey) {
    this.keys = [key.publicJwk];
  }

  async callerOf(token: string): Promise<Caller | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.key.publicKey, {
        issuer: OWN_ISSUER,
        audience: OWN_AUDIENCE,
        algorithms: [OWN_ALGORITHM],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['exp', 'sub'],
      });
      if (!isUuid(payload.sub)) return undefined;
      return { personId: String(payload.sub).toLowerCase(), operator: hasScope(payload, 'operator') };
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}
