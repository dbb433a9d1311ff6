import { canGrow, type PartyKind, type Role } from '#financing';
import type { Folder } from '../folder/read-folder.js';
import type { PartyRow } from '../folder/rows.js';
import type { Refusal } from '../refusal.js';
import { personOf, type Giver, type Step } from './step.js';

/** Roles that a party of this kind always fills, so that it can act when its turn comes. */
const rolesOfKind: { readonly [kind in PartyKind]?: Role } = {
  producer: 'manager',
  consortium: 'manager',
  group: 'referent',
  finance_partner: 'auditor',
};

const roleTitles: { readonly [role in Role]: string } = {
  member: 'Member',
  referent: 'Referent',
  treasurer: 'Treasurer',
  manager: 'Manager',
  auditor: 'Auditor',
};

/** For each party of the folder, the roles that somebody must hold there for the import to run. */
export function rolesNeeded(folder: Folder): Map<string, Set<Role>> {
  const needed = new Map<string, Set<Role>>();
  const need = (party: string, role: Role) => needed.set(party, (needed.get(party) ?? new Set()).add(role));
  for (const { origin, kind } of folder.parties) {
    const role = rolesOfKind[kind];
    if (role) need(origin.ref, role);
  }
  for (const role of ['treasurer', 'referent'] as const) need(folder.terms.custodian, role);
  for (const { ref } of folder.terms.producers) need(ref, 'manager');
  for (const auditor of folder.terms.auditors) need(auditor, 'auditor');
  for (const { group } of folder.pledges) need(group, 'referent');
  for (const delivery of folder.deliveries) {
    need(delivery.producer, 'manager');
    if (delivery.acceptedOn !== undefined) need(delivery.group, 'referent');
  }
  return needed;
}

/**
 * The roles needed at a party, and who grants each. The operator only starts a party off: where one of the roles is that
 * of who acts there (the manager of a producer or consortium, the referent of any other party), the operator grants that
 * one first, and its holder the rest.
 */
function grantsAt({ kind, origin }: PartyRow, needed: ReadonlySet<Role>): { role: Role; giver: Giver }[] {
  const acting: Role = canGrow(kind) ? 'manager' : 'referent';
  if (!needed.has(acting)) return [...needed].map((role) => ({ role, giver: 'operator' }));
  const others = [...needed].filter((role) => role !== acting);
  return [
    { role: acting, giver: 'operator' },
    ...others.map((role) => ({ role, giver: { party: origin.ref, role: acting } })),
  ];
}

/** Registers every party, then one person for each role at it, and gives them the roles. */
export function peopleSteps(folder: Folder): {
  readonly steps: readonly Step[];
  readonly refusals: readonly Refusal[];
} {
  const { ordered, refusals } = networksFirst(folder.parties);
  const needed = rolesNeeded(folder);
  const persons = ordered.flatMap((party) =>
    grantsAt(party, needed.get(party.origin.ref) ?? new Set()).map((granted) => ({ party, ...granted })),
  );
  return {
    steps: [
      ...ordered.map(registration),
      ...persons.map(({ party, role }) => personRegistration(party, role)),
      ...persons.map(({ party, role, giver }) => grant(party, role, giver)),
    ],
    refusals,
  };
}

/** A network before what belongs to it. What names no network of the file, or belongs to itself, is refused. */
export function networksFirst(rows: readonly PartyRow[]): {
  readonly ordered: readonly PartyRow[];
  readonly refusals: readonly Refusal[];
} {
  const byRef = new Map(rows.map((row) => [row.origin.ref, row]));
  const placed = new Set<string>();
  const ordered: PartyRow[] = [];
  let left = [...rows];
  for (let placedBefore = -1; placedBefore < ordered.length;) {
    placedBefore = ordered.length;
    const waiting: PartyRow[] = [];
    for (const row of left) {
      const ready = row.network === undefined || placed.has(row.network);
      if (!ready) waiting.push(row);
      else {
        ordered.push(row);
        placed.add(row.origin.ref);
      }
    }
    left = waiting;
  }
  return { ordered, refusals: left.map((row) => withoutNetwork(row, byRef)) };
}

function withoutNetwork(row: PartyRow, byRef: ReadonlyMap<string, PartyRow>): Refusal {
  const network = row.network ?? '';
  if (!byRef.has(network)) {
    const words = `The network "${network}" is not a row of parties.csv that can be used.`;
    return { ...row.origin, code: 'network_unknown', words };
  }
  const words = `The network "${network}" belongs, over others, to itself or to a row that is refused.`;
  return { ...row.origin, code: 'network_cycle', words };
}

function registration({ origin, kind, name, town, country, network }: PartyRow): Step {
  return {
    origin,
    name: 'register',
    key: 'register',
    giver: 'operator',
    makes: `party ${origin.ref}`,
    request: (idOf) => ({
      path: '/parties',
      body: {
        kind,
        name,
        town,
        country,
        networkId: network === undefined ? undefined : idOf(`party ${network}`),
      },
    }),
  };
}

function personRegistration({ origin, name }: PartyRow, role: Role): Step {
  return {
    origin,
    name: 'register person',
    key: `person ${role}`,
    giver: 'operator',
    makes: personOf(origin.ref, role),
    request: () => ({ path: '/parties', body: { kind: 'person', name: `${roleTitles[role]} of ${name}` } }),
  };
}

function grant({ origin }: PartyRow, role: Role, giver: Giver): Step {
  return {
    origin,
    name: 'grant role',
    key: `role ${role}`,
    giver,
    request: (idOf) => ({
      path: `/parties/${idOf(`party ${origin.ref}`)}/roles`,
      body: { personId: idOf(personOf(origin.ref, role)), role },
    }),
  };
}
