import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../../commands/answers.js';
import { GivePartyCommand } from '../../commands/give-party-command.js';
import { Given, type Giving } from '../../commands/giving.js';
import { WriteOperation } from '../../documentation/documented.js';
import { PartyParams } from '../params.dto.js';
import { AffiliationDto } from './affiliation.dto.js';

@ApiTags('Parties')
@Controller('parties/:id')
export class AffiliationsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('affiliations')
  @WriteOperation({
    summary: 'Join a network',
    description: 'For a referent or manager of the party, the person itself, and the operator.',
    codes: ['party_unknown', 'not_allowed', 'network_unknown', 'network_cycle', 'affiliated'],
  })
  join(
    @Param() params: PartyParams,
    @Body() body: AffiliationDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const command = { type: 'Affiliate', ...body } as const;
    return this.commands.execute(new GivePartyCommand({ partyId: params.id, command, input: body, giving }));
  }

  @Post('disaffiliations')
  @WriteOperation({
    summary: 'Leave a network',
    description: 'For a referent or manager of the party, the person itself, and the operator.',
    codes: ['party_unknown', 'not_allowed', 'not_affiliated'],
  })
  leave(
    @Param() params: PartyParams,
    @Body() body: AffiliationDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const command = { type: 'Disaffiliate', ...body } as const;
    return this.commands.execute(new GivePartyCommand({ partyId: params.id, command, input: body, giving }));
  }
}
