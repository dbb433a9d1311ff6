import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { examples } from '#financing';
import { type Caller, CallerParam } from '../security/caller.js';
import { exampleAnswers } from '../co-productions/example-answers.js';
import { ReadOperation } from '../documentation/documented.js';
import { PartyParams } from './params.dto.js';
import { type PartyExport } from './collect-export.js';
import { ExportParty } from './export-party.js';

const exampleExport: PartyExport = {
  partyId: examples.groupId,
  kind: 'group',
  exportedAt: '2020-01-31T12:00:00.000Z',
  contact: {
    partyId: examples.groupId,
    kind: 'group',
    name: 'Groupement Grenoble',
    email: null,
    phone: null,
    iban: null,
    town: 'Grenoble',
    country: 'FR',
    address: null,
    notes: null,
    since: '2019-02-20T08:00:00.000Z',
    correctedAt: null,
  },
  signIns: [],
  roles: [],
  books: [
    {
      coProductionId: examples.coProductionId,
      title: examples.title,
      pledges: exampleAnswers.pledges.items,
      statement: exampleAnswers.statement,
    },
  ],
  events: [
    {
      position: examples.position,
      stream: `coproduction-${examples.coProductionId}`,
      revision: 7,
      eventId: examples.eventId,
      type: 'PledgeMade',
      recordedAt: '2019-03-01T09:30:00.000Z',
      data: { pledgeId: examples.pledgeId, through: examples.groupId },
    },
  ],
};

@ApiTags('Parties')
@Controller('parties/:id/export')
export class ExportController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ReadOperation({
    summary: 'Export everything about a party',
    description:
      'Its contact, sign-ins and roles, its pledges and statements in every book, and every event that names it. For its referent or manager, and the person itself.',
    answer: exampleExport,
    codes: ['party_unknown', 'not_allowed', 'overloaded', 'position_not_reached'],
  })
  export(@Param() { id }: PartyParams, @CallerParam() caller: Caller): Promise<PartyExport> {
    return this.queries.execute(new ExportParty(id, caller));
  }
}
