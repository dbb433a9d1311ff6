import { type Actor, type CoProduction, mayReadLinesOf, mayReadOwedTo, mayReadTrail } from '#financing';
import { type BookPageRequest, type ReadModels } from '#read-models';
import { Problem } from '../problems/problem.js';

/** What can be asked about a co-production. */
export type Question =
  | { readonly about: 'co-production' }
  | { readonly about: 'balances' }
  | { readonly about: 'producers' }
  | { readonly about: 'producer'; readonly producerId: string }
  | { readonly about: 'pledges' }
  | { readonly about: 'deliveries' }
  | { readonly about: 'statement'; readonly partyId: string }
  | { readonly about: 'trail' };

type Known<Method extends (...args: never[]) => Promise<unknown>> = NonNullable<Awaited<ReturnType<Method>>>;

export interface Answers {
  'co-production': Known<ReadModels['coProductions']['find']>;
  balances: Known<ReadModels['balances']['of']>;
  producers: Known<ReadModels['producers']['list']>;
  producer: Known<ReadModels['producers']['find']>;
  pledges: Known<ReadModels['pledges']['list']>;
  deliveries: Known<ReadModels['deliveries']['list']>;
  statement: Known<ReadModels['statements']['of']>;
  trail: Known<ReadModels['trails']['of']>;
}

interface Reader {
  readonly book: CoProduction;
  readonly actor: Actor;
}

/** Answers to each question; undefined where the rows do not know the book yet. */
export const answers: {
  readonly [About in keyof Answers]: (
    models: ReadModels,
    request: BookPageRequest,
    question: Extract<Question, { about: About }>,
    reader: Reader,
  ) => Promise<Answers[About] | undefined>;
} = {
  'co-production': (models, request) => models.coProductions.find(request),
  balances: (models, request) => models.balances.of(request),
  producers: (models, request) => models.producers.list(request),
  producer: producerAnswer,
  pledges: (models, request) => models.pledges.list(request),
  deliveries: (models, request) => models.deliveries.list(request),
  statement: statementAnswer,
  trail: trailAnswer,
};

async function producerAnswer(
  models: ReadModels,
  request: BookPageRequest,
  { producerId }: { readonly producerId: string },
  { book, actor }: Reader,
): Promise<Answers['producer'] | undefined> {
  if (!book.producers.has(producerId)) throw new Problem('party_unknown');
  if (!mayReadLinesOf(request.view, producerId)) throw new Problem('not_allowed');
  const owedTo = mayReadOwedTo(book, actor, producerId);
  return models.producers.find({ ...request, producerId, owedTo });
}

async function statementAnswer(
  models: ReadModels,
  request: BookPageRequest,
  { partyId }: { readonly partyId: string },
): Promise<Answers['statement']> {
  if (!mayReadLinesOf(request.view, partyId)) throw new Problem('not_allowed');
  const answer = await models.statements.of({ ...request, partyId });
  if (answer === undefined) throw new Problem('party_unknown');
  return answer;
}

async function trailAnswer(models: ReadModels, request: BookPageRequest): Promise<Answers['trail']> {
  if (!mayReadTrail(request.view)) throw new Problem('not_allowed');
  return models.trails.of(request);
}
