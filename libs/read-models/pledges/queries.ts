import type { DataSource, EntityManager } from 'typeorm';
import type { Instrument } from '#financing';
import { type BookPageRequest, ownParties } from '../book-request.js';
import {
  keyAfter,
  limitOf,
  type Page,
  type PagedList,
  pageOf,
  readSnapshot,
  wholeNumber,
} from '#projection-engine';
import { PledgeRow } from './entity.js';
import { pledges } from './projection.js';

/** A pledge and what became of it: minor units. */
export interface PledgeAnswer {
  readonly pledgeId: string;
  readonly by: string;
  readonly through: string;
  readonly instrument: Instrument;
  readonly amount: number;
  readonly received: number;
  readonly settled: number;
  /** Received as an advance and not yet paid back in goods; 0 for a donation. */
  readonly outstanding: number;
  readonly status: 'open' | 'withdrawn' | 'released';
  readonly reference: string;
  readonly pledgedOn: string;
}

const list: PagedList = { name: 'pledges', key: [wholeNumber] };

/** The pledges of a book. */
export class Pledges {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The oldest first; one's own only, be they promised by or run through one's parties, unless one may see the whole book.
   * Rejects with InvalidCursor, PositionNotReached.
   */
  async list(request: BookPageRequest): Promise<Page<PledgeAnswer> & { position: string }> {
    const limit = limitOf(request);
    const [after = '0'] = keyAfter(request, list) ?? [];
    const { answer, position } = await readSnapshot(this.dataSource, pledges, request, (manager) =>
      rowsAfter(manager, request, after, limit + 1),
    );
    return { ...pageOf(answer, limit, list, (row) => [row.position], pledgeAnswer), position };
  }
}

async function rowsAfter(
  manager: EntityManager,
  { coProductionId, view }: BookPageRequest,
  after: string,
  count: number,
): Promise<PledgeRow[]> {
  const query = manager
    .createQueryBuilder(PledgeRow, 'pledge')
    .where('pledge.co_production_id = :coProductionId', { coProductionId })
    .andWhere('pledge.position > :after', { after })
    .orderBy('pledge.position')
    .limit(count);
  const parties = ownParties(view);
  if (parties !== undefined) {
    query.andWhere('(pledge.through = ANY (:parties) OR pledge.pledged_by = ANY (:parties))', { parties });
  }
  return query.getMany();
}

function pledgeAnswer(row: PledgeRow): PledgeAnswer {
  const { pledgeId, pledgedBy, through, instrument, amount, received, settled } = row;
  const { status, reference, pledgedOn } = row;
  const outstanding = instrument === 'advance' ? received - settled : 0;
  return {
    pledgeId,
    by: pledgedBy,
    through,
    instrument,
    amount,
    received,
    settled,
    outstanding,
    status,
    reference,
    pledgedOn,
  };
}
