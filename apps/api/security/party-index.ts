import { type PartyEvent, type PartyKind, partyStream, type Role } from '#financing';

/** A role of one person at one party. */
export interface HeldRole {
  readonly partyId: string;
  readonly role: Role;
}

const STREAM_PREFIX = partyStream.prefix;

/**
 * What the party streams say, turned round: which roles a person holds where. With it come the two facts about other
 * parties that commands need, what a party is and what it belongs to.
 */
export class PartyIndex {
  private readonly kinds = new Map<string, PartyKind>();
  private readonly networks = new Map<string, Set<string>>();
  private readonly rolesOfPerson = new Map<string, Map<string, Set<Role>>>();

  /** Events of one stream come in their order. */
  apply(stream: string, event: PartyEvent): void {
    const partyId = stream.slice(STREAM_PREFIX.length);
    switch (event.type) {
      case 'PartyRegistered':
        this.kinds.set(partyId, event.data.kind);
        break;
      case 'RoleGranted':
        this.rolesAt(event.data.personId, partyId).add(event.data.role);
        break;
      case 'RoleRevoked':
        this.rolesAt(event.data.personId, partyId).delete(event.data.role);
        break;
      case 'Affiliated':
        this.networksOf(partyId).add(event.data.networkId);
        break;
      case 'Disaffiliated':
        this.networksOf(partyId).delete(event.data.networkId);
        break;
    }
  }

  holds(personId: string, partyId: string, role: Role): boolean {
    return this.rolesOfPerson.get(personId)?.get(partyId)?.has(role) ?? false;
  }

  rolesOf(personId: string): HeldRole[] {
    const held = [...(this.rolesOfPerson.get(personId) ?? [])];
    return held.flatMap(([partyId, roles]) => [...roles].map((role) => ({ partyId, role })));
  }

  /** Undefined where the party is not registered. */
  kindOf(partyId: string): PartyKind | undefined {
    return this.kinds.get(partyId);
  }

  /** The party and all that it belongs to, directly or through others. Stops at what it has seen: there may be a circle. */
  selfAndAbove(partyId: string): string[] {
    const seen = new Set([partyId]);
    for (const id of seen) this.networks.get(id)?.forEach((above) => seen.add(above));
    return [...seen];
  }

  private rolesAt(personId: string, partyId: string): Set<Role> {
    const parties = entryOf(this.rolesOfPerson, personId, () => new Map<string, Set<Role>>());
    return entryOf(parties, partyId, () => new Set<Role>());
  }

  private networksOf(partyId: string): Set<string> {
    return entryOf(this.networks, partyId, () => new Set<string>());
  }
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
