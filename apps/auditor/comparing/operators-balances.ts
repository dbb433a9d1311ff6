import { CouldNotCheck } from '../findings/finding.js';
import { get } from '../log/web.js';

const ANSWER_BYTES_MAX = 4_000_000;
const PAGES_MAX = 100_000;

/** A book as the operator's server shows it. */
export interface ShownBook {
  readonly currency: string;
  /** Up to which event it goes; the last page may go further than the first. */
  readonly position: bigint;
  readonly balances: ReadonlyMap<string, number>;
}

interface Page {
  readonly currency: string;
  readonly items: readonly { readonly account: string; readonly balance: number }[];
  readonly next: string | null;
  readonly position: string;
}

/** Asks the operator's server for books (`GET /co-productions/{id}/balances`). */
export class OperatorsBalances {
  private readonly url: string;

  constructor(
    url: string,
    private readonly token: string | undefined,
  ) {
    this.url = url.replace(/\/+$/, '');
  }

  /** A whole book, at a position or later; undefined where the server shows no such book. Rejects with CouldNotCheck. */
  async of(coProductionId: string, atLeast: string): Promise<ShownBook | undefined> {
    const balances = new Map<string, number>();
    let cursor: string | null = '';
    let last: Page | undefined;
    for (let pages = 0; cursor !== null && pages < PAGES_MAX; pages += 1) {
      const page: Page | undefined = await this.page(coProductionId, atLeast, cursor);
      if (page === undefined) return undefined;
      last = page;
      for (const { account, balance } of page.items) balances.set(account, balance);
      cursor = page.next;
    }
    return { currency: last?.currency ?? '', position: BigInt(last?.position ?? 0), balances };
  }

  private async page(coProductionId: string, atLeast: string, cursor: string): Promise<Page | undefined> {
    const query = new URLSearchParams({ atLeast, ...(cursor !== '' && { cursor }) });
    const url = `${this.url}/co-productions/${encodeURIComponent(coProductionId)}/balances?${query.toString()}`;
    const { status, body } = await get(url, this.token, ANSWER_BYTES_MAX);
    if (status === 404) return undefined;
    const page = status === 200 ? parsed(body) : undefined;
    if (page === undefined) throw new CouldNotCheck(`${url} answers ${status} with what are no balances.`);
    return page;
  }
}

function parsed(body: Uint8Array): Page | undefined {
  try {
    const page = JSON.parse(Buffer.from(body).toString('utf8')) as Page;
    const isPage =
      Array.isArray(page.items) &&
      typeof page.currency === 'string' &&
      /^\d+$/.test(page.position) &&
      (page.next === null || typeof page.next === 'string');
    return isPage && page.items.every(isItem) ? page : undefined;
  } catch {
    return undefined;
  }
}

const isItem = (item: unknown): boolean =>
  typeof (item as Page['items'][number]).account === 'string' &&
  Number.isSafeInteger((item as Page['items'][number]).balance);
