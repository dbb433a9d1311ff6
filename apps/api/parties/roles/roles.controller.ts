import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { mayReadRoles, partyStream } from '#financing';
import { CallerParam, type Caller } from '../../authentication/caller.js';
import { RoleRegistry } from '../../authorisation/role-registry.js';
import { type CommandAnswer } from '../../commands/answers.js';
import { GivePartyCommand } from '../../commands/give-party-command.js';
import { Given, type Giving } from '../../commands/giving.js';
import { PartyStreams } from '../../commands/streams.js';
import { ReadOperation, WriteOperation } from '../../documentation/documented.js';
import { Problem } from '../../problems/problem.js';
import { PartyParams } from '../params.dto.js';
import { RoleDto, RolesDto } from './roles.dto.js';

@ApiTags('Parties')
@Controller('parties/:id')
export class RolesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly parties: PartyStreams,
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
      this.parties.read(partyStream(id)),
      this.roles.actor(caller),
    ]);
    if (state.kind === undefined) throw new Problem('party_unknown');
    if (!mayReadRoles(id, state, actor)) throw new Problem('not_allowed');
    const held = [...state.holders].flatMap(([role, persons]) =>
      [...persons].map((personId) => ({ personId, role })),
    );
    return { items: held.sort((a, b) => (a.role + a.personId < b.role + b.personId ? -1 : 1)) };
  }

  @Post('roles')
  @WriteOperation({
    summary: 'Grant a role',
    description:
      'For the referent of the party or, of a producer or consortium, its manager. The operator grants the first roles, as long as nobody there is referent or manager.',
    codes: ['party_unknown', 'not_allowed', 'person_unknown', 'role_held'],
  })
  grant(
    @Param() params: PartyParams,
    @Body() body: RoleDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const command = { type: 'GrantRole', ...body } as const;
    return this.commands.execute(new GivePartyCommand({ partyId: params.id, command, input: body, giving }));
  }

  @Post('role-revocations')
  @WriteOperation({
    summary: 'Revoke a role',
    description:
      'It stops working at once. For the referent of the party or, of a producer or consortium, its manager; a person may give up a role of its own.',
    codes: ['party_unknown', 'not_allowed', 'role_not_held'],
  })
  revoke(
    @Param() params: PartyParams,
    @Body() body: RoleDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const command = { type: 'RevokeRole', ...body } as const;
    return this.commands.execute(new GivePartyCommand({ partyId: params.id, command, input: body, giving }));
  }
}
