import { SignJWT } from 'jose';
import { openOwnKey, OWN_ALGORITHM, OWN_AUDIENCE, OWN_ISSUER, type OwnKey } from '#infra/keys/own-key.js';

/** A working day. */
const LIFETIME_SECONDS = 8 * 3_600;

export interface Token {
  readonly text: string;
  /** RFC 3339. */
  readonly ends: string;
}

export interface SignsIn {
  readonly id: string;
  readonly operator: boolean;
}

/** Everybody's tokens. Each keeps its own until a door does not take it any more. */
export class Tokens {
  private readonly held = new Map<string, Token>();

  private constructor(private readonly key: OwnKey) {}

  /** With the server's own key, which is in this home. */
  static async of(home: string): Promise<Tokens> {
    return new Tokens(await openOwnKey(home));
  }

  async of(person: SignsIn, now: string): Promise<Token> {
    const held = this.held.get(person.id);
    if (held !== undefined) return held;
    const begin_seconds = Math.floor(Date.parse(now) / 1_000);
    const end_seconds = begin_seconds + LIFETIME_SECONDS;
    const text = await new SignJWT(person.operator ? { scope: 'operator' } : {})
      .setProtectedHeader({ alg: OWN_ALGORITHM, kid: this.key.id, typ: 'JWT' })
      .setIssuer(OWN_ISSUER)
      .setAudience(OWN_AUDIENCE)
      .setSubject(person.id)
      .setIssuedAt(begin_seconds)
      .setExpirationTime(end_seconds)
      .sign(this.key.privateKey);
    const token = { text, ends: new Date(end_seconds * 1_000).toISOString() };
    this.held.set(person.id, token);
    return token;
  }

  /** The door did not take it: the next one is signed anew. */
  drop(person: SignsIn): void {
    this.held.delete(person.id);
  }
}
