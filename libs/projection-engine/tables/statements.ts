import type { Column, ReadTable, Schema } from './read-table.js';
import type { Deed } from './writing.js';

/** One statement for any number of rows: they travel as arrays, one a column, and `unnest` turns them into rows again. */
export interface Statement {
  /** Under which a connection keeps it prepared. */
  readonly name: string;
  readonly text: string;
  /** Of which the arrays are, in order. */
  readonly columns: readonly Column[];
}

const known = new Map<string, Statement>();

/** What is sent to do this to rows of the table. */
export function statementFor(schema: Schema, table: ReadTable, deed: Deed): Statement {
  const name = `${schema}.${table.name} ${deed}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const columns = deed === 'change' ? table.columns.filter(({ role }) => role !== 'once') : table.columns;
  const made = { name, columns, text: texts[deed](`${schema}.${table.name}`, columns) };
  known.set(name, made);
  return made;
}

const texts: { readonly [_ in Deed]: (table: string, columns: readonly Column[]) => string } = {
  begin: (table, columns) => `INSERT INTO ${table} (${names(columns)}) SELECT * FROM ${unnested(columns)}`,

  change: (table, columns) =>
    `UPDATE ${table} AS old SET ${changes(columns, 'new')} FROM ${unnested(columns)}
      WHERE ${keys(columns)
        .map(({ name }) => `old.${name} = new.${name}`)
        .join(' AND ')}`,

  add: (table, columns) =>
    `INSERT INTO ${table} AS old (${names(columns)}) SELECT * FROM ${unnested(columns)}
         ON CONFLICT (${names(keys(columns))}) DO ${changes(columns, 'excluded') === '' ? 'NOTHING' : `UPDATE SET ${changes(columns, 'excluded')}`}`,
};

const keys = (columns: readonly Column[]): Column[] => columns.filter(({ role }) => role === 'key');
const names = (columns: readonly Column[]): string => columns.map(({ name }) => name).join(', ');

const unnested = (columns: readonly Column[]): string =>
  `unnest(${columns.map(({ type }, place) => `$${place + 1}::${type}[]`).join(', ')}) AS new (${names(columns)})`;

/** What a change does to the row `old`. */
export function changes(columns: readonly Column[], from: 'new' | 'excluded'): string {
  return columns
    .flatMap(({ name, role }) => {
      if (role === 'sum') return [`${name} = old.${name} + ${from}.${name}`];
      if (role === 'last') return [`${name} = coalesce(${from}.${name}, old.${name})`];
      return role === 'overlay' ? [`${name} = old.${name} || ${from}.${name}`] : [];
    })
    .join(', ');
}
