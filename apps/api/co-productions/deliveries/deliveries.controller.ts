import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../../commands/answers.js';
import { GiveCoProductionCommand } from '../../commands/give-co-production-command.js';
import { Given, idOfNew, type Giving } from '../../commands/giving.js';
import { WriteOperation } from '../../documentation/documented.js';
import { dayCodes, whoAndWhen } from '../codes.js';
import { CoProductionParams, DeliveryParams } from '../params.dto.js';
import { AcceptDeliveryDto, DispatchDeliveryDto, RejectDeliveryDto } from './deliveries.dto.js';

@ApiTags('Goods')
@Controller('co-productions/:id/deliveries')
export class DeliveriesController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @WriteOperation({
    summary: 'Dispatch a delivery',
    description: 'Goods are on their way to a group. For a manager of the producer.',
    creates: true,
    codes: [
      ...whoAndWhen,
      'producer_unknown',
      'group_unknown',
      'season_unknown',
      'product_unknown',
      'price_not_current',
      'nothing_dispatched',
      'product_repeated',
      'amount_too_large',
      ...dayCodes,
      'quantity_not_whole',
    ],
  })
  dispatch(
    @Param() { id }: CoProductionParams,
    @Body() body: DispatchDeliveryDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const deliveryId = idOfNew('delivery', giving);
    const command = { type: 'DispatchDelivery', deliveryId, ...body } as const;
    return this.commands.execute(
      new GiveCoProductionCommand({
        coProductionId: id,
        command,
        input: body,
        subjectId: deliveryId,
        giving,
      }),
    );
  }

  @Post(':deliveryId/acceptance')
  @WriteOperation({
    summary: 'Accept a delivery',
    description:
      'Its value pays back the advances of the group, oldest pledge first; what is beyond becomes due. For a referent of the group.',
    codes: [
      ...whoAndWhen,
      'delivery_unknown',
      'delivery_closed',
      'quantity_exceeds_dispatched',
      'nothing_accepted',
      'product_repeated',
      'amount_too_large',
      'too_many_settlements',
      ...dayCodes,
      'date_before_dispatch',
      'quantity_not_whole',
    ],
  })
  accept(
    @Param() { id, deliveryId }: DeliveryParams,
    @Body() body: AcceptDeliveryDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const command = { type: 'AcceptDelivery', deliveryId, ...body } as const;
    const input = { deliveryId, ...body };
    return this.commands.execute(
      new GiveCoProductionCommand({ coProductionId: id, command, input, subjectId: deliveryId, giving }),
    );
  }

  @Post(':deliveryId/rejection')
  @WriteOperation({
    summary: 'Reject a delivery',
    description: 'Nothing of it was taken, and nothing is booked. For a referent of the group.',
    codes: [...whoAndWhen, 'delivery_unknown', 'delivery_closed'],
  })
  reject(
    @Param() { id, deliveryId }: DeliveryParams,
    @Body() body: RejectDeliveryDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const command = { type: 'RejectDelivery', deliveryId, ...body } as const;
    const input = { deliveryId, ...body };
    return this.commands.execute(
      new GiveCoProductionCommand({ coProductionId: id, command, input, subjectId: deliveryId, giving }),
    );
  }
}
