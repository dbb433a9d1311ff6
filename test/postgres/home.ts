import { realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of a home's PostgreSQL data. */
export const dataOf = (home: string): string => join(realpathSync(join(home, 'postgres')), 'data');

export async function removeHome(home: string): Promise<void> {
  await rm(realpathSync(join(home, 'postgres')), { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
}
