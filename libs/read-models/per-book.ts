/**
 * One row for each key of each book, begun when it is first asked for: for sums, which are added up in place. A batch has many
 * thousands of things to add, and a copy for each would cost more than all the rest.
 */
export class PerBook<Row> {
  private readonly books = new Map<string, Map<string, Row>>();
  /** Who asks mostly has several things to add to the same book. */
  private lastBook: string | undefined;
  private lastRows = new Map<string, Row>();

  constructor(private readonly begin: (coProductionId: string, key: string) => Row) {}

  at(coProductionId: string, key: string): Row {
    if (coProductionId !== this.lastBook)
      [this.lastBook, this.lastRows] = [coProductionId, this.rowsOf(coProductionId)];
    let row = this.lastRows.get(key);
    if (row === undefined) this.lastRows.set(key, (row = this.begin(coProductionId, key)));
    return row;
  }

  /** Book by book, in the order in which they were first asked for. */
  all(): Row[] {
    const rows: Row[] = [];
    for (const book of this.books.values()) for (const row of book.values()) rows.push(row);
    return rows;
  }

  private rowsOf(coProductionId: string): Map<string, Row> {
    let book = this.books.get(coProductionId);
    if (book === undefined) this.books.set(coProductionId, (book = new Map<string, Row>()));
    return book;
  }
}

/** Adds amounts to the sums that are named alike. */
export function addTo<Sums extends object>(
  sums: Sums,
  amounts: { readonly [Name in keyof Sums]?: number | Sums[Name] },
): void {
  const all = sums as { [name: string]: number };
  const more = amounts as { readonly [name: string]: number };
  for (const name in more) all[name] = (all[name] ?? 0) + (more[name] ?? 0);
}
