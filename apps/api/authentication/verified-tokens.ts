import { hash } from 'node:crypto';
import { type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import { CLOCK_TOLERANCE_SECONDS } from './tokens.js';

const TOKENS_MAX = 20_000;
/** So long a key that the provider has taken back may still be believed. */
const REMEMBERED_MS = 60_000;

/**
 * Remembers for a minute which tokens were found good, since checking a signature costs more than most requests. What
 * is refused is not remembered: whoever guesses must not push out those who do not.
 */
export class VerifiedTokens {
  private readonly good = new LRUCache<string, JWTPayload>({ max: TOKENS_MAX, ttl: REMEMBERED_MS });

  /** `verify` answers with undefined where a token is not to be believed. */
  constructor(private readonly verify: (token: string) => Promise<JWTPayload | undefined>) {}

  async payloadOf(token: string): Promise<JWTPayload | undefined> {
    const digest = hash('sha256', token, 'base64');
    const remembered = this.good.get(digest);
    if (remembered !== undefined) return isOver(remembered) ? undefined : remembered;
    const payload = await this.verify(token);
    if (payload !== undefined) this.good.set(digest, payload);
    return payload;
  }
}

const isOver = ({ exp = 0 }: JWTPayload): boolean => Date.now() / 1000 >= exp + CLOCK_TOLERANCE_SECONDS;
