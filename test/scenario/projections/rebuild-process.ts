import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type pg from 'pg';
import { checkout } from '../../checkout.js';
import { until } from './until.js';

const program = join(checkout, 'dist/apps/worker/projections.js');

/** `npm run projections -- rebuild` as a process of its own. */
export interface RebuildProcess {
  signal(signal: NodeJS.Signals): void;
  /** Resolves when it has ended by itself, which it does not before its threads have; the status is null where a signal ended it. */
  readonly ended: Promise<{ readonly status: number | null; readonly stderr: string }>;
}

export function startRebuild(url: string): RebuildProcess {
  const child = spawn(process.execPath, [program, 'rebuild'], {
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: url },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  return {
    signal: (signal) => void child.kill(signal),
    ended: once(child, 'close').then(() => ({ status: child.exitCode, stderr })),
  };
}

/** Where a rebuild is made to wait: between two of its transactions, or in the middle of copying rows. */
export type Place = 'between' | 'copying';

const stops: { readonly [_ in Place]: string } = {
  between: `CREATE TRIGGER held BEFORE UPDATE ON read.checkpoints FOR EACH ROW
              WHEN (old.position > 0 AND new.position > old.position) EXECUTE FUNCTION held()`,
  // New versions have the constraints of the old ones.
  copying: `ALTER TABLE read.pledges ADD CONSTRAINT held CHECK (is_held()) NOT VALID`,
};

/** Rebuilds that begin meanwhile come to this place and no further. */
export class HeldRebuild {
  private constructor(
    private readonly pool: pg.Pool,
    private readonly holder: pg.PoolClient,
  ) {}

  static async at(place: Place, pool: pg.Pool): Promise<HeldRebuild> {
    const holder = await pool.connect();
    await holder.query(
      `CREATE FUNCTION is_held() RETURNS boolean LANGUAGE plpgsql AS
         'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN true; END';
       CREATE FUNCTION held() RETURNS trigger LANGUAGE plpgsql AS
         'BEGIN PERFORM is_held(); RETURN new; END';
       SELECT pg_advisory_lock(1); ${stops[place]}`,
    );
    return new HeldRebuild(pool, holder);
  }

  /** Resolves when one has come there. */
  async reached(): Promise<void> {
    await until('the rebuild is held', async () => {
      const { rowCount } = await this.pool.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`,
      );
      return rowCount === 1;
    });
  }

  /** Lets it go on. */
  async release(): Promise<void> {
    await this.holder.query('SELECT pg_advisory_unlock_all()');
  }

  /** Takes away what held it, from old and new versions. */
  async forget(): Promise<void> {
    await this.release();
    this.holder.release();
    await this.pool.query('DROP FUNCTION held(), is_held() CASCADE');
  }
}
