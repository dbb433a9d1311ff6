import type { Role } from '#financing';
import type { Origin } from '../refusal.js';

/** Something that a step brings into being, and whose id the server gives. */
export type Thing =
  | 'co-production'
  | `party ${string}`
  | `person ${string} ${Role}`
  | `pledge ${string}`
  | `delivery ${string}`;

/** Who gives a command: the operator, or the person who holds a role at a party. */
export type Giver = 'operator' | { readonly party: string; readonly role: Role };

export interface Request {
  readonly path: string;
  readonly body: { readonly [field: string]: unknown };
}

export const stepNames = [
  'register',
  'register person',
  'grant role',
  'propose',
  'open',
  'pledge',
  'withdraw',
  'confirm',
  'receive',
  'disburse',
  'dispatch',
  'accept',
  'reject',
] as const;
export type StepName = (typeof stepNames)[number];

/** One command of the import. */
export interface Step {
  readonly origin: Origin;
  readonly name: StepName;
  /** Told apart from the other steps of the same row and file by this; part of the Idempotency-Key. */
  readonly key: string;
  readonly giver: Giver;
  readonly makes?: Thing;
  /** What to ask, given the ids of what earlier steps made. */
  request(idOf: (thing: Thing) => string): Request;
}

export const personOf = (party: string, role: Role): Thing => `person ${party} ${role}`;
