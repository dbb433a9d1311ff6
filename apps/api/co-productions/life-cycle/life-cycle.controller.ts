import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../../commands/answers.js';
import { type AskedOfCoProduction } from '../../commands/facts.js';
import { GiveCoProductionCommand } from '../../commands/give-co-production-command.js';
import { Given, type Giving } from '../../commands/giving.js';
import { WriteOperation } from '../../documentation/documented.js';
import { NothingDto } from '../../input/nothing.dto.js';
import { whoAndWhen } from '../codes.js';
import { CoProductionParams } from '../params.dto.js';
import { AbandonDto } from './abandon.dto.js';

@ApiTags('Co-productions')
@Controller('co-productions/:id')
export class LifeCycleController {
  constructor(private readonly commands: CommandBus) {}

  @Post('opening')
  @WriteOperation({
    summary: 'Open pledging',
    description: 'From now on groups and persons can pledge. For a treasurer of the custodian.',
    codes: whoAndWhen,
  })
  open(
    @Param() params: CoProductionParams,
    @Body() body: NothingDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    return this.give(params, { type: 'OpenPledging' }, body, giving);
  }

  @Post('confirmation')
  @WriteOperation({
    summary: 'Confirm the co-production',
    description: 'It goes ahead with what is pledged. For a treasurer of the custodian.',
    codes: [...whoAndWhen, 'minimum_not_reached'],
  })
  confirm(
    @Param() params: CoProductionParams,
    @Body() body: NothingDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    return this.give(params, { type: 'ConfirmCoProduction' }, body, giving);
  }

  @Post('abandonment')
  @WriteOperation({
    summary: 'Abandon the co-production',
    description:
      'It does not go ahead, and all pledges are released; possible while no money has arrived. For a treasurer of the custodian.',
    codes: [...whoAndWhen, 'money_received', 'too_many_pledges'],
  })
  abandon(
    @Param() params: CoProductionParams,
    @Body() body: AbandonDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    return this.give(params, { type: 'AbandonCoProduction', ...body }, body, giving);
  }

  @Post('closing')
  @WriteOperation({
    summary: 'Close the book',
    description:
      'Everything that was owed in money or goods has been given. Nothing is written to the book after that. For a treasurer of the custodian.',
    codes: [...whoAndWhen, 'balances_outstanding'],
  })
  close(
    @Param() params: CoProductionParams,
    @Body() body: NothingDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    return this.give(params, { type: 'CloseCoProduction' }, body, giving);
  }

  private give(
    { id }: CoProductionParams,
    command: AskedOfCoProduction,
    input: object,
    giving: Giving,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new GiveCoProductionCommand({ coProductionId: id, command, input, giving }));
  }
}
