import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Directory } from '#directory';
import { type EventStore } from '#event-store';
import { ReadModels } from '#read-models';
import { type Caller } from '../security/caller.js';
import { RoleRegistry } from '../security/role-registry.js';
import { EVENT_STORE } from '../commands/kind-streams.js';
import { DirectoryDesk } from './directory-desk.js';
import { collectExport, type PartyExport } from './collect-export.js';
import { OneAtATime } from './one-at-a-time.js';

/** So many may wait for theirs. */
const WAITING_MAX = 20;

/** Everything that is held about a party, for its own people. */
export class ExportParty extends Query<PartyExport> {
  constructor(
    readonly partyId: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

@QueryHandler(ExportParty)
export class ExportPartyHandler implements IQueryHandler<ExportParty> {
  private readonly turns = new OneAtATime(WAITING_MAX);

  constructor(
    private readonly desk: DirectoryDesk,
    private readonly directory: Directory,
    private readonly roles: RoleRegistry,
    private readonly models: ReadModels,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ partyId, caller }: ExportParty): Promise<PartyExport> {
    const { directory, roles, models, store } = this;
    const { party } = await this.desk.visit(partyId, caller, 'export');
    return this.turns.run(() =>
      collectExport(partyId, party.kind ?? 'person', { directory, roles, models, store }),
    );
  }
}
