import { type ReadSharesOptions, type SharedEvents } from '../port.js';
import { ask, type Queries, statement } from './reading.js';

/**
 * A line as `bareEvents` reads it. Joined by operators, which takes less than `concat` or the functions that make JSON. The time is a whole
 * number, since of a fraction the server tells as many digits as the database's owner wishes (`extra_float_digits`).
 */
const line = `'["' || position::text || '",' || to_json(stream)::text || ',"' || id::text || '",' || to_json(type)::text
  || ',' || schema_version::text || ',' || (date_part('epoch', recorded_at) * 1000)::bigint::text || ',' || data::text || ']'`;

/** The server takes lines in the order in which they come, which is that of the page, because nothing is grouped. */
function statementFor(shares: number): ReturnType<typeof statement> {
  const texts = Array.from(
    { length: shares },
    (_, share) => `string_agg(line, ',') FILTER (WHERE share = ${share})`,
  );
  return statement(
    `event_store_shares_${shares}`,
    `SELECT min(position), max(position), count(*), ${texts.join(', ')}
       FROM (SELECT position, (hashtext(stream) & 2147483647) % ${shares} AS share, ${line} AS line
               FROM event_store.events WHERE position >= $1 ORDER BY position LIMIT $2) AS page`,
  );
}

type Row = [first: string | null, last: string, count: string, ...shares: (string | null)[]];

export async function readShares(
  queries: Queries,
  fromPosition: bigint,
  { limit, shares }: ReadSharesOptions,
): Promise<SharedEvents | undefined> {
  const [row] = await ask<Row>(queries, statementFor(shares), [fromPosition.toString(), limit]);
  if (row === undefined || row[0] === null) return undefined;
  const [first, last, count, ...texts] = row;
  return {
    first: BigInt(first),
    last: BigInt(last),
    count: Number(count),
    shares: texts.map((text) => text ?? ''),
  };
}
