import { type DataSource, type EntityManager, In } from 'typeorm';
import type { BookRequest } from '../book-request.js';
import {
  type Freshness,
  keyAfter,
  limitOf,
  type Page,
  type PagedList,
  pageOf,
  type PageRequest,
  readSnapshot,
  wholeNumber,
} from '#projection-engine';
import { type CoProductionAnswer, coProductionAnswer } from './answer.js';
import { CoProductionRow, ForecastRow } from './entity.js';
import { coProductions } from './projection.js';

/** Whose list of co-productions is asked for. */
export interface CoProductionsRequest extends PageRequest, Freshness {
  /** The person itself and every party at which it holds a role: books that these belong to are its books. */
  readonly parties: readonly string[];
  /** Whether it sees what is open for pledging, as whoever holds a role at some party does. */
  readonly offers: boolean;
}

const list: PagedList = { name: 'co-productions', key: [wholeNumber] };

/** No event has a position beyond this one: the newest book comes first. */
const BEYOND_ALL = '9223372036854775807';

/** What the co-productions are, and how they stand. */
export class CoProductions {
  constructor(private readonly dataSource: DataSource) {}

  /** One co-production; undefined where it is not known yet. Rejects with PositionNotReached. */
  async find(request: BookRequest): Promise<(CoProductionAnswer & { position: string }) | undefined> {
    const { coProductionId, view } = request;
    const { answer, position } = await readSnapshot(
      this.dataSource,
      coProductions,
      request,
      async (manager) => {
        const row = await manager.findOneBy(CoProductionRow, { coProductionId });
        if (row === null) return undefined;
        return coProductionAnswer(row, await forecastsOf(manager, [row]), view.totals || view.whole);
      },
    );
    return answer && { ...answer, position };
  }

  /**
   * The co-productions of a person, and those on offer to it, the newest first; what is only on offer has no totals.
   * Rejects with InvalidCursor, PositionNotReached.
   */
  async list(request: CoProductionsRequest): Promise<Page<CoProductionAnswer> & { position: string }> {
    const limit = limitOf(request);
    const [before = BEYOND_ALL] = keyAfter(request, list) ?? [];
    const { answer, position } = await readSnapshot(
      this.dataSource,
      coProductions,
      request,
      async (manager) => {
        const rows = await rowsBefore(manager, request, before, limit + 1);
        const own = await ownAmong(manager, rows, request.parties);
        return { rows, own, forecasts: await forecastsOf(manager, rows) };
      },
    );
    const page = pageOf(
      answer.rows,
      limit,
      list,
      (row) => [row.position],
      (row) => {
        const { coProductionId } = row;
        const expected = answer.forecasts.filter((forecast) => forecast.coProductionId === coProductionId);
        return coProductionAnswer(row, expected, answer.own.has(coProductionId));
      },
    );
    return { ...page, position };
  }
}

async function rowsBefore(
  manager: EntityManager,
  { parties, offers }: CoProductionsRequest,
  before: string,
  count: number,
): Promise<CoProductionRow[]> {
  return manager
    .createQueryBuilder(CoProductionRow, 'book')
    .where(
      `book.co_production_id IN (
         SELECT co_production_id FROM read.co_production_parties WHERE party_id = ANY (:parties)
          UNION SELECT co_production_id FROM read.co_productions WHERE status = 'open' AND :offers)`,
      { parties, offers },
    )
    .andWhere('book.position < :before', { before })
    .orderBy('book.position', 'DESC')
    .limit(count)
    .getMany();
}

/** The ids of those of the co-productions that one of the parties belongs to. */
async function ownAmong(
  manager: EntityManager,
  rows: readonly CoProductionRow[],
  parties: readonly string[],
): Promise<ReadonlySet<string>> {
  const own = (await manager.query(
    `SELECT DISTINCT co_production_id AS id FROM read.co_production_parties
      WHERE party_id = ANY ($1::uuid[]) AND co_production_id = ANY ($2::uuid[])`,
    [parties, rows.map(({ coProductionId }) => coProductionId)],
  )) as readonly { readonly id: string }[];
  return new Set(own.map(({ id }) => id));
}

async function forecastsOf(manager: EntityManager, rows: readonly CoProductionRow[]): Promise<ForecastRow[]> {
  return manager.find(ForecastRow, {
    where: { coProductionId: In(rows.map(({ coProductionId }) => coProductionId)) },
    order: { season: 'ASC', productCode: 'ASC' },
  });
}
