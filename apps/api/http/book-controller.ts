import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, Res, StreamableFile, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type JournalProgram, journalPrograms } from '#accounting';
import { examples } from '#financing';
import { type Caller, CallerParam } from '../security/caller.js';
import { TextOperation } from '../documentation/documented.js';
import { Id, OneOf } from '../input/fields.js';
import { type ProblemCode } from '../problems/problem-codes.js';
import { ProveEvent } from './prove-event.js';
import { type ServedKind } from './served-kind.js';
import { WriteJournal } from './write-journal.js';

export class JournalQuery {
  @OneOf(journalPrograms, {
    optional: true,
    description: 'The program that is to read it; hledger where left out.',
    example: 'hledger',
  })
  format?: JournalProgram;
}

/**
 * What can be read of a book whichever kind of stream keeps it: its journal, and the proof of an
 * event. None where the kind keeps no book.
 */
export function bookControllers({ kind, collection, params }: ServedKind): Type<object>[] {
  if (kind.book === undefined) return [];
  const { description, example } = params.id;
  const missing = kind.missing.code as ProblemCode;

  class BookParams {
    @Id({ description, example })
    id!: string;
  }
  class EventParams extends BookParams {
    @Id({ description: 'The event.', example: examples.eventId })
    eventId!: string;
  }

  @ApiTags('Books')
  @Controller(collection)
  class BookController {
    constructor(private readonly queries: QueryBus) {}

    @Get(':id/journal')
    @TextOperation({
      summary: 'Export the journal',
      description:
        'The book as a plain-text journal that hledger (check --strict) or Beancount (bean-check) accepts: a transaction an event, with its position and id. For those who may read all.',
      answer: '2019-04-12 PledgeMade  ; position:41, event:…\n    commitments:pledged:…  510.00 EUR\n…',
      codes: [missing, 'not_allowed'],
    })
    async journal(
      @Param() { id }: BookParams,
      @Query() { format = 'hledger' }: JournalQuery,
      @CallerParam() caller: Caller,
    ): Promise<StreamableFile> {
      const parts = await this.queries.execute(new WriteJournal({ kind, id, program: format, caller }));
      return new StreamableFile(Readable.from(parts, { objectMode: false }), {
        type: 'text/plain; charset=utf-8',
        disposition: `attachment; filename="${id}.${format === 'hledger' ? 'journal' : 'beancount'}"`,
      });
    }

    @Get(':id/trail/:eventId/proof')
    @TextOperation({
      summary: 'Get the proof of an event',
      description:
        'A file (C2SP tlog-proof) that proves without this server that the event is in the signed log. Of every event for those who may read all; for others, of those that name a party or a pledge of theirs, or are about the co-production as a whole. Waits until the event is published, for 5 seconds at most.',
      answer: 'c2sp.org/tlog-proof@v1\nextra eyJkYXRhIjp7…\nindex 41\n…',
      codes: [missing, 'event_unknown', 'log_not_published', 'log_broken'],
    })
    async prove(
      @Param() { id, eventId }: EventParams,
      @CallerParam() caller: Caller,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<string> {
      const file = await this.queries.execute(new ProveEvent({ kind, id, eventId, caller }));
      void reply
        .type('text/plain; charset=utf-8')
        .header('Content-Disposition', `attachment; filename="${eventId}.tlog-proof"`);
      return file;
    }
  }
  return [BookController];
}
