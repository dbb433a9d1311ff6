import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../../commands/answers.js';
import { GiveCoProductionCommand } from '../../commands/give-co-production-command.js';
import { Given, idOfNew, type Giving } from '../../commands/giving.js';
import { WriteOperation } from '../../documentation/documented.js';
import { ProposeCoProductionDto } from './propose-co-production.dto.js';

@ApiTags('Co-productions')
@Controller('co-productions')
export class ProposingController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @WriteOperation({
    summary: 'Propose a co-production',
    description:
      'Puts the terms on the table. For a manager of a producer in the terms, or of the custodian if it is a producer or consortium, and the operator.',
    creates: true,
    codes: ['not_allowed', 'wrong_status', 'terms_invalid'],
  })
  propose(@Body() terms: ProposeCoProductionDto, @Given() giving: Giving): Promise<CommandAnswer> {
    const coProductionId = idOfNew('co-production', giving);
    const command = { type: 'ProposeCoProduction', terms } as const;
    return this.commands.execute(
      new GiveCoProductionCommand({ coProductionId, command, input: terms, giving }),
    );
  }
}
