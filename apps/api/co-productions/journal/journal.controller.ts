import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type JournalProgram, journalPrograms } from '#accounting';
import { CallerParam, type Caller } from '../../authentication/caller.js';
import { TextOperation } from '../../documentation/documented.js';
import { OneOf } from '../../input/fields.js';
import { CoProductionParams } from '../params.dto.js';
import { WriteJournal } from './write-journal.js';

export class JournalQuery {
  @OneOf(journalPrograms, {
    optional: true,
    description: 'The program that is to read it; hledger where left out.',
    example: 'hledger',
  })
  format?: JournalProgram;
}

@ApiTags('Books')
@Controller('co-productions')
export class JournalController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id/journal')
  @TextOperation({
    summary: 'Export the journal',
    description:
      'The book as a plain-text journal that hledger (check --strict) or Beancount (bean-check) accepts: a transaction an event, with its position and id. For those who may read all.',
    answer: '2019-04-12 PledgeMade  ; position:41, event:…\n    commitments:pledged:…  510.00 EUR\n…',
    codes: ['co_production_unknown', 'not_allowed'],
  })
  async journal(
    @Param() { id }: CoProductionParams,
    @Query() { format = 'hledger' }: JournalQuery,
    @CallerParam() caller: Caller,
  ): Promise<StreamableFile> {
    const parts = await this.queries.execute(
      new WriteJournal({ coProductionId: id, program: format, caller }),
    );
    return new StreamableFile(Readable.from(parts, { objectMode: false }), {
      type: 'text/plain; charset=utf-8',
      disposition: `attachment; filename="${id}.${format === 'hledger' ? 'journal' : 'beancount'}"`,
    });
  }
}
