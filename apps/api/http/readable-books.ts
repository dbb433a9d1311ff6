import { Injectable } from '@nestjs/common';
import { type View } from '#decision';
import { type Kind } from '#financing';
import { type Caller } from '../security/caller.js';
import { RoleRegistry } from '../security/role-registry.js';
import { KindStreams } from '../commands/kind-streams.js';
import { Problem } from '../problems/problem.js';

/** A book as it is now, and what of it somebody may read. */
export interface ReadableBook {
  readonly state: unknown;
  /** Of its last event. */
  readonly revision: number;
  readonly view: View;
}

/** The books of all kinds, for those who read them event by event. */
@Injectable()
export class ReadableBooks {
  constructor(
    private readonly streams: KindStreams,
    private readonly roles: RoleRegistry,
  ) {}

  /** Rejects with the kind's code for what is missing where it is not a book of theirs, or there is none. */
  async of(kind: Kind, id: string, caller: Caller): Promise<ReadableBook> {
    const [{ state, revision }, actor] = await Promise.all([
      this.streams.of(kind).read(kind.of(id)),
      this.roles.actor(caller),
    ]);
    const view = kind.viewOf(state, actor);
    if (view === undefined) throw Problem.of(kind.unknown(id));
    return { state, revision, view };
  }
}
