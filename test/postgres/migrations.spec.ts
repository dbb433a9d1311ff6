import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import pg from 'pg';
import { asOfToday, migrate, migrationFiles, migrationNames, TooOld } from '#infra/postgres/migrations.js';
import { createOldDatabase } from '../golden/old-database.js';
import { createEmptyDatabase, createTestDatabase } from './database.js';
import { ask } from './elsewhere.js';

const rememberedBy = async (url: string): Promise<string[]> =>
  (await ask<{ name: string }>(url, 'SELECT name FROM migrations ORDER BY id')).map(({ name }) => name);

describe('the migrations', () => {
  it('run once each, in the order of their files, however many processes start at once', async () => {
    const { url, drop } = await createEmptyDatabase();
    await Promise.all([migrate(url), migrate(url), migrate(url)]);
    await migrate(url);
    const remembered = await rememberedBy(url);
    expect(remembered).toEqual(migrationNames());
    expect(remembered.map((name) => name.replace(/-\d{13}$/, ''))).toEqual(
      migrationFiles.map((path) => basename(path, '.sql')),
    );
    await drop();
  });

  it('are named by a number of their own, which is their order', () => {
    const numbers = migrationNames().map((name) => Number(/-(\d{13})$/.exec(name)?.[1]));
    expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other));
    expect(new Set(migrationFiles.map((path) => basename(path))).size).toBe(migrationFiles.length);
  });

  it('are all SQL files of the rooms', () => {
    const there = readdirSync('libs', { recursive: true, withFileTypes: true })
      .filter(({ name }) => name.endsWith('.sql'))
      .map(({ parentPath, name }) => join(parentPath, name));
    expect(there.toSorted()).toEqual(migrationFiles.toSorted());
  });

  it('leave a database alone that is up to date, also when it is in use', async () => {
    const { url, drop } = await createTestDatabase();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('BEGIN; LOCK TABLE event_store.events IN ROW EXCLUSIVE MODE');
    await migrate(url);
    await client.query('COMMIT');
    await client.end();
    await drop();
  });

  it('take a database of release 0.1.0 over, which then remembers the same as a fresh one', async () => {
    const { url, drop } = await createOldDatabase();
    await Promise.all([migrate(url), migrate(url)]);
    expect(await rememberedBy(url)).toEqual(migrationNames());
    await drop();
  });

  it('refuse a database of a version before release 0.1.0, and leave it as it is', async () => {
    const { url, drop } = await createOldDatabase();
    await ask(url, 'DELETE FROM migrations WHERE timestamp > 700');
    const remembered = await rememberedBy(url);
    await expect(migrate(url)).rejects.toThrow('start that release on it once, then this one');
    expect(await rememberedBy(url)).toEqual(remembered);
    expect(() => asOfToday(remembered)).toThrow(TooOld);
    await drop();
  });
});
