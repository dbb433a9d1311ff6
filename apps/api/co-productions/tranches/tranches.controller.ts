import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../../commands/answers.js';
import { GiveCoProductionCommand } from '../../commands/give-co-production-command.js';
import { Given, type Giving } from '../../commands/giving.js';
import { WriteOperation } from '../../documentation/documented.js';
import { dayCodes, whoAndWhen } from '../codes.js';
import { CoProductionParams } from '../params.dto.js';
import { DisburseTrancheDto } from './disburse-tranche.dto.js';

@ApiTags('Money')
@Controller('co-productions/:id/disbursements')
export class TranchesController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @WriteOperation({
    summary: 'Disburse a tranche',
    description: 'Money that was collected has been paid to a producer. For a treasurer of the custodian.',
    codes: [
      ...whoAndWhen,
      'tranche_unknown',
      'producer_unknown',
      'amount_not_positive',
      'funds_not_covered',
      'split_mismatch',
      'bank_reference_known',
      ...dayCodes,
    ],
  })
  disburse(
    @Param() { id }: CoProductionParams,
    @Body() body: DisburseTrancheDto,
    @Given() giving: Giving,
  ): Promise<CommandAnswer> {
    const command = { type: 'DisburseTranche', ...body } as const;
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
