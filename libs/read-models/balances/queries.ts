import { type DataSource, type EntityManager, MoreThan } from 'typeorm';
import {
  exactNumber,
  keyAfter,
  limitOf,
  type Page,
  type PagedList,
  pageOf,
  readSnapshot,
} from '#projection-engine';
import { type BookPageRequest, ownParties } from '../book-request.js';
import { BalanceCurrencyRow, BalanceRow } from './entity.js';
import { balances } from './projection.js';

/** An account, or a kind of account where only the sum is shown: minor units, debit positive. */
export interface Balance {
  readonly account: string;
  readonly balance: number;
}

export interface BalancesPage extends Page<Balance> {
  readonly currency: string;
  readonly position: string;
}

const list: PagedList = { name: 'balances', key: [/^[a-z]+:[a-z-]+(:[\w-]{1,36}){0,2}$/] };

/** A trial balance is read as a whole, so a page holds more than other lists' pages. */
const LIMIT_MAX = 500;

/** The trial balance of a book. */
export class Balances {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * By name of account. Who may see the whole book gets every account; others their own parties' accounts and pledges,
   * and, where they may see totals, the rest summed by kind. What is shown sums to zero once all pages are read.
   * Undefined where no such book is known yet. Rejects with InvalidCursor, PositionNotReached.
   */
  async of(request: BookPageRequest): Promise<BalancesPage | undefined> {
    const limit = limitOf(request, LIMIT_MAX, LIMIT_MAX);
    const [after = ''] = keyAfter(request, list) ?? [];
    const { answer, position } = await readSnapshot(this.dataSource, balances, request, async (manager) => {
      const book = await manager.findOneBy(BalanceCurrencyRow, { coProductionId: request.coProductionId });
      if (book === null) return undefined;
      const rows = await accountsAfter(manager, request, after, limit + 1);
      return { currency: book.currency, rows };
    });
    if (answer === undefined) return undefined;
    const page = pageOf(
      answer.rows,
      limit,
      list,
      ({ account }) => [account],
      ({ account, balance }) => ({ account, balance }),
    );
    return { currency: answer.currency, ...page, position };
  }
}

async function accountsAfter(
  manager: EntityManager,
  { coProductionId, view }: BookPageRequest,
  after: string,
  count: number,
): Promise<readonly Balance[]> {
  const parties = ownParties(view);
  if (parties === undefined) {
    return manager.find(BalanceRow, {
      where: { coProductionId, account: MoreThan(after) },
      order: { account: 'ASC' },
      take: count,
    });
  }
  const rows = (await manager.query(ownAndTheRest, [
    coProductionId,
    parties,
    view.totals,
    after,
    count,
  ])) as readonly { readonly account: string; readonly balance: string }[];
  return rows.map(({ account, balance }) => ({ account, balance: exactNumber(balance) }));
}

const ownAndTheRest = `
  WITH own AS (
    SELECT account, kind, balance
      FROM read.balances
     WHERE co_production_id = $1
       AND (party_id = ANY ($2::uuid[])
            OR pledge_id IN (SELECT pledge_id FROM read.balances
                              WHERE co_production_id = $1 AND pledged_by = ANY ($2::uuid[])))
  ), rest AS (
    SELECT total.kind AS account, total.balance - coalesce(sum(own.balance), 0) AS balance
      FROM read.balance_totals AS total LEFT JOIN own USING (kind)
     WHERE total.co_production_id = $1 AND $3::boolean
     GROUP BY total.kind, total.balance
    HAVING count(own.account) = 0 OR total.balance <> sum(own.balance)
  )
  SELECT account, balance::text
    FROM (SELECT account, balance FROM own UNION ALL SELECT account, balance FROM rest) AS line
   WHERE account > $4 COLLATE "C"
   ORDER BY account COLLATE "C"
   LIMIT $5`;
