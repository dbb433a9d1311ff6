import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../../commands/answers.js';
import { GiveCoProductionCommand } from '../../commands/give-co-production-command.js';
import { Given, type Giving } from '../../commands/giving.js';
import { WriteOperation } from '../../documentation/documented.js';
import { whoAndWhen } from '../codes.js';
import { CoProductionParams } from '../params.dto.js';
import { RevisePricesDto } from './revise-prices.dto.js';

@ApiTags('Co-productions')
@Controller('co-productions/:id/price-revisions')
export class PricingController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @WriteOperation({
    summary: 'Revise prices',
    description:
      'From now on deliveries are dispatched at these prices. For a manager of a producer in the terms, or of the custodian if it is a producer or consortium.',
    codes: [...whoAndWhen, 'product_unknown', 'product_repeated', 'prices_unchanged'],
  })
  revise(
    @Param() { id }: CoProductionParams,
    @Body() body: RevisePricesDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const command = { type: 'RevisePrices', ...body } as const;
    return this.commands.execute(
      new GiveCoProductionCommand({ coProductionId: id, command, input: body, giving }),
    );
  }
}
