import type { DataSource, EntityManager } from 'typeorm';
import { type BookPageRequest, ownParties } from '../book-request.js';
import {
  keyAfter,
  limitOf,
  type Page,
  type PagedList,
  pageOf,
  readSnapshot,
  wholeNumber,
  without,
} from '#projection-engine';
import { DeliveryRow } from './entity.js';
import { deliveries } from './projection.js';

/**
 * A delivery: minor units. `lines` is what was dispatched, `acceptedLines` what was taken of it. What came with its
 * acceptance is null before and after a rejection, `reasonCode` null unless it was rejected.
 */
export type DeliveryAnswer = Omit<DeliveryRow, 'coProductionId' | 'position'>;

const list: PagedList = { name: 'deliveries', key: [wholeNumber] };

/** The deliveries of a book. */
export class Deliveries {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * In the order of dispatch; only those from or to one's parties, unless one may see the whole book. Rejects with
   * InvalidCursor, PositionNotReached.
   */
  async list(request: BookPageRequest): Promise<Page<DeliveryAnswer> & { position: string }> {
    const limit = limitOf(request);
    const [after = '0'] = keyAfter(request, list) ?? [];
    const { answer, position } = await readSnapshot(this.dataSource, deliveries, request, (manager) =>
      rowsAfter(manager, request, after, limit + 1),
    );
    return { ...pageOf(answer, limit, list, (row) => [row.position], deliveryAnswer), position };
  }
}

async function rowsAfter(
  manager: EntityManager,
  { coProductionId, view }: BookPageRequest,
  after: string,
  count: number,
): Promise<DeliveryRow[]> {
  const query = manager
    .createQueryBuilder(DeliveryRow, 'delivery')
    .where('delivery.co_production_id = :coProductionId', { coProductionId })
    .andWhere('delivery.position > :after', { after })
    .orderBy('delivery.position')
    .limit(count);
  const parties = ownParties(view);
  if (parties !== undefined) {
    query.andWhere('(delivery.group_id = ANY (:parties) OR delivery.producer_id = ANY (:parties))', {
      parties,
    });
  }
  return query.getMany();
}

function deliveryAnswer(row: DeliveryRow): DeliveryAnswer {
  return without(row, 'coProductionId', 'position');
}
