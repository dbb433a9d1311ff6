import { Controller, Get, Param } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { examples, mayReadRoles, partyStream, type Role, roles } from '#financing';
import { type Caller, CallerParam } from '../security/caller.js';
import { RoleRegistry } from '../security/role-registry.js';
import { KindStreams } from '../commands/kind-streams.js';
import { ReadOperation } from '../documentation/documented.js';
import { Problem } from '../problems/problem.js';
import { PartyParams } from './params.dto.js';
import { Id, OneOf } from '../input/fields.js';

export class RoleDto {
  @Id({ description: 'The person.', example: examples.personId })
  personId!: string;

  @OneOf(roles, { description: 'What the person is there.', example: 'referent' })
  role!: Role;
}

export class RolesDto {
  @ApiProperty({ type: RoleDto, isArray: true })
  items!: RoleDto[];
}

@ApiTags('Parties')
@Controller('parties/:id')
export class RolesController {
  constructor(
    private readonly streams: KindStreams,
    private readonly roles: RoleRegistry,
  ) {}

  @Get('roles')
  @ReadOperation({
    summary: 'Who holds which role',
    description: 'For everyone who holds a role at the party, and the operator.',
    answer: RolesDto,
    codes: ['party_unknown', 'not_allowed'],
  })
  async list(@Param() { id }: PartyParams, @CallerParam() caller: Caller): Promise<RolesDto> {
    const [{ state }, actor] = await Promise.all([
      this.streams.of(partyStream).read(partyStream.of(id)),
      this.roles.actor(caller),
    ]);
    if (state.kind === undefined) throw new Problem('party_unknown');
    if (!mayReadRoles(id, state, actor)) throw new Problem('not_allowed');
    const held = [...state.holders].flatMap(([role, persons]) =>
      [...persons].map((personId) => ({ personId, role })),
    );
    return { items: held.sort((a, b) => (a.role + a.personId < b.role + b.personId ? -1 : 1)) };
  }
}
