/** A table as it is written in a test: by row, by column, what the cell says. */
export type Table = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Reads a table written with `|` between its cells: the first line names the columns, the first cell of each line
 * names the row. Throws where a line has more or fewer cells than the first, or a row or column comes twice: such a table
 * says less than it seems to.
 */
export function readTable(text: string): Table {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  const [[, ...columns] = [], ...rows] = cells;
  const table = new Map<string, ReadonlyMap<string, string>>();
  for (const [name = '', ...values] of rows) {
    if (values.length !== columns.length) throw new Error(`the row of ${name} has ${values.length} cells`);
    if (table.has(name)) throw new Error(`the row of ${name} comes twice`);
    table.set(name, new Map(columns.map((column, place) => [column, values[place] ?? ''])));
  }
  if (new Set(columns).size !== columns.length) throw new Error('a column comes twice');
  return table;
}

export const columnsOf = (table: Table): string[] => [...(table.values().next().value?.keys() ?? [])];
