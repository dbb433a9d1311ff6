import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type Caller, CallerParam } from '../security/caller.js';
import { ReadOperation } from '../documentation/documented.js';
import { type ProblemCode } from '../problems/problem-codes.js';
import { CoProductionParams, ProducerParams, StatementParams } from './params.dto.js';
import { type Answers, type Question } from './answers.js';
import { AskOfCoProduction } from './ask-of-co-production.js';
import { exampleAnswers, exampleOfList } from './example-answers.js';
import { ListCoProductions } from './list-co-productions.js';
import { BalancesQuery, FreshnessQuery, PageQuery } from './page.dto.js';

const late: readonly ProblemCode[] = ['co_production_unknown', 'position_not_reached'];
const paged: readonly ProblemCode[] = [...late, 'cursor_invalid'];

@ApiTags('Books')
@Controller('co-productions')
export class BooksController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ReadOperation({
    summary: 'List co-productions',
    description: 'Those you have a part in, and, without totals, those open for pledging. The newest first.',
    answer: exampleOfList,
    codes: ['position_not_reached', 'cursor_invalid'],
  })
  list(@Query() page: PageQuery, @CallerParam() caller: Caller): Promise<typeof exampleOfList> {
    return this.queries.execute(new ListCoProductions(caller, page)) as Promise<typeof exampleOfList>;
  }

  @Get(':id')
  @ReadOperation({
    summary: 'Read a co-production',
    description: 'Terms with the prices of today, status, forecasts and totals.',
    answer: exampleAnswers['co-production'],
    codes: late,
  })
  read(
    @Param() { id }: CoProductionParams,
    @Query() page: FreshnessQuery,
    @CallerParam() caller: Caller,
  ): Promise<Answers['co-production']> {
    return this.ask(id, { about: 'co-production' }, page, caller);
  }

  @Get(':id/balances')
  @ReadOperation({
    summary: 'Read the trial balance',
    description:
      'Every account for those who may read the whole book; others see their own and the rest summed by kind. It sums to zero.',
    answer: exampleAnswers.balances,
    codes: paged,
  })
  balances(
    @Param() { id }: CoProductionParams,
    @Query() page: BalancesQuery,
    @CallerParam() caller: Caller,
  ): Promise<Answers['balances']> {
    return this.ask(id, { about: 'balances' }, page, caller);
  }

  @Get(':id/producers')
  @ReadOperation({
    summary: 'List producers',
    description:
      'What each was advanced, what came back in goods, and what is due. Own lines only, unless you may read all.',
    answer: exampleAnswers.producers,
    codes: paged,
  })
  producers(
    @Param() { id }: CoProductionParams,
    @Query() page: PageQuery,
    @CallerParam() caller: Caller,
  ): Promise<Answers['producers']> {
    return this.ask(id, { about: 'producers' }, page, caller);
  }

  @Get(':id/producers/:producerId')
  @ReadOperation({
    summary: 'Read a producer',
    description: 'With the groups that are still to get goods, for its manager and those who may read all.',
    answer: exampleAnswers.producer,
    codes: [...late, 'party_unknown', 'not_allowed'],
  })
  producer(
    @Param() { id, producerId }: ProducerParams,
    @Query() page: FreshnessQuery,
    @CallerParam() caller: Caller,
  ): Promise<Answers['producer']> {
    return this.ask(id, { about: 'producer', producerId }, page, caller);
  }

  @Get(':id/pledges')
  @ReadOperation({
    summary: 'List pledges',
    description: 'The oldest first. Own lines only, unless you may read all.',
    answer: exampleAnswers.pledges,
    codes: paged,
  })
  pledges(
    @Param() { id }: CoProductionParams,
    @Query() page: PageQuery,
    @CallerParam() caller: Caller,
  ): Promise<Answers['pledges']> {
    return this.ask(id, { about: 'pledges' }, page, caller);
  }

  @Get(':id/deliveries')
  @ReadOperation({
    summary: 'List deliveries',
    description: 'In the order of dispatch. Own lines only, unless you may read all.',
    answer: exampleAnswers.deliveries,
    codes: paged,
  })
  deliveries(
    @Param() { id }: CoProductionParams,
    @Query() page: PageQuery,
    @CallerParam() caller: Caller,
  ): Promise<Answers['deliveries']> {
    return this.ask(id, { about: 'deliveries' }, page, caller);
  }

  @Get(':id/statements/:partyId')
  @ReadOperation({
    summary: 'Read the statement of a party',
    description: 'Where it stands, and line by line how it came to that.',
    answer: exampleAnswers.statement,
    codes: [...paged, 'party_unknown', 'not_allowed'],
  })
  statement(
    @Param() { id, partyId }: StatementParams,
    @Query() page: PageQuery,
    @CallerParam() caller: Caller,
  ): Promise<Answers['statement']> {
    return this.ask(id, { about: 'statement', partyId }, page, caller);
  }

  @Get(':id/trail')
  @ReadOperation({
    summary: 'Read the trail',
    description:
      'Every event in order: who did it, and what it wrote into the accounts. For those who may read all.',
    answer: exampleAnswers.trail,
    codes: [...paged, 'not_allowed'],
  })
  trail(
    @Param() { id }: CoProductionParams,
    @Query() page: PageQuery,
    @CallerParam() caller: Caller,
  ): Promise<Answers['trail']> {
    return this.ask(id, { about: 'trail' }, page, caller);
  }

  private ask<About extends keyof Answers>(
    coProductionId: string,
    question: Extract<Question, { about: About }>,
    page: PageQuery,
    caller: Caller,
  ): Promise<Answers[About]> {
    return this.queries.execute(new AskOfCoProduction<About>({ coProductionId, question, page, caller }));
  }
}
