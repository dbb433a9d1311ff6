import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../../commands/answers.js';
import { today } from '../../commands/calendar.js';
import { GiveCoProductionCommand } from '../../commands/give-co-production-command.js';
import { Given, idOfNew, type Giving } from '../../commands/giving.js';
import { WriteOperation } from '../../documentation/documented.js';
import { dayCodes, whoAndWhen } from '../codes.js';
import { CoProductionParams, PledgeParams } from '../params.dto.js';
import { MakePledgeDto, WithdrawPledgeDto } from './pledging.dto.js';

@ApiTags('Pledges')
@Controller('co-productions/:id/pledges')
export class PledgingController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @WriteOperation({
    summary: 'Make a pledge',
    description:
      'Promises an amount. For a referent of the group, for the group itself or a member of it; a member for itself.',
    creates: true,
    codes: [
      ...whoAndWhen,
      'instrument_not_accepted',
      'amount_not_positive',
      'below_minimum_pledge',
      'above_cap',
      ...dayCodes,
    ],
  })
  make(
    @Param() { id }: CoProductionParams,
    @Body() body: MakePledgeDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const pledgeId = idOfNew('pledge', giving);
    const defaults = { by: body.through, pledgedOn: today() };
    const command = { type: 'MakePledge', pledgeId, ...defaults, ...body } as const;
    return this.commands.execute(
      new GiveCoProductionCommand({ coProductionId: id, command, input: body, subjectId: pledgeId, giving }),
    );
  }

  @Post(':pledgeId/withdrawal')
  @WriteOperation({
    summary: 'Withdraw a pledge',
    description:
      'Takes a promise back for which no money has arrived. For a referent of the group, or who promised.',
    codes: [...whoAndWhen, 'pledge_unknown', 'pledge_closed', 'pledge_paid', ...dayCodes],
  })
  withdraw(
    @Param() { id, pledgeId }: PledgeParams,
    @Body() body: WithdrawPledgeDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const command = { type: 'WithdrawPledge', pledgeId, withdrawnOn: today(), ...body } as const;
    const input = { pledgeId, ...body };
    return this.commands.execute(
      new GiveCoProductionCommand({ coProductionId: id, command, input, subjectId: pledgeId, giving }),
    );
  }
}
