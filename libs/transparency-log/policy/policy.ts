import { type VerifierKey } from '../note/keys.js';

/** A log that is trusted. Its key's name is its origin. */
export interface PolicyLog {
  readonly key: VerifierKey;
  /** Where it is served; opaque to the policy. */
  readonly url?: string;
}

/** Somebody who watches that logs only grow. */
export interface PolicyWitness {
  /** The name in the policy, which need not be the key's. */
  readonly name: string;
  readonly key: VerifierKey;
  /** Where it takes checkpoints; opaque to the policy. */
  readonly url?: string;
}

/** Who has to have co-signed: nobody, one witness, or so many of some members. */
export type Quorum =
  | { readonly kind: 'none' }
  | { readonly kind: 'witness'; readonly name: string }
  | {
      readonly kind: 'group';
      readonly name: string;
      readonly atLeast: number;
      readonly members: readonly Quorum[];
    };

/** Which checkpoints are believed: signed by any one of the logs, and co-signed by a quorum (C2SP tlog-policy). */
export interface TrustPolicy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly quorum: Quorum;
}

/** A policy of any `atLeast` of the witnesses; of none where that is 0. */
export function anyOf(
  atLeast: number,
  logs: readonly PolicyLog[],
  witnesses: readonly PolicyWitness[],
): TrustPolicy {
  const members = witnesses.map(({ name }): Quorum => ({ kind: 'witness', name }));
  const quorum: Quorum =
    atLeast === 0 ? { kind: 'none' } : { kind: 'group', name: 'quorum', atLeast, members };
  return { logs, witnesses, quorum };
}

/** Whether these witnesses, by their names in the policy, are a quorum. */
export function isQuorum(quorum: Quorum, cosigned: ReadonlySet<string>): boolean {
  switch (quorum.kind) {
    case 'none':
      return true;
    case 'witness':
      return cosigned.has(quorum.name);
    case 'group':
      return quorum.members.filter((member) => isQuorum(member, cosigned)).length >= quorum.atLeast;
  }
}
