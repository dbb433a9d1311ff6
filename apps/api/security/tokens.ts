import { type JWTPayload } from 'jose';
import { type Caller } from './caller.js';

/** Clocks differ. */
export const CLOCK_TOLERANCE_SECONDS = 30;
/** A token that is longer is not looked at. */
export const TOKEN_CHARACTERS_MAX = 8_192;

/** Under which Nest finds the tokens that this server believes. */
export const TOKENS = Symbol('Tokens');

/** Tells who a token is about. */
export interface Tokens {
  /** Undefined where the token is not to be believed; at once where it is known; rejects where that cannot be told now. */
  callerOf(token: string): Caller | undefined | Promise<Caller | undefined>;
  /** The public keys that the server signs with itself (JWK Set, RFC 7517). */
  readonly keys: readonly object[];
}

/** Whether the claim `scope` (RFC 8693), words with spaces between, has this word. */
export function hasScope(payload: JWTPayload, word: string): boolean {
  const { scope } = payload as { scope?: unknown };
  return typeof scope === 'string' && scope.split(' ').includes(word);
}
