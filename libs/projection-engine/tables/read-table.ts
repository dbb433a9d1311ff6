/** `read` is what is asked; `rebuilding` holds the tables of a new version while it is filled. */
export type Schema = 'read' | 'rebuilding';

/** The SQL types of the columns of read models. */
export type SqlType = 'uuid' | 'text' | 'bigint' | 'integer' | 'boolean' | 'date' | 'json' | 'jsonb';

/**
 * How a column comes by its value: `key` tells the row from others; `once` is told by what begins the row; `sum` is what all changes
 * add up to; of `last` the latest counts, where it is told; `overlay` is a JSON object whose later members replace earlier ones.
 */
export type Role = 'key' | 'once' | 'sum' | 'last' | 'overlay';

export interface Column {
  /** `pledgedOn` of the rows that are written is the column `pledged_on`. */
  readonly property: string;
  readonly name: string;
  readonly role: Role;
  readonly type: SqlType;
}

/** A table of a read model, as whoever writes it has to know it. */
export interface ReadTable<Property extends string = string> {
  /** Without schema. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** Whether rows begin with whatever comes first, so that nobody says when. */
  readonly added: boolean;
  /** Whether rows are looked up while others are written, so that even a rebuild needs its indexes from the beginning. */
  readonly lookedUp: boolean;
  /** Only for the compiler: the properties that rows may have. */
  readonly properties?: Property;
}

/** What is written of a row. What is left out or null is not told: a sum stays, the last value stays. */
export type Written<Property extends string> = { readonly [Name in Property]?: Value };
export type Value = string | number | bigint | boolean | null | undefined;
/** A row, or of a row what is told, by property. */
export type RowValues = { readonly [property: string]: Value };

/** Declares a table: its columns, keys first, each with its role and its type. */
export function readTable<Property extends string>(
  name: string,
  columns: { readonly [Name in Property]: `${Role} ${SqlType}` },
  { added = false, lookedUp = false }: { added?: boolean; lookedUp?: boolean } = {},
): ReadTable<Property> {
  const listed = Object.entries<string>(columns).map(([property, words]): Column => {
    const [role, type] = words.split(' ') as [Role, SqlType];
    return { property, name: columnName(property), role, type };
  });
  return { name, columns: listed, added, lookedUp };
}

/** Whether rows of the table are ever changed once they are there. */
export const isChanged = ({ columns }: ReadTable): boolean =>
  columns.some(({ role }) => role !== 'key' && role !== 'once');

export const keysOf = ({ columns }: ReadTable): Column[] => columns.filter(({ role }) => role === 'key');

const columnName = (property: string): string =>
  property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
