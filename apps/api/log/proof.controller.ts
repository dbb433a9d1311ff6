import { Controller, Get, Param, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { CallerParam, type Caller } from '../authentication/caller.js';
import { CoProductionParams } from '../co-productions/params.dto.js';
import { TextOperation } from '../documentation/documented.js';
import { examples } from '../documentation/examples.js';
import { Id } from '../input/fields.js';
import { ProveEvent } from './prove-event.js';

export class TrailEventParams extends CoProductionParams {
  @Id({ description: 'The event.', example: examples.eventId })
  eventId!: string;
}

@ApiTags('Books')
@Controller('co-productions')
export class ProofController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id/trail/:eventId/proof')
  @TextOperation({
    summary: 'Get the proof of an event',
    description:
      'A file (C2SP tlog-proof) that proves without this server that the event is in the signed log. Of every event for those who may read all; for others, of those that name a party or a pledge of theirs, or are about the co-production as a whole. Waits until the event is published, for 5 seconds at most.',
    answer: 'c2sp.org/tlog-proof@v1\nextra eyJkYXRhIjp7…\nindex 41\n…',
    codes: ['co_production_unknown', 'event_unknown', 'log_not_published', 'log_broken'],
  })
  async prove(
    @Param() { id, eventId }: TrailEventParams,
    @CallerParam() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const file = await this.queries.execute(new ProveEvent({ coProductionId: id, eventId, caller }));
    void reply
      .type('text/plain; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="${eventId}.tlog-proof"`);
    return file;
  }
}
