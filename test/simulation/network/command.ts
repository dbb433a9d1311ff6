import type { CoProductionCommand, PartyCommand } from '#financing';

/** What is asked, without the facts about others that the door looks up. */
export type Asked =
  | { readonly of: 'co-production'; readonly id: string; readonly command: AskedOfCoProduction }
  | { readonly of: 'party'; readonly id: string; readonly command: AskedOfParty };

type Without<Command, Fact extends PropertyKey> = Command extends unknown ? Omit<Command, Fact> : never;
export type AskedOfCoProduction = Without<CoProductionCommand, 'kinds' | 'byIsMember'>;
export type AskedOfParty = Without<PartyCommand, 'network' | 'above' | 'registeredAs'>;

/** A command as somebody gives it: what makes it the same is its key. */
export interface Command {
  /** The Idempotency-Key. */
  readonly key: string;
  readonly actor: { readonly name: string; readonly id: string; readonly operator: boolean };
  readonly asked: Asked;
}
