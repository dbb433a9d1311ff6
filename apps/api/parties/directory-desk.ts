import { Injectable } from '@nestjs/common';
import { type Actor, authoriseDirectory, type DirectoryAct, type Party, partyStream } from '#financing';
import { type Caller } from '../security/caller.js';
import { actorOf, RoleRegistry } from '../security/role-registry.js';
import { KindStreams } from '../commands/kind-streams.js';
import { Problem } from '../problems/problem.js';

/** Who stands before an entry of the directory, and whose entry it is. */
export interface Visit {
  readonly party: Party;
  readonly actor: Actor;
  /** Whether the visitor may do this with the entry as well. */
  may(act: DirectoryAct): boolean;
}

/** Lets callers to the entries of the directory, each as far as the rules of authorisation say. */
@Injectable()
export class DirectoryDesk {
  constructor(
    private readonly streams: KindStreams,
    private readonly roles: RoleRegistry,
  ) {}

  /** Throws party_unknown or not_allowed where the caller may not do this with the entry. */
  async visit(partyId: string, caller: Caller, act: DirectoryAct): Promise<Visit> {
    const [{ state: party }, index] = await Promise.all([
      this.streams.of(partyStream).read(partyStream.of(partyId)),
      this.roles.present(),
    ]);
    const actor = actorOf(caller, index);
    const entry = {
      partyId,
      party: askedAsOneself(partyId, party, caller, act),
      rolesAt: index.rolesOf(partyId).map((held) => held.partyId),
    };
    const rejection = authoriseDirectory(act, entry, actor);
    if (rejection !== undefined) throw Problem.of(rejection);
    return {
      party: entry.party,
      actor,
      may: (other) => authoriseDirectory(other, entry, actor) === undefined,
    };
  }
}

/**
 * Whoever signs in by a provider is known here by that alone, and must be able to see and erase it without registering
 * first.
 */
function askedAsOneself(partyId: string, party: Party, { personId }: Caller, act: DirectoryAct): Party {
  const concernsSignIns = act === 'export' || act === 'erase';
  const isUnregistered = party.kind === undefined && partyId === personId;
  return isUnregistered && concernsSignIns ? { ...party, kind: 'person' } : party;
}
