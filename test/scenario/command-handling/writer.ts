import { coProductionStream } from '#financing';
import { once } from 'node:events';
import pg from 'pg';
import { CommandHandling, openPostgresSnapshots, type Figures } from '#command-handling';
import { EventStoreUnavailable } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { makePledge, type WantedPledge } from './co-production.js';

/** What the test that starts this process asks of it. */
export type Order = {
  readonly url: string;
  readonly stream: string;
  readonly pledges: readonly WantedPledge[];
  /** How many pledges wait for their answer at a time. */
  readonly atOnce: number;
  /** Ends by SIGKILL after so many answers, in the middle of what it is doing. */
  readonly diesAfter?: number;
};

/** What this process tells of a pledge, as soon as it knows. Positions and revisions as the first answer told them. */
export type Answer = {
  readonly commandId: string;
  readonly status: 'accepted' | 'rejected' | 'command_id_reused';
  readonly repeated?: boolean;
  readonly code?: string;
  readonly revision?: number;
  readonly position?: string;
};
/** Ready: it knows the stream, and begins when it is told anything. */
export type Report = 'ready' | { readonly answer: Answer } | { readonly done: Figures };

process.once('message', (order) => void write(order as Order));

/** Makes the pledges, a few at a time, each again until the store has answered, and ends. */
async function write({ url, stream, pledges, atOnce, diesAfter }: Order): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  const store = openPostgresEventStore({ pool });
  const snapshots = openPostgresSnapshots({ pool, decider: 'co-production' });
  const books = new CommandHandling(store, coProductionStream, { snapshots, snapshotEvery: 100 });
  await books.read(stream);
  tell('ready');
  await once(process, 'message');

  const waiting = pledges.values();
  let told = 0;
  const work = async (): Promise<void> => {
    for (const pledge of waiting) {
      tell({ answer: await answered(() => makePledge(books, stream, pledge), pledge) });
      if (++told === diesAfter) process.kill(process.pid, 'SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  await books.drained();
  tell({ done: books.figures });
  await store.close();
  await pool.end();
  process.disconnect();
}

async function answered(ask: () => ReturnType<typeof makePledge>, pledge: WantedPledge): Promise<Answer> {
  const { commandId } = pledge;
  for (;;) {
    try {
      const outcome = await ask();
      if (outcome.status === 'accepted') {
        const { status, repeated, revision, position } = outcome;
        return { commandId, status, repeated, revision, position: position.toString() };
      }
      if (outcome.status === 'rejected')
        return { commandId, status: 'rejected', code: outcome.rejection.code };
      return { commandId, status: outcome.status };
    } catch (error) {
      if (!(error instanceof EventStoreUnavailable)) throw error;
    }
  }
}

function tell(report: Report): void {
  process.send?.(report);
}
