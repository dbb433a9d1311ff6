import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type CoProductions, ReadModels } from '#read-models';
import { type Caller } from '../security/caller.js';
import { RoleRegistry } from '../security/role-registry.js';
import { requestOf } from './ask-of-co-production.js';
import { type PageQuery } from './page.dto.js';

type Answer = Awaited<ReturnType<CoProductions['list']>>;

/** The co-productions that a caller has a part in, and those that are open for pledging. */
export class ListCoProductions extends Query<Answer> {
  constructor(
    readonly caller: Caller,
    readonly page: PageQuery,
  ) {
    super();
  }
}

@QueryHandler(ListCoProductions)
export class ListCoProductionsHandler implements IQueryHandler<ListCoProductions> {
  constructor(
    private readonly roles: RoleRegistry,
    private readonly models: ReadModels,
  ) {}

  async execute({ caller, page }: ListCoProductions): Promise<Answer> {
    const held = (await this.roles.present()).rolesOf(caller.personId);
    const parties = [...new Set([caller.personId, ...held.map(({ partyId }) => partyId)])];
    return this.models.coProductions.list({ parties, offers: held.length > 0, ...requestOf(page) });
  }
}
