import type pg from 'pg';

/** A row as the server wrote it: text, or null. */
export type TextRow = readonly (string | null)[];

/**
 * Executes what PREPARE has made ready on this connection under a name, with values in their text form, and resolves with its rows. Rejects
 * as the client's own queries do, after its `query_timeout` at the latest.
 *
 * A query of the client's own copies what it is given, asks the server for the name and type of each column, and looks for a parser for each.
 * Where it is known what comes, that is a good part of what a short statement costs. The client takes queries of other makes, as cursors are.
 */
export function callPrepared(client: pg.Client, name: string, values: (string | null)[]): Promise<TextRow[]> {
  return new Promise((resolve, reject) => {
    client.query(new PreparedCall(name, values, resolve, reject));
  });
}

/** What the client calls while the query is under way: its names are the client's. */
class PreparedCall implements pg.Submittable {
  private readonly rows: TextRow[] = [];

  constructor(
    private readonly statement: string,
    private readonly values: (string | null)[],
    private readonly resolve: (rows: TextRow[]) => void,
    private readonly reject: (reason: Error) => void,
  ) {}

  /** The client puts its own in this place, which ends its timer for the answer and goes on here. */
  callback = (error: Error | null): void => {
    if (error) this.reject(error);
    else this.resolve(this.rows);
  };

  submit(connection: pg.Connection): void {
    const { stream } = connection;
    stream.cork();
    connection.bind({ statement: this.statement, values: this.values }, true);
    connection.execute(null, true);
    connection.sync();
    stream.uncork();
  }

  handleDataRow({ fields }: { readonly fields: TextRow }): void {
    this.rows.push(fields);
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.callback(null);
  }

  handleError(error: Error): void {
    this.callback(error);
  }
}
