import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../../commands/answers.js';
import { GiveCoProductionCommand } from '../../commands/give-co-production-command.js';
import { Given, type Giving } from '../../commands/giving.js';
import { WriteOperation } from '../../documentation/documented.js';
import { whoAndWhen } from '../codes.js';
import { CoProductionParams } from '../params.dto.js';
import { ReviseForecastDto } from './revise-forecast.dto.js';

@ApiTags('Goods')
@Controller('co-productions/:id/forecasts')
export class ForecastsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @WriteOperation({
    summary: 'Revise a forecast',
    description:
      'Says what harvest is expected now. For a manager of a producer in the terms, or of the custodian if it is a producer or consortium.',
    codes: [...whoAndWhen, 'season_unknown', 'product_unknown'],
  })
  revise(
    @Param() { id }: CoProductionParams,
    @Body() body: ReviseForecastDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const command = { type: 'ReviseForecast', ...body } as const;
    return this.commands.execute(
      new GiveCoProductionCommand({ coProductionId: id, command, input: body, giving }),
    );
  }
}
