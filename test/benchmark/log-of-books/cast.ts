import type { PartyKind } from '#financing';

/** The parties of the one district in which every book of a made log plays. */
const named = (count: number, kind: PartyKind, part: string): readonly (readonly [string, PartyKind])[] =>
  Array.from({ length: count }, (_, index) => [
    `a0000000-${part}-4000-8000-${index.toString(16).padStart(12, '0')}`,
    kind,
  ]);

const consortia = named(4, 'consortium', '0001');
const producers = named(24, 'producer', '0002');
const groups = named(60, 'group', '0003');
const financePartners = named(2, 'finance_partner', '0004');

export const cast: readonly (readonly [id: string, kind: PartyKind])[] = [
  ...consortia,
  ...producers,
  ...groups,
  ...financePartners,
];
export const kinds: { readonly [partyId: string]: PartyKind } = Object.fromEntries(cast);

const idsOf = (parties: readonly (readonly [string, PartyKind])[]): string[] => parties.map(([id]) => id);
export const [consortiumIds, producerIds, groupIds, financePartnerIds] = [
  idsOf(consortia),
  idsOf(producers),
  idsOf(groups),
  idsOf(financePartners),
];
