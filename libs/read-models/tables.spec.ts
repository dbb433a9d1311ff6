import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../test/postgres/database.js';
import { allProjections, readModelEntities } from './index.js';
import type { ReadTable } from '#projection-engine';

interface CatalogueColumn {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  /** Its place in the primary key, from 1; null outside. */
  readonly key: number | null;
}

/** Every column of the schema that is read, in the order of its table. */
const catalogue = `
  SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
         NOT a.attnotnull AS nullable, array_position(i.indkey::int2[], a.attnum) + 1 AS key
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  WHERE c.relnamespace = 'read'::regnamespace AND c.relkind = 'r' AND c.relname <> 'checkpoints'
  ORDER BY c.relname, a.attnum`;

const tables = allProjections.flatMap((projection) => projection.tables);

describe('what is declared of a read model’s table', () => {
  let database: TestDatabase;
  let source: DataSource;
  let columns: readonly CatalogueColumn[];
  beforeAll(async () => {
    database = await createTestDatabase();
    source = await new DataSource({
      type: 'postgres',
      url: database.url,
      entities: readModelEntities,
    }).initialize();
    columns = await source.query<CatalogueColumn[]>(catalogue);
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const columnsOf = (table: string): CatalogueColumn[] => columns.filter((column) => column.table === table);

  it('is told for every table that is read, once', () => {
    const there = [...new Set(columns.map(({ table }) => table))];
    expect(tables.map(({ name }) => name).toSorted()).toEqual(there.toSorted());
  });

  it.each(tables.map((table) => [table.name, table] as const))(
    'is the table: what is written of %s',
    (name, table) => {
      const told = columnsOf(name).map((column) => `${column.name} ${column.type}`);
      expect(declared(table).toSorted()).toEqual(told.toSorted());
      const keys = columnsOf(name)
        .filter(({ key }) => key !== null)
        .toSorted((one, other) => Number(one.key) - Number(other.key));
      expect(table.columns.filter(({ role }) => role === 'key').map((column) => column.name)).toEqual(
        keys.map((column) => column.name),
      );
      const counted = table.columns.filter(({ role }) => role === 'sum' || role === 'overlay');
      const never = columnsOf(name).filter(({ nullable }) => !nullable);
      expect(never.map((column) => column.name)).toEqual(
        expect.arrayContaining(counted.map((column) => column.name)),
      );
    },
  );

  it.each(readModelEntities.map((entity) => [entity.name, entity] as const))(
    'is the table: what is read as %s',
    (_, entity) => {
      const metadata = source.getMetadata(entity);
      expect(metadata.schema).toBe('read');
      const read = metadata.columns.map((column) => ({
        table: metadata.tableName,
        name: column.databaseName,
        type: source.driver.normalizeType(column),
        nullable: column.isNullable,
        isKey: column.isPrimary,
      }));
      const told = columnsOf(metadata.tableName).map(({ key, ...column }) => ({
        ...column,
        isKey: key !== null,
      }));
      const byName = (one: { name: string }, other: { name: string }): number =>
        one.name < other.name ? -1 : 1;
      expect(read.toSorted(byName)).toEqual(told.toSorted(byName));
    },
  );
});

const declared = ({ columns }: ReadTable): string[] => columns.map(({ name, type }) => `${name} ${type}`);
