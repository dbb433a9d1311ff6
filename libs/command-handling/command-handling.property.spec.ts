import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import type { EventStore } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import {
  CommandHandling,
  openPostgresSnapshots,
  type CommandHandlingOptions,
  type Outcome,
} from './index.js';
import {
  asking,
  jarDecider,
  jarHolds,
  type CoinPut,
  type Jar,
} from '../../test/scenario/command-handling/jar.js';
import { createTestDatabase, type TestDatabase } from '../../test/postgres/database.js';
import { runs } from '../../test/runs.js';

const JAR_HOLDS = 60;
const { put } = jarHolds(JAR_HOLDS);

let database: TestDatabase;
let pool: pg.Pool;
let store: EventStore;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  store = openPostgresEventStore({ pool });
}, 60_000);

afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

/** Somebody puts coins into a jar by one of two processes. Few ids, so that many commands come again or are mistaken. */
type Put = { readonly process: 0 | 1; readonly jar: number; readonly id: number; readonly coins: number[] };
type Step = Put | { readonly process: 0 | 1; readonly reads: number } | { readonly restarts: 0 | 1 };

const process = fc.constantFrom<0 | 1>(0, 1);
const jar = fc.nat({ max: 2 });
const putting: fc.Arbitrary<Put> = fc.record({
  process,
  jar,
  id: fc.nat({ max: 14 }),
  coins: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: putting },
  { weight: 2, arbitrary: fc.record({ process, reads: jar }) },
  { weight: 1, arbitrary: fc.record({ restarts: process }) },
);

const ways: readonly (readonly [string, () => CommandHandlingOptions])[] = [
  ['with everything remembered', () => ({})],
  ['with nothing remembered', () => ({ eventsCachedMax: 1 })],
  ['with one stream remembered', () => ({ streamsCachedMax: 1 })],
  ['with a snapshot at every event', () => ({ snapshots: snapshots(), snapshotEvery: 1 })],
  [
    'with a snapshot at every event and nothing remembered',
    () => ({ snapshots: snapshots(), snapshotEvery: 1, eventsCachedMax: 1 }),
  ],
];
const snapshots = () => openPostgresSnapshots({ pool, decider: 'jar' });

/** What must come of a step, told without queue, cache, snapshot or store. */
class Told {
  readonly jars = new Map<number, { state: Jar; events: number }>();
  readonly #done = new Map<number, { jar: number; coins: string; revision: number }>();

  put({ jar: number, id, coins }: Put): object {
    const before = this.#done.get(id);
    const kept = this.jar(number);
    const decision = put(...coins)(kept.state);
    if (before) {
      const same = before.jar === number && before.coins === String(coins);
      if (same) return { status: 'accepted', repeated: true, revision: before.revision, coins };
      // What another jar has done is noticed when this one is to be written; what is refused anyway never is.
      if (before.jar === number || !('rejection' in decision)) return { status: 'command_id_reused' };
    }
    if ('rejection' in decision) return { status: 'rejected', open: JAR_HOLDS - kept.state.sum };
    const events = kept.events + coins.length;
    this.jars.set(number, { state: decision.events.reduce(jarDecider.evolve, kept.state), events });
    this.#done.set(id, { jar: number, coins: String(coins), revision: events - 1 });
    return { status: 'accepted', repeated: false, revision: events - 1, coins };
  }

  jar(number: number): { state: Jar; events: number } {
    return this.jars.get(number) ?? { state: jarDecider.initial, events: 0 };
  }
}

function told(outcome: Outcome): object {
  if (outcome.status === 'command_id_reused') return outcome;
  if (outcome.status === 'rejected') return { status: 'rejected', open: outcome.rejection.details['open'] };
  const { status, repeated, revision, events } = outcome;
  return { status, repeated, revision, coins: events.map(({ data }) => data['amount']) };
}

/** Two processes on jars and command ids of their own. */
class House {
  snapshotsUsed = 0;
  readonly #run = randomUUID();
  readonly #ids = Array.from({ length: 15 }, () => randomUUID());
  readonly #processes: [CommandHandling<Jar, CoinPut>, CommandHandling<Jar, CoinPut>];

  constructor(private readonly options: () => CommandHandlingOptions) {
    this.#processes = [this.#start(), this.#start()];
  }

  stream(number: number): string {
    return `jar-${this.#run}-${number}`;
  }

  put({ process: which, jar: number, id, coins }: Put): Promise<Outcome> {
    const envelope = asking({ coins }, { commandId: String(this.#ids[id]) });
    return this.#processes[which].execute(this.stream(number), envelope, put(...coins));
  }

  read(which: 0 | 1, number: number) {
    return this.#processes[which].read(this.stream(number));
  }

  async restart(which: 0 | 1): Promise<void> {
    await this.#processes[which].drained();
    this.snapshotsUsed += this.#processes[which].figures.snapshotsUsed;
    this.#processes[which] = this.#start();
  }

  #start() {
    return new CommandHandling(store, jarDecider, this.options());
  }
}

describe.each(ways)('two processes %s', (_, options) => {
  it('answer every command and every read as the rules alone tell it', async () => {
    let snapshotsUsed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const house = new House(options);
        const rules = new Told();
        for (const next of steps) {
          if ('restarts' in next) await house.restart(next.restarts);
          else if ('reads' in next) {
            const { state, events } = rules.jar(next.reads);
            expect(await house.read(next.process, next.reads)).toEqual({ state, revision: events - 1 });
          } else expect(told(await house.put(next))).toEqual(rules.put(next));
        }
        for (const which of [0, 1] as const) await house.restart(which);
        snapshotsUsed += house.snapshotsUsed;
      }),
      { numRuns: 20 },
    );
    expect(snapshotsUsed > 0).toBe('snapshots' in options());
  }, 60_000);

  it('write each accepted command once, and no other, when all come at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(putting, { minLength: 2, maxLength: 40 }), async (commands) => {
        const house = new House(options);
        const outcomes = await Promise.all(commands.map((command) => house.put(command)));
        for (const number of [0, 1, 2]) {
          const written = await store.readStream(house.stream(number), 0, 1_000);
          const state = written
            .map(({ data }) => jarDecider.upcast('CoinPut', 1, data))
            .reduce(jarDecider.evolve, jarDecider.initial);
          expect(state.sum).toBeLessThanOrEqual(JAR_HOLDS);
          for (const which of [0, 1] as const)
            expect(await house.read(which, number)).toEqual({ state, revision: written.length - 1 });
          const answered = outcomes.flatMap((outcome, index) =>
            outcome.status === 'accepted' && commands[index]?.jar === number ? outcome.events : [],
          );
          expect(new Set(answered.map(({ id }) => id))).toEqual(new Set(written.map(({ id }) => id)));
          for (const { id, revision, data } of answered)
            expect(written[revision]).toMatchObject({ id, data });
        }
      }),
      { numRuns: runs({ short: 6, long: 20 }) },
    );
  }, 60_000);
});
