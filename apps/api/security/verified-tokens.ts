import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { CLOCK_TOLERANCE_SECONDS } from './tokens.js';

const TOKENS_MAX = 20_000;
/** So long a key that the provider has taken back may still be believed. */
const REMEMBERED_MS = 60_000;

/** What a token says, until when. */
export interface Believed<Said extends object> {
  readonly said: Said;
  /** Seconds since 1970, the claim `exp`. */
  readonly exp: number;
}

/**
 * Remembers for a minute which tokens were found good, since checking a signature costs more than most requests. What
 * is refused is not remembered: whoever guesses must not push out those who do not.
 */
export class VerifiedTokens<Said extends object> {
  private readonly good = new LRUCache<string, Believed<Said>>({ max: TOKENS_MAX, ttl: REMEMBERED_MS });

  /** `verify` answers with undefined where a token is not to be believed. */
  constructor(private readonly verify: (token: string) => Promise<Believed<Said> | undefined>) {}

  /** Undefined where the token is not to be believed. A token that is remembered is answered for at once. */
  saidBy(token: string): Said | undefined | Promise<Said | undefined> {
    const digest = hash('sha256', token, 'base64');
    const remembered = this.good.get(digest);
    if (remembered === undefined) return this.verified(token, digest);
    return isOver(remembered) ? undefined : remembered.said;
  }

  private async verified(token: string, digest: string): Promise<Said | undefined> {
    const believed = await this.verify(token);
    if (believed !== undefined) this.good.set(digest, believed);
    return believed?.said;
  }
}

const isOver = ({ exp }: Believed<object>): boolean => Date.now() / 1000 >= exp + CLOCK_TOLERANCE_SECONDS;
