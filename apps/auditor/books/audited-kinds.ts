import { type HouseKind, houseKinds, type Kind, partyStream } from '#financing';
import { coProductionRules } from './co-production-rules.js';
import type { OwnRules } from './own-rules.js';

/** A kind of stream with what this program checks of its books. */
export interface AuditedKind {
  readonly kind: Kind;
  /** Null where the kind keeps no book. */
  readonly rules: OwnRules | null;
  /** What the id of such a book is called in documents. */
  readonly idName: string;
  /** Statuses in which no command is allowed: nothing is written into a book any more. */
  readonly endings: ReadonlySet<string>;
}

/** A kind of stream as it is audited. */
export function auditedKind(kind: Kind, rules: OwnRules | null, idName: string): AuditedKind {
  const commands = Object.values(kind.commands);
  const endings = kind.statuses.filter(
    (status) => !commands.some(({ statuses }) => statuses.includes(status)),
  );
  return { kind, rules, idName, endings: new Set(endings) };
}

/** What is checked of each kind of stream of the house. */
const audited: { readonly [_ in HouseKind]: AuditedKind } = {
  coProduction: auditedKind(houseKinds.coProduction, coProductionRules as OwnRules, 'coProductionId'),
  party: auditedKind(houseKinds.party, null, 'partyId'),
};

export const auditedKinds: readonly AuditedKind[] = Object.values(audited);

/** What is written of parties tells what they are registered as. */
export const isOfParty = (stream: string): boolean => stream.startsWith(partyStream.prefix);
