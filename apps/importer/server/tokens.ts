import { signToken, type OwnKey } from '#infra/keys/own-key.js';

const LIFETIME_S = 3_600;
/** A token is signed anew when less than this is left of it, so that none ends on its way. */
const RENEW_BEFORE_S = 600;

export interface Person {
  readonly personId: string;
  readonly operator?: boolean;
}

/** Signs one token a person and keeps it while it is fresh. */
export class Tokens {
  private readonly fresh = new Map<string, { readonly token: string; readonly renewAt_ms: number }>();

  constructor(private readonly key: OwnKey) {}

  async of(person: Person): Promise<string> {
    const kept = this.fresh.get(person.personId);
    if (kept && kept.renewAt_ms > Date.now()) return kept.token;
    const renewAt_ms = Date.now() + (LIFETIME_S - RENEW_BEFORE_S) * 1000;
    const token = await this.sign(person, LIFETIME_S);
    this.fresh.set(person.personId, { token, renewAt_ms });
    return token;
  }

  sign(person: Person, lifetimeSeconds: number): Promise<string> {
    return signToken(this.key, { ...person, lifetimeSeconds });
  }
}
