import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../commands/give-command.js';
import { Given, type Giving } from '../commands/giving.js';
import { WriteOperation } from '../documentation/documented.js';
import { RegisterParty, RegisterPartyDto } from './register-party.js';

@ApiTags('Parties')
@Controller('parties')
export class RegistrationController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @WriteOperation({
    summary: 'Register a party',
    description:
      'Gives it an id, by which the books name it; what people call it is kept apart and can be erased. For the operator. A person may register itself, and is then known by the id of its token.',
    creates: true,
    codes: ['not_allowed', 'wrong_status', 'network_unknown'],
  })
  register(@Body() body: RegisterPartyDto, @Given() giving: Giving): Promise<CommandAnswer> {
    return this.commands.execute(new RegisterParty(body, giving));
  }
}
