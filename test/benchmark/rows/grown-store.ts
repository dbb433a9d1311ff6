import pg from 'pg';
import { type EventStore } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { callersAlone, type RoundSize, sideOf } from '../appending/callers.js';
import { makePledges } from '../appending/pledges.js';
import { storeWriter } from '../appending/writer.js';
import { byLatency, interleaved, type Side } from '../measuring/rounds.js';
import { fill, STREAM_EVENTS, streamName } from '../store/fill.js';
import { type Bench, type Goal, type Line, type Row } from '../row.js';

const sizes = {
  tiny: { few: 1_000, many: 2_000, rounds: 1, size: { first: 16, seconds: 0.01 } },
  short: { few: 100_000, many: 1_000_000, rounds: 7, size: { first: 256, seconds: 0.4 } },
  long: { few: 100_000, many: 10_000_000, rounds: 15, size: { first: 256, seconds: 1 } },
} as const;

const GOAL: Goal = { of: 'ratio', bound: 'at most', value: 1.2 };
const PAGE_EVENTS = 1_000;

/** Whether the store stays as fast as it was. */
export const grownStore: Row = {
  name: 'grown',
  title: 'latency with 10,000,000 events in the store (without --long: 1,000,000) against 100,000',
  longOnly: true,
  measure: compare,
};

interface FilledStore {
  readonly store: EventStore;
  readonly events: number;
  close(): Promise<void>;
}

async function compare(bench: Bench): Promise<Line[]> {
  const { few, many, rounds, size } = sizes[bench.length];
  const [small, large] = [await openFilled(bench, few), await openFilled(bench, many)];
  await bench.settle();
  const lines: Line[] = [];
  for (const { what, callers, side } of worksOf(size, bench.postmaster)) {
    bench.say(what);
    const { ours, theirs } = await interleaved(rounds, { ours: side(large), theirs: side(small) });
    lines.push({
      what: `${what}, ${callers} callers, ${many / 1_000}k events`,
      competitor: `${few / 1_000}k events`,
      unit: 'ms',
      ...byLatency(ours, theirs),
      goal: GOAL,
      load: await callersAlone(callers),
    });
  }
  await small.close();
  await large.close();
  return lines;
}

interface Work {
  readonly what: string;
  readonly callers: number;
  side(filled: FilledStore): Side;
}

function worksOf(size: RoundSize, postmaster: number): Work[] {
  const append = (callers: number): Work => ({
    what: 'append',
    callers,
    side: ({ store }) => sideOf(size, callers, postmaster, makePledges, storeWriter(store).append),
  });
  const readStream: Work = {
    what: `read a stream of ${STREAM_EVENTS} events`,
    callers: 4,
    side: ({ store, events }) => {
      const anyStreams = (count: number) => anyNumbers(count, events / STREAM_EVENTS).map(streamName);
      return sideOf(size, 4, postmaster, anyStreams, (stream) =>
        requireCount(store.readStream(stream, 0, PAGE_EVENTS), STREAM_EVENTS),
      );
    },
  };
  const readAll: Work = {
    what: `read ${PAGE_EVENTS} events of all`,
    callers: 1,
    side: ({ store, events }) => {
      const anyPlaces = (count: number) => anyNumbers(count, events - PAGE_EVENTS);
      return sideOf(size, 1, postmaster, anyPlaces, (before) =>
        requireCount(store.readAll(BigInt(before + 1), { limit: PAGE_EVENTS }), PAGE_EVENTS),
      );
    },
  };
  return [append(1), append(256), readStream, readAll];
}

async function openFilled(bench: Bench, events: number): Promise<FilledStore> {
  bench.say(`writing ${events} events`);
  const pool = new pg.Pool({ connectionString: await bench.database() });
  await fill(pool, events);
  const store = openPostgresEventStore({ pool });
  return {
    store,
    events,
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
}

async function requireCount(read: Promise<readonly unknown[]>, count: number): Promise<void> {
  const { length } = await read;
  if (length !== count) throw new Error(`${length} events were read, not ${count}.`);
}

const anyNumbers = (count: number, below: number): number[] =>
  Array.from({ length: count }, () => Math.floor(Math.random() * below));
