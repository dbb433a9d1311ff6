/** What a decider answers: what happens, or why nothing does. Exceptions are for defects and a broken outside. */
export type Decision<Event, Code extends string = string> =
  { readonly events: readonly Event[] } | { readonly rejection: Rejection<Code> };

/** A refusal by a rule. Details are numbers, codes and ids, never free text. */
export interface Rejection<Code extends string = string> {
  readonly code: Code;
  readonly details: { readonly [name: string]: string | number | readonly string[] };
}

export const accepted = <Event>(...events: readonly Event[]): { readonly events: readonly Event[] } => ({
  events,
});

export const rejected = <Code extends string>(
  code: Code,
  details: Rejection['details'] = {},
): { readonly rejection: Rejection<Code> } => ({ rejection: { code, details } });

/**
 * What a refusal means to whoever asked:
 * `unknown`, there is no such thing, or it is not theirs (404); `forbidden`, their roles do not
 * allow it (403); `state`, another time it may pass (409); `rule`, it never will (422).
 */
export type RefusalKind = 'unknown' | 'forbidden' | 'state' | 'rule';

export interface Refusal {
  readonly kind: RefusalKind;
  /** One sentence for the person who meets it. */
  readonly meaning: string;
}

/** Refusals by code. The order of a command's refusals is their order of precedence. */
export type Refusals<Code extends string = string> = { readonly [_ in Code]: Refusal };

const of =
  (kind: RefusalKind) =>
  (meaning: string): Refusal => ({ kind, meaning });

/** Declares a refusal of each kind by its meaning in words. */
export const refusal = {
  unknown: of('unknown'),
  forbidden: of('forbidden'),
  state: of('state'),
  rule: of('rule'),
} as const;

/** What any command to any stream can be refused with before its own rules are asked. */
export const commonRefusals = {
  not_allowed: refusal.forbidden('Your roles do not allow this.'),
  wrong_status: refusal.state('Its status does not allow this now.'),
} satisfies Refusals;
