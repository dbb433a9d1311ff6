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

/** The key of a row that several values tell apart. The length before a text tells where it ends. */
export function keyOf(...parts: readonly (string | number | null)[]): string {
  let key = '';
  for (const part of parts) key += typeof part === 'string' ? `${part.length}:${part} ` : `${part} `;
  return key;
}
