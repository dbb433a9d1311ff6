import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Directory } from '#directory';
import { type Caller, CallerParam } from '../security/caller.js';
import { ReadOperation, WriteOperation } from '../documentation/documented.js';
import { Problem } from '../problems/problem.js';
import { DirectoryDesk } from './directory-desk.js';
import { PartyParams } from './params.dto.js';
import { ContactDto } from './contact.dto.js';
import { contactOf, partyAnswer } from './party-answer.js';
import { PartyDto } from './party.dto.js';

@ApiTags('Parties')
@Controller('parties/:id')
export class ContactController {
  constructor(
    private readonly desk: DirectoryDesk,
    private readonly directory: Directory,
  ) {}

  @Get()
  @ReadOperation({
    summary: 'Read a party',
    description:
      'What an organisation is called and where it is, for everyone who is signed in; a person, for those who act where it holds a role. E-mail address, telephone, account and notes only for its own people and the operator.',
    answer: PartyDto,
    codes: ['party_unknown', 'not_allowed'],
  })
  async read(@Param() { id }: PartyParams, @CallerParam() caller: Caller): Promise<PartyDto> {
    const visit = await this.desk.visit(id, caller, 'read_name');
    return partyAnswer(id, visit.party, await this.directory.find(id), visit.may('read_contact'));
  }

  @Put('contact')
  @WriteOperation({
    summary: 'Correct the contact of a party',
    description:
      'Puts these personal data in place of what is there; a field that is left out is emptied. For its referent or manager, the person itself, and the operator.',
    answer: PartyDto,
    codes: ['party_unknown', 'not_allowed', 'contact_erased'],
  })
  async correct(
    @Param() { id }: PartyParams,
    @Body() body: ContactDto,
    @CallerParam() caller: Caller,
  ): Promise<PartyDto> {
    const { party } = await this.desk.visit(id, caller, 'correct');
    if (!(await this.directory.correct(id, contactOf(body)))) throw new Problem('contact_erased');
    return partyAnswer(id, party, await this.directory.find(id), true);
  }

  @Delete('contact')
  @WriteOperation({
    summary: 'Erase the personal data of a party',
    description:
      'For ever: its contact, its salt and its sign-ins. The books keep the id and stay as they are. For its referent or manager, the person itself, and the operator.',
    answer: PartyDto,
    codes: ['party_unknown', 'not_allowed'],
  })
  async erase(@Param() { id }: PartyParams, @CallerParam() caller: Caller): Promise<PartyDto> {
    const { party } = await this.desk.visit(id, caller, 'erase');
    await this.directory.erase(id);
    return partyAnswer(id, party, undefined, true);
  }
}
