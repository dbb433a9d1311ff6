import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../../commands/answers.js';
import { GiveCoProductionCommand } from '../../commands/give-co-production-command.js';
import { Given, type Giving } from '../../commands/giving.js';
import { WriteOperation } from '../../documentation/documented.js';
import { dayCodes, whoAndWhen } from '../codes.js';
import { CoProductionParams } from '../params.dto.js';
import { RecordReceiptDto } from './record-receipt.dto.js';

@ApiTags('Money')
@Controller('co-productions/:id/receipts')
export class ReceiptsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @WriteOperation({
    summary: 'Record a receipt',
    description: 'Money for a pledge has arrived on the account. For a treasurer of the custodian.',
    codes: [
      ...whoAndWhen,
      'pledge_unknown',
      'pledge_closed',
      'amount_not_positive',
      'receipt_exceeds_pledge',
      'bank_reference_known',
      'amount_too_large',
      ...dayCodes,
    ],
  })
  record(
    @Param() { id }: CoProductionParams,
    @Body() body: RecordReceiptDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const command = { type: 'RecordReceipt', ...body } as const;
    return this.commands.execute(
      new GiveCoProductionCommand({
        coProductionId: id,
        command,
        input: body,
        subjectId: body.pledgeId,
        giving,
      }),
    );
  }
}
