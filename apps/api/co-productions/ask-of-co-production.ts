import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type View } from '#decision';
import { type Actor, type CoProduction, coProductionStream, mayReadOffer, viewOfBook } from '#financing';
import { type BookPageRequest, ReadModels } from '#read-models';
import { type Caller } from '../security/caller.js';
import { actorOf, RoleRegistry } from '../security/role-registry.js';
import { KindStreams } from '../commands/kind-streams.js';
import { Problem } from '../problems/problem.js';
import { answers, type Answers, type Question } from './answers.js';
import { type PageQuery } from './page.dto.js';

export interface Asked<About extends keyof Answers> {
  readonly coProductionId: string;
  readonly question: Extract<Question, { about: About }>;
  readonly page: PageQuery;
  readonly caller: Caller;
}

/** Any question about one co-production. */
export class AskOfCoProduction<About extends keyof Answers = keyof Answers> extends Query<Answers[About]> {
  constructor(readonly asked: Asked<About>) {
    super();
  }
}

/** The way of every question about a co-production: what may this person see of it, then what do the read models say. */
@QueryHandler(AskOfCoProduction)
export class AskOfCoProductionHandler implements IQueryHandler<AskOfCoProduction> {
  constructor(
    private readonly streams: KindStreams,
    private readonly roles: RoleRegistry,
    private readonly models: ReadModels,
  ) {}

  async execute({ asked }: AskOfCoProduction): Promise<Answers[keyof Answers]> {
    const { coProductionId, question, page, caller } = asked;
    const [{ state: book }, index] = await Promise.all([
      this.streams.of(coProductionStream).read(coProductionStream.of(coProductionId)),
      this.roles.present(),
    ]);
    const actor = actorOf(caller, index);
    const holdsSomeRole = index.rolesOf(caller.personId).length > 0;
    const view = viewOfBook(book, actor) ?? offer(question, book, holdsSomeRole);
    if (view === undefined) throw new Problem('co_production_unknown');
    const request = { coProductionId, view, ...requestOf(page) };
    return this.answer(question, request, { book, actor });
  }

  /** The event stream knows the book; rows that do not yet are only late. */
  private async answer(
    question: Question,
    request: BookPageRequest,
    reader: { readonly book: CoProduction; readonly actor: Actor },
  ): Promise<Answers[keyof Answers]> {
    const answer = await answers[question.about](this.models, request, question as never, reader);
    if (answer === undefined) throw new Problem('position_not_reached', { retryAfter_seconds: 1 });
    return answer;
  }
}

/** What is open for pledging may be seen, without its totals, by those whose book it is not yet. */
function offer({ about }: Question, book: CoProduction, holdsSomeRole: boolean): View | undefined {
  const seen = about === 'co-production' && mayReadOffer(book, holdsSomeRole);
  return seen ? { whole: false, parties: new Set(), totals: false } : undefined;
}

/** The page as the read models take it. */
export const requestOf = ({
  atLeast,
  limit,
  cursor,
}: PageQuery): Omit<BookPageRequest, 'coProductionId' | 'view'> => ({
  atLeast: atLeast === undefined ? undefined : BigInt(atLeast),
  limit: limit === undefined ? undefined : Number(limit),
  cursor,
});
