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
import { StatementItemRow, StatementRow } from './entity.js';
import { statements } from './projection.js';

/** What happened to a party: the amount in minor units, the type telling which way it went. */
export interface StatementItem {
  readonly position: string;
  readonly eventId: string;
  readonly type: string;
  readonly date: string;
  readonly amount: number;
  readonly pledgeId?: string;
  readonly deliveryId?: string;
}

/**
 * Where a party stands as one who pledges, or through whom is pledged, and takes goods: minor units. `paid` is money paid
 * for goods beyond the advances, `dueFromGroup` what of that is still owed. A producer's own figures are with the
 * producers; here it finds the items.
 */
export interface StatementAnswer extends Omit<StatementRow, 'coProductionId'>, Page<StatementItem> {
  readonly position: string;
}

export type StatementRequest = BookPageRequest & { readonly partyId: string };

const list: PagedList = { name: 'statement', key: [wholeNumber, wholeNumber] };

/** The statements of the parties of a book. */
export class Statements {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * One party's statement, the items from the first on. Undefined where the party has none in the book, or it is not
   * one's own and one may not see the whole book. Rejects with InvalidCursor, PositionNotReached.
   */
  async of(request: StatementRequest): Promise<StatementAnswer | undefined> {
    const { coProductionId, partyId, view } = request;
    const limit = limitOf(request);
    const after = keyAfter(request, list) ?? ['0', '0'];
    if (ownParties(view)?.includes(partyId) === false) return undefined;
    const { answer, position } = await readSnapshot(this.dataSource, statements, request, async (manager) => {
      const standing = await manager.findOneBy(StatementRow, { coProductionId, partyId });
      return standing && { standing, items: await itemsAfter(manager, request, after, limit + 1) };
    });
    if (answer === null) return undefined;
    const page = pageOf(
      answer.items,
      limit,
      list,
      (row) => [row.position, String(row.ordinal)],
      statementItem,
    );
    return { ...without(answer.standing, 'coProductionId'), ...page, position };
  }
}

async function itemsAfter(
  manager: EntityManager,
  { coProductionId, partyId }: StatementRequest,
  [position, ordinal]: readonly string[],
  count: number,
): Promise<StatementItemRow[]> {
  return manager
    .createQueryBuilder(StatementItemRow, 'item')
    .where('item.co_production_id = :coProductionId AND item.party_id = :partyId', {
      coProductionId,
      partyId,
    })
    .andWhere('(item.position, item.ordinal) > (:position, :ordinal)', { position, ordinal })
    .orderBy('item.position')
    .addOrderBy('item.ordinal')
    .limit(count)
    .getMany();
}

function statementItem(row: StatementItemRow): StatementItem {
  const { position, eventId, type, date, amount, pledgeId, deliveryId } = row;
  return {
    position,
    eventId,
    type,
    date,
    amount,
    ...(pledgeId === null ? {} : { pledgeId }),
    ...(deliveryId === null ? {} : { deliveryId }),
  };
}
