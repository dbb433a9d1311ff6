import type pg from 'pg';
import { type Projection, readTable } from '#projection-engine';
import { type StallEvent, stallStream } from './stall.js';

/** What its migration would be. */
export const createTable = (pool: pg.Pool): Promise<unknown> =>
  pool.query(`
    CREATE TABLE read.stalls (
      stall_id uuid PRIMARY KEY, keeper_id uuid, taken bigint NOT NULL, banked bigint NOT NULL
    )`);

const table = readTable(
  'stalls',
  { stallId: 'key uuid', keeperId: 'last uuid', taken: 'sum bigint', banked: 'sum bigint' },
  { added: true },
);

/** What each stall took and banked: minor units. */
export const stalls: Projection<StallEvent> = {
  name: 'stalls',
  of: stallStream,
  tables: [table],

  apply(events, writing) {
    const rows = new Map<
      string,
      { stallId: string; keeperId: string | null; taken: number; banked: number }
    >();
    for (const { id: stallId, event } of events) {
      const row = rows.get(stallId) ?? { stallId, keeperId: null, taken: 0, banked: 0 };
      rows.set(stallId, row);
      if (event.type === 'TakingsBanked') row.banked += event.data.amount;
      else [row.keeperId, row.taken] = [event.data.keeperId, row.taken + event.data.amount];
    }
    writing.add(table, [...rows.values()]);
  },
};
