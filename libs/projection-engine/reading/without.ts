/** A row without some of its properties: what a query answers does not repeat what was asked. */
export function without<Row extends object, Name extends keyof Row & string>(
  row: Row,
  ...names: readonly Name[]
): Omit<Row, Name> {
  const left = Object.entries(row).filter(([name]) => !(names as readonly string[]).includes(name));
  return Object.fromEntries(left) as Omit<Row, Name>;
}
