/**
 * Rows of the same key made one, in the order in which the keys first come. PostgreSQL refuses a statement that
 * updates a row twice, and a sum is smaller than what it sums.
 */
export function merged<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  merge: (earlier: Row, later: Row) => Row,
): Row[] {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row);
    const earlier = byKey.get(key);
    byKey.set(key, earlier === undefined ? row : merge(earlier, row));
  }
  return [...byKey.values()];
}

/** Amounts that are named alike, summed. */
export function added<Amounts extends { readonly [name: string]: number }>(
  one: Amounts,
  other: Amounts,
): Amounts {
  const sums = Object.keys(one).map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]);
  return Object.fromEntries(sums) as Amounts;
}

/** The key of a row that several values tell apart. */
export const keyOf = (...parts: readonly (string | number | null)[]): string => JSON.stringify(parts);
