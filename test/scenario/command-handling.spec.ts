import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { CommandHandling, type Figures } from '#command-handling';
import type { EventStore, RecordedEvent } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { coProductionStream } from '#financing';
import { makePledge, openPledging, wantedPledges, type Books } from './command-handling/co-production.js';
import type { Answer, Order, Report } from './command-handling/writer.js';
import { createTestDatabase, type TestDatabase } from '../postgres/database.js';

const program = fileURLToPath(
  new URL('../../dist/test/scenario/command-handling/writer.js', import.meta.url),
);

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

/** A process of its own that makes pledges; what it has answered is in `answers`, also after it was killed. */
class Writer {
  readonly answers: Answer[] = [];
  figures: Figures | undefined;
  readonly #process = fork(program, { execArgv: ['--enable-source-maps'], env: {} });
  /** All that it told has been heard then. */
  readonly ended = Promise.all([once(this.#process, 'exit'), once(this.#process, 'disconnect')]);
  readonly #ready = once(this.#process, 'message');

  constructor(order: Omit<Order, 'url' | 'atOnce'>) {
    this.#process.on('message', (report: Report) => {
      if (report === 'ready') return;
      if ('done' in report) this.figures = report.done;
      else this.answers.push(report.answer);
    });
    this.#process.send({ ...order, url: database.url, atOnce: 40 } satisfies Order);
  }

  async ready(): Promise<void> {
    await Promise.race([this.#ready, this.#endedEarly()]);
  }

  begin(): void {
    this.#process.send('begin');
  }

  async hasAnswered(count: number): Promise<void> {
    while (this.answers.length < count)
      await Promise.race([once(this.#process, 'message'), this.#endedEarly()]);
  }

  async #endedEarly(): Promise<never> {
    await this.ended;
    throw new Error('the writer ended early');
  }
}

/** Starts when all know the stream as it is before any of them has written. */
async function begin(...orders: readonly Omit<Order, 'url' | 'atOnce'>[]): Promise<Writer[]> {
  const writers = orders.map((order) => new Writer(order));
  await Promise.all(writers.map((writer) => writer.ready()));
  writers.forEach((writer) => writer.begin());
  return writers;
}

const ended = (writers: readonly Writer[]) => Promise.all(writers.map((writer) => writer.ended));

async function open(cap: number): Promise<{ books: Books; stream: string }> {
  const stream = coProductionStream.of(randomUUID());
  const books = new CommandHandling(store, coProductionStream);
  await openPledging(books, stream, cap);
  return { books, stream };
}

async function pledgesIn(stream: string): Promise<RecordedEvent[]> {
  const events = await store.readStream(stream, 0, 10_000);
  expect(events.map(({ revision }) => revision)).toEqual([...events.keys()]);
  return events.filter(({ type }) => type === 'PledgeMade');
}

const amountOf = ({ data }: RecordedEvent) => Number(data['amount']);
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** Each accepted pledge is in the book once, where its answer says; no refused one is; the cap holds; the sums agree. */
async function checkBook(stream: string, answers: readonly Answer[], cap: number): Promise<RecordedEvent[]> {
  const events = await pledgesIn(stream);
  const byCommand = new Map(events.map((event) => [event.metadata.commandId, event]));
  expect(byCommand.size).toBe(events.length);
  for (const { commandId, status, revision, position } of answers) {
    const event = byCommand.get(commandId);
    if (status === 'accepted') {
      expect(event?.revision).toBe(revision);
      expect(event?.position.toString()).toBe(position);
    } else expect(event).toBeUndefined();
  }
  const { state } = await new CommandHandling(store, coProductionStream).read(stream);
  expect(state.pledged).toBe(sum(events.map(amountOf)));
  expect(state.balances.commitments).toBe(state.pledged);
  expect(state.pledged).toBeLessThanOrEqual(cap);
  return events;
}

describe('two processes that write to one co-production', () => {
  it('take every pledge once and none above the cap, and both get their turn', async () => {
    const pledges = wantedPledges(1_600);
    const cap = Math.round(sum(pledges.map(({ amount }) => amount)) * 0.8);
    const { books, stream } = await open(cap);
    const halves = [pledges.slice(0, 800), pledges.slice(800)];
    const writers = await begin(...halves.map((half) => ({ stream, pledges: half })));
    await ended(writers);
    const answers = writers.flatMap((writer) => writer.answers);
    expect(answers).toHaveLength(pledges.length);

    const events = await checkBook(stream, answers, cap);
    expect(events).toHaveLength(answers.filter(({ status }) => status === 'accepted').length);
    const refused = answers.filter(({ status }) => status !== 'accepted');
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['above_cap']));
    // Whoever was refused would not have fitted into what was left at the end.
    const room = cap - sum(events.map(amountOf));
    const refusedIds = new Set(refused.map(({ commandId }) => commandId));
    for (const { commandId, amount } of pledges)
      if (refusedIds.has(commandId)) expect(amount).toBeGreaterThan(room);
    const figures = writers.map((writer) => writer.figures!);
    expect(sum(figures.map(({ conflicts }) => conflicts))).toBeGreaterThan(0);
    for (const { appends, eventsAppended } of figures) expect(appends).toBeLessThan(eventsAppended);

    const first = new Map(answers.map((answer) => [answer.commandId, answer]));
    const taken = pledges.filter(({ commandId }) => first.get(commandId)?.status === 'accepted');
    const again = await Promise.all(taken.map((pledge) => makePledge(books, stream, pledge)));
    for (const [index, { commandId }] of taken.entries()) {
      const { revision, position } = first.get(commandId)!;
      const answer = { status: 'accepted', repeated: true, revision, position: BigInt(position!) };
      expect(again[index]).toMatchObject(answer);
    }
    expect(await pledgesIn(stream)).toHaveLength(events.length);
  }, 120_000);

  it('answer the same commands alike when both are given them', async () => {
    const pledges = wantedPledges(400);
    const cap = 10_000_000;
    const { stream } = await open(cap);
    const writers = await begin({ stream, pledges }, { stream, pledges });
    await ended(writers);
    const [one, other] = writers.map(({ answers }) => new Map(answers.map((a) => [a.commandId, a])));
    for (const { commandId } of pledges) {
      const { repeated, ...answer } = one!.get(commandId)!;
      const { repeated: otherRepeated, ...otherAnswer } = other!.get(commandId)!;
      expect(answer).toEqual(otherAnswer);
      expect([repeated, otherRepeated].sort()).toEqual([false, true]);
    }
    expect(await checkBook(stream, [...one!.values()], cap)).toHaveLength(400);
  }, 120_000);

  it('lose nothing that was answered when one of them is killed in the middle', async () => {
    const pledges = wantedPledges(2_000);
    const cap = Math.round(sum(pledges.map(({ amount }) => amount)) * 0.9);
    const { stream } = await open(cap);
    const [killedHalf, otherHalf] = [pledges.slice(0, 1_000), pledges.slice(1_000)];
    const [killed, other] = (await begin(
      { stream, pledges: killedHalf, diesAfter: 100 },
      { stream, pledges: otherHalf },
    )) as [Writer, Writer];
    await ended([killed, other]);
    expect(killed.answers.length).toBeGreaterThan(0);
    expect(killed.figures).toBeUndefined();
    await checkBook(stream, [...killed.answers, ...other.answers], cap);

    const [restarted] = (await begin({ stream, pledges: killedHalf })) as [Writer];
    await restarted.ended;
    const answersNow = new Map(restarted.answers.map((answer) => [answer.commandId, answer]));
    for (const before of killed.answers.filter(({ status }) => status === 'accepted'))
      expect(answersNow.get(before.commandId)).toEqual({ ...before, repeated: true });
    await checkBook(stream, [...restarted.answers, ...other.answers], cap);
  }, 120_000);

  it('take every pledge once while the connections to the database break', async () => {
    const pledges = wantedPledges(1_000);
    const cap = 10_000_000;
    const { stream } = await open(cap);
    const halves = [pledges.slice(0, 500), pledges.slice(500)];
    const writers = await begin(...halves.map((half) => ({ stream, pledges: half })));
    const admin = new pg.Client({ connectionString: database.url, application_name: 'saboteur' });
    await admin.connect();
    let broken = 0;
    for (let at = 50; at < 500; at += 100) {
      await Promise.all(writers.map((writer) => writer.hasAnswered(at)));
      const { rowCount } = await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name LIKE 'event store, appending%'`,
      );
      broken += rowCount ?? 0;
    }
    await admin.end();
    await ended(writers);
    expect(broken).toBeGreaterThan(0);
    const answers = writers.flatMap((writer) => writer.answers);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['accepted']));
    expect(await checkBook(stream, answers, cap)).toHaveLength(1_000);
  }, 120_000);
});
