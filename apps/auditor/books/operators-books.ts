import { CouldNotCheck } from '../finding.js';
import { get } from '../log/web.js';

const ANSWER_BYTES_MAX = 4_000_000;
const PAGES_MAX = 100_000;
/** The terms of each may take 58 KiB. */
const BOOKS_IN_PAGE = '50';

/** A book as the operator's server shows it. */
export interface ShownBook {
  readonly currency: string;
  /** Up to which event it goes; the last page may go further than the first. */
  readonly position: bigint;
  readonly balances: ReadonlyMap<string, number>;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly position: string;
}
interface AccountsPage extends Page<{ readonly account: string; readonly balance: number }> {
  readonly currency: string;
}
type BooksPage = Page<{ readonly id: string }>;

/** Asks the operator's server for books (`GET /co-productions` and what is below). */
export class OperatorsBooks {
  private readonly url: string;

  constructor(
    url: string,
    private readonly token: string | undefined,
  ) {
    this.url = `${url.replace(/\/+$/, '')}/co-productions`;
  }

  /** A whole book, at a position or later; undefined where the server shows no such book. Rejects with CouldNotCheck. */
  async of(coProductionId: string, atLeast: string): Promise<ShownBook | undefined> {
    const url = `${this.url}/${encodeURIComponent(coProductionId)}/balances`;
    const pages = await this.pages<AccountsPage>(url, { atLeast }, isAccountsPage);
    const last = pages?.at(-1);
    if (pages === undefined || last === undefined) return undefined;
    const accounts = pages.flatMap(({ items }) => items);
    const balances = new Map(accounts.map(({ account, balance }) => [account, balance]));
    return { currency: last.currency, position: BigInt(last.position), balances };
  }

  /** The ids of all books that the server shows, and up to which event it shows them. Rejects with CouldNotCheck. */
  async list(): Promise<{ readonly ids: readonly string[]; readonly position: bigint }> {
    const pages = (await this.pages<BooksPage>(this.url, { limit: BOOKS_IN_PAGE }, isBooksPage)) ?? [];
    const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
    return { ids, position: BigInt(pages.at(-1)?.position ?? 0) };
  }

  /** All pages of a list, at least one; undefined where there is no such list. */
  private async pages<P extends Page<unknown>>(
    url: string,
    query: { readonly [name: string]: string },
    isPage: (page: P) => boolean,
  ): Promise<P[] | undefined> {
    const pages: P[] = [];
    for (let cursor: string | null = ''; cursor !== null && pages.length < PAGES_MAX;) {
      const search = new URLSearchParams({ ...query, ...(cursor !== '' && { cursor }) });
      const asked = `${url}?${search.toString()}`;
      const { status, body } = await get(asked, this.token, ANSWER_BYTES_MAX);
      if (status === 404) return undefined;
      const page: P | undefined = status === 200 ? parsed(body, isPage) : undefined;
      if (page === undefined) throw new CouldNotCheck(`${asked} answers ${status} with what are no books.`);
      pages.push(page);
      cursor = page.next;
    }
    return pages;
  }
}

function parsed<P extends Page<unknown>>(body: Uint8Array, isPage: (page: P) => boolean): P | undefined {
  try {
    const page = JSON.parse(Buffer.from(body).toString('utf8')) as P;
    const isList =
      Array.isArray(page.items) &&
      /^\d+$/.test(page.position) &&
      (page.next === null || typeof page.next === 'string');
    return isList && isPage(page) ? page : undefined;
  } catch {
    return undefined;
  }
}

const isAccountsPage = ({ currency, items }: AccountsPage): boolean =>
  typeof currency === 'string' &&
  items.every(({ account, balance }) => typeof account === 'string' && Number.isSafeInteger(balance));

const isBooksPage = ({ items }: BooksPage): boolean => items.every(({ id }) => typeof id === 'string');
