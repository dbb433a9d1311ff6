import { Injectable } from '@nestjs/common';
import { coProductionStream, viewOfBook, type BookView, type CoProduction } from '#financing';
import { type Caller } from '../authentication/caller.js';
import { RoleRegistry } from '../authorisation/role-registry.js';
import { CoProductionStreams } from '../commands/streams.js';
import { Problem } from '../problems/problem.js';

/** A book as it is now, and what of it somebody may read. */
export interface ReadableBook {
  readonly state: CoProduction;
  /** Of its last event. */
  readonly revision: number;
  readonly view: BookView;
}

/** The books, for those who read them event by event. */
@Injectable()
export class ReadableBooks {
  constructor(
    private readonly coProductions: CoProductionStreams,
    private readonly roles: RoleRegistry,
  ) {}

  /** Rejects with `co_production_unknown` where it is not a book of theirs, or there is none. */
  async of(coProductionId: string, caller: Caller): Promise<ReadableBook> {
    const [{ state, revision }, actor] = await Promise.all([
      this.coProductions.read(coProductionStream(coProductionId)),
      this.roles.actor(caller),
    ]);
    const view = viewOfBook(state, actor);
    if (view === undefined) throw new Problem('co_production_unknown');
    return { state, revision, view };
  }
}
