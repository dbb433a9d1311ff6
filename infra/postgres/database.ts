import { openEmbeddedServer } from './embedded/server.js';

export interface DatabaseOptions {
  /** Folder of this machine's data, e.g. `.semina`; made where it is missing. */
  readonly home: string;
  /** An outside server, e.g. of DATABASE_URL. Without it (or empty) the embedded one of `home` is used. */
  readonly url?: string | undefined;
}

export interface Database {
  /** `postgres://user:password@host:port/database`. Carries a secret: never log it. */
  readonly url: string;
  /**
   * Stops the embedded server, unless another living process of the same home still uses it: the last one to close
   * stops it. For an outside server nothing happens. A process opens the database of a home once.
   */
  close(): Promise<void>;
}

/**
 * The database to work on. A second process of the same home attaches to the server of the first,
 * and keeps it when the first ends.
 * Rejects where the embedded server says nothing for a minute, or is not through its log after a crash within a quarter of an hour; the
 * reason is in the error and in `<home>/postgres.log`.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url !== undefined && options.url !== '') {
    return { url: options.url, close: async () => {} };
  }
  return openEmbeddedServer(options.home);
}
