import { Controller, Get, Param, Query } from '@nestjs/common';
import { type Caller, CallerParam } from '#apps/api/security/caller.js';
import { ReadModels } from '#read-models';
import { FreshnessQuery } from '#apps/api/co-productions/page.dto.js';
import { ReadableBooks } from '#apps/api/http/readable-books.js';
import type { CommandRoutes, ServedKind } from '#apps/api/http/served-kind.js';
import { houseOffer, type Offer } from '#apps/api/server/door.js';
import { input } from '#decision';
import { readSnapshot } from '#projection-engine';
import { stalls } from './stall-read-model.js';
import { type StallCommand, stallStream } from './stall.js';

const routes: CommandRoutes<StallCommand> = {
  RecordTakings: {
    path: '',
    tag: 'Stalls',
    summary: 'Record the takings of a stall',
    description: 'What came into the till. For a treasurer of its keeper.',
  },
  BankTakings: {
    path: ':id/bankings',
    tag: 'Stalls',
    summary: 'Bank takings',
    description: 'What was taken from the till to the bank. For a treasurer of its keeper.',
  },
};

const served: ServedKind = {
  kind: stallStream,
  collection: 'stalls',
  label: 'stalls',
  routes,
  params: { id: input.id('The stall.', '5b0e6c8e-6f0c-4c3f-9d57-0f6a3c1d2e11') },
};

@Controller('stalls')
class StallsController {
  constructor(
    private readonly books: ReadableBooks,
    private readonly models: ReadModels,
  ) {}

  @Get(':id')
  async read(
    @Param('id') id: string,
    @Query() { atLeast }: FreshnessQuery,
    @CallerParam() caller: Caller,
  ): Promise<object> {
    await this.books.of(stallStream, id, caller);
    const fresh = { atLeast: atLeast === undefined ? undefined : BigInt(atLeast) };
    return readSnapshot(this.models.source, stalls, fresh, (manager) =>
      manager.query('SELECT keeper_id, taken, banked FROM read.stalls WHERE stall_id = $1', [id]),
    );
  }
}

/** What the house serves, and stalls. */
export const offerWithStalls: Offer = {
  kinds: [...houseOffer.kinds, served],
  projections: [...houseOffer.projections, stalls],
  controllers: [...houseOffer.controllers, StallsController],
};
