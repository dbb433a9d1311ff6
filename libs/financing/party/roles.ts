/** What a party can be. Names and addresses are in the directory, never here. */
export const partyKinds = [
  'person',
  'group',
  'producer',
  'consortium',
  'finance_partner',
  'institution',
  'network',
] as const;
export type PartyKind = (typeof partyKinds)[number];

/** Whether a party of this kind grows or gathers those who grow: only there is a manager one who decides. */
export const canGrow = (kind: PartyKind | undefined): boolean => kind === 'producer' || kind === 'consortium';

/**
 * What a person can be at a party. A member may pledge through it; a referent grants roles there, and so does the
 * manager of a producer or consortium.
 */
export const roles = ['member', 'referent', 'treasurer', 'manager', 'auditor'] as const;
export type Role = (typeof roles)[number];
