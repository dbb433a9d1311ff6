import { coProductionStream } from '#financing';
import pg from 'pg';
import { CommandHandling, openPostgresSnapshots } from '#command-handling';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import {
  makePledge,
  type WantedPledge,
  wantedPledges,
} from '../../scenario/command-handling/co-production.js';
import { atOnce, callersAlone } from '../appending/callers.js';
import { measure, type Measured } from '../measuring/measure.js';
import { accepted, openBooks } from '../books/grow-book.js';
import { bySpeed, interleaved } from '../measuring/rounds.js';
import { type Bench, type Line, type Row } from '../row.js';

const CALLERS = 256;

const sizes = {
  tiny: { rounds: 1, pledges: 512 },
  short: { rounds: 7, pledges: 8_192 },
  long: { rounds: 21, pledges: 16_384 },
} as const;

type Asked = { readonly book: string; readonly pledge: WantedPledge };

/** What it costs that everybody wants the same book: its commands are decided one after the other, and share commits. */
export const oneBusyBook: Row = {
  name: 'busy-book',
  title: `pledges to one co-production by ${CALLERS} callers, the whole command path, against the same spread over ${CALLERS}`,
  measure: compare,
};

async function compare(bench: Bench): Promise<Line[]> {
  const { rounds, pledges } = sizes[bench.length];
  const pool = new pg.Pool({ connectionString: await bench.database() });
  const store = openPostgresEventStore({ pool });
  const snapshots = openPostgresSnapshots({ pool, decider: 'co-production' });
  const books = new CommandHandling(store, coProductionStream, { snapshots });

  /** New books each round, so that no side's grow larger than the other's from round to round. */
  const round = async (bookCount: number): Promise<Measured> => {
    const opened = await openBooks(books, bookCount);
    const asked = wantedPledges(pledges).map((pledge, index): Asked => ({
      book: opened[index % bookCount] ?? '',
      pledge,
    }));
    const measured = await measure(pledges, bench.postmaster, (took) =>
      atOnce(CALLERS, asked, ({ book, pledge }) => accepted(makePledge(books, book, pledge)), took),
    );
    await books.drained();
    return measured;
  };
  const { one, spread } = await interleaved(rounds, { one: () => round(1), spread: () => round(CALLERS) });
  await store.close();
  await pool.end();
  return [
    {
      what: `pledges to one book, ${CALLERS} callers`,
      competitor: `the same, ${CALLERS} books`,
      unit: '/s',
      ...bySpeed(one, spread),
      goal: { of: 'ratio', bound: 'at least', value: 0.8 },
      load: await callersAlone(CALLERS),
    },
  ];
}
