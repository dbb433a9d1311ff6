import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../../commands/answers.js';
import { GiveCoProductionCommand } from '../../commands/give-co-production-command.js';
import { Given, type Giving } from '../../commands/giving.js';
import { WriteOperation } from '../../documentation/documented.js';
import { dayCodes, whoAndWhen } from '../codes.js';
import { CoProductionParams } from '../params.dto.js';
import { PayProducerDto, RecordGroupPaymentDto } from './payments.dto.js';

@ApiTags('Money')
@Controller('co-productions/:id')
export class PaymentsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('group-payments')
  @WriteOperation({
    summary: 'Record a payment of a group',
    description: 'A group paid for goods beyond its advances. For a treasurer of the custodian.',
    codes: [
      ...whoAndWhen,
      'amount_not_positive',
      'exceeds_due',
      'bank_reference_known',
      'amount_too_large',
      ...dayCodes,
    ],
  })
  recordOfGroup(
    @Param() { id }: CoProductionParams,
    @Body() body: RecordGroupPaymentDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const command = { type: 'RecordGroupPayment', ...body } as const;
    return this.commands.execute(
      new GiveCoProductionCommand({
        coProductionId: id,
        command,
        input: body,
        subjectId: body.groupId,
        giving,
      }),
    );
  }

  @Post('producer-payments')
  @WriteOperation({
    summary: 'Record a payment to a producer',
    description: 'A producer was paid for goods beyond its advance. For a treasurer of the custodian.',
    codes: [
      ...whoAndWhen,
      'amount_not_positive',
      'exceeds_due',
      'funds_not_covered',
      'bank_reference_known',
      ...dayCodes,
    ],
  })
  payProducer(
    @Param() { id }: CoProductionParams,
    @Body() body: PayProducerDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const command = { type: 'PayProducer', ...body } as const;
    return this.commands.execute(
      new GiveCoProductionCommand({
        coProductionId: id,
        command,
        input: body,
        subjectId: body.producerId,
        giving,
      }),
    );
  }
}
