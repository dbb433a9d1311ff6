import type { Queries } from '../running/transaction.js';

/** How the log is doing, as health checks, metrics and the command line show it. Times are RFC 3339 in UTC. */
export interface LogStatus {
  /** Leaves in the tree. */
  readonly size: number;
  readonly integratedAt: string;
  /** Leaves of the head that was published last; null before the first. */
  readonly published: { readonly size: number; readonly at: string; readonly cosignatures: number } | null;
  /** Why no head is signed, and since when; null while all is well. */
  readonly refusal: { readonly reason: string; readonly since: string } | null;
}

export async function readLogStatus(queries: Queries): Promise<LogStatus> {
  const { rows } = await queries.query<{
    size: string;
    integrated_at: Date;
    refusal: string | null;
    refused_since: Date | null;
    published_size: string | null;
    published_at: Date | null;
    cosignatures: number | null;
  }>(
    `SELECT tree.size, integrated_at, refusal, refused_since,
            newest.size AS published_size, newest.published_at, newest.cosignatures
     FROM transparency_log.tree
     LEFT JOIN LATERAL (
       SELECT size, published_at, cosignatures FROM transparency_log.checkpoints JOIN transparency_log.identity USING (origin)
       WHERE published_at IS NOT NULL ORDER BY size DESC LIMIT 1
     ) newest ON true`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the row of the tree is missing');
  const { published_at: publishedAt, refused_since: refusedSince } = row;
  return {
    size: Number(row.size),
    integratedAt: row.integrated_at.toISOString(),
    published: publishedAt && {
      size: Number(row.published_size),
      at: publishedAt.toISOString(),
      cosignatures: row.cosignatures ?? 0,
    },
    refusal: refusedSince && { reason: row.refusal ?? '', since: refusedSince.toISOString() },
  };
}
