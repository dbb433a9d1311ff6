import { type DataSource, type EntityManager, MoreThan } from 'typeorm';
import { type BookPageRequest, type BookRequest, ownParties } from '../book-request.js';
import {
  keyAfter,
  limitOf,
  type Page,
  type PagedList,
  pageOf,
  readSnapshot,
  wholeNumber,
} from '#projection-engine';
import { type ProducerAnswer, producerAnswers } from './answer.js';
import { ProducerCreditorRow, ProducerRow, ProducerSeasonRow, ProducerTotalRow } from './entity.js';
import { producers } from './projection.js';

/** A group that is still to get goods for its advances, and for how much: minor units. */
export interface Creditor {
  readonly groupId: string;
  readonly outstanding: number;
}

export interface ProducerRequest extends BookRequest {
  readonly producerId: string;
  /** Whether to tell the groups that are still to get goods. */
  readonly owedTo: boolean;
}

export interface FoundProducer extends ProducerAnswer {
  readonly owedTo?: readonly Creditor[];
  readonly position: string;
}

const list: PagedList = { name: 'producers', key: [wholeNumber] };

/** What the producers of a book were advanced, and what came back. */
export class Producers {
  constructor(private readonly dataSource: DataSource) {}

  /** In the order of the terms; one's own only, unless one may see the whole book. Rejects with InvalidCursor, PositionNotReached. */
  async list(request: BookPageRequest): Promise<Page<ProducerAnswer> & { position: string }> {
    const limit = limitOf(request);
    const [after] = keyAfter(request, list) ?? [];
    const { answer, position } = await readSnapshot(this.dataSource, producers, request, (manager) =>
      producersOf(manager, request),
    );
    const rows = answer
      .map((producer, place) => ({ producer, place }))
      .filter(({ place }) => after === undefined || place > Number(after))
      .filter(({ producer }) => mayBeSeen(request, producer.producerId))
      .slice(0, limit + 1);
    const page = pageOf(
      rows,
      limit,
      list,
      ({ place }) => [String(place)],
      ({ producer }) => producer,
    );
    return { ...page, position };
  }

  /**
   * One producer. Undefined where it is not a producer of the book, or not one's own and one may not see the whole book.
   * With `owedTo`, also the groups whose advances are outstanding in the book: what a delivery to each of them would
   * pay back, whichever producer it comes from. Rejects with PositionNotReached.
   */
  async find(request: ProducerRequest): Promise<FoundProducer | undefined> {
    const { coProductionId, producerId, owedTo } = request;
    if (!mayBeSeen(request, producerId)) return undefined;
    const { answer, position } = await readSnapshot(this.dataSource, producers, request, async (manager) => {
      const all = await producersOf(manager, request);
      const found = all.find((producer) => producer.producerId === producerId);
      if (found === undefined || !owedTo) return found;
      return { ...found, owedTo: await creditorsOf(manager, coProductionId) };
    });
    return answer && { ...answer, position };
  }
}

const mayBeSeen = ({ view }: BookRequest, producerId: string): boolean =>
  ownParties(view)?.includes(producerId) ?? true;

/** A book has at most 50 producers and 20 seasons, and shares can only be told from all of them. */
async function producersOf(
  manager: EntityManager,
  { coProductionId }: BookRequest,
): Promise<ProducerAnswer[]> {
  const total = await manager.findOneBy(ProducerTotalRow, { coProductionId });
  if (total === null) return [];
  const order = { ordinal: 'ASC' } as const;
  const rows = await manager.find(ProducerRow, { where: { coProductionId }, order });
  const seasons = await manager.find(ProducerSeasonRow, { where: { coProductionId }, order });
  return producerAnswers(total, rows, seasons);
}

async function creditorsOf(manager: EntityManager, coProductionId: string): Promise<Creditor[]> {
  const rows = await manager.find(ProducerCreditorRow, {
    where: { coProductionId, outstanding: MoreThan(0) },
    order: { outstanding: 'DESC', groupId: 'ASC' },
  });
  return rows.map(({ groupId, outstanding }) => ({ groupId, outstanding }));
}
