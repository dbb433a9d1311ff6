import { rm } from 'node:fs/promises';
import { type CoProductionEvent, postingsOf } from '#financing';
import { leavesOf } from './auditor/leaves.js';
import { Operator } from './auditor/operator.js';
import { codesIn, LogServer, Partner, type Outcome } from './auditor/program.js';
import { barbajanni, coProductionId } from './projections/barbajanni.js';

const { events } = barbajanni();
let served: LogServer;
let partner: Partner;

/** A partner who has followed the log of these events. */
const followed = (story: readonly CoProductionEvent[]): Promise<void> =>
  followedLeaves(leavesOf(coProductionId, story, events));

async function followedLeaves(leaves: Uint8Array[]): Promise<void> {
  const operator = new Operator(leaves);
  operator.publish();
  served.files = operator.files;
  partner = await Partner.with(`log ${operator.verifierKey} ${served.url}\nquorum none\n`);
  expect(await partner.run(['follow'], { SEMINA_TOKEN: 'auditor' })).toMatchObject({ status: 0 });
}
const exported = (format: string, ...args: string[]): Promise<Outcome> =>
  partner.run(['export', '--format', format, ...args]);

beforeAll(async () => {
  served = await LogServer.open();
});
afterAll(() => served.close());
afterEach(() => rm(partner.directory, { recursive: true, force: true }));

/** What all postings of the story come to, by account. */
function balances(): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { account, amount } of events.flatMap(postingsOf))
    sums.set(account, (sums.get(account) ?? 0) + amount);
  return sums;
}

describe('the journal of a verified book', () => {
  it('is exported as a table and as documents that add up to the same balances', async () => {
    await followed(events);
    const csv = await exported('csv');
    expect(csv).toMatchObject({ status: 0, stderr: '' });
    const [header, ...rows] = csv.stdout
      .trimEnd()
      .split('\r\n')
      .map((row) => row.split(','));
    expect(header!.slice(-3)).toEqual(['currency', 'account', 'amount_minor']);
    const fromTable = new Map<string, number>();
    for (const row of rows) {
      const [account, amount] = row.slice(-2) as [string, string];
      fromTable.set(account, (fromTable.get(account) ?? 0) + Number(amount));
    }
    expect(fromTable).toEqual(balances());

    const documents = (await exported('json')).stdout
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row));
    const fromDocuments = new Map<string, number>();
    for (const { account, amount } of documents.flatMap(({ postings }) => postings)) {
      fromDocuments.set(account, (fromDocuments.get(account) ?? 0) + amount);
    }
    expect(fromDocuments).toEqual(balances());
  });

  it('is exported for hledger and Beancount, one book at a time', async () => {
    await followed(events);
    expect(await exported('hledger')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--co-production'),
    });
    for (const format of ['hledger', 'beancount']) {
      const { status, stdout } = await exported(format, '--co-production', coProductionId);
      expect(status).toBe(0);
      expect(stdout).toContain('EUR');
      expect(stdout.match(/^\d{4}-\d\d-\d\d /gm)!.length).toBeGreaterThan(100);
    }
    expect(await exported('csv', '--co-production', 'none')).toMatchObject({ status: 2 });
  });

  it('leaves out an event that does not balance, and says so', async () => {
    const at = events.findIndex(({ type }) => type === 'TrancheDisbursed');
    const { data } = events[at]!;
    const unequal = { type: 'TrancheDisbursed', data: { ...data, amount: 1 } } as CoProductionEvent;
    await followed(events.with(at, unequal));
    const { status, stderr } = await exported('csv');
    expect(status).toBe(1);
    expect(codesIn({ status, stdout: stderr, stderr: '' })).toContain('unbalanced');
  });
});

describe('the books of a log whose store tells places in a file', () => {
  const sparse = (place: bigint): bigint => 437n + place * 1_000n;
  const booksOf = async (leaves: Uint8Array[], ...args: string[]): Promise<Outcome> => {
    await followedLeaves(leaves);
    return partner.run(['books', ...args]);
  };

  it.each([
    ['--threads', '1'],
    ['--threads', '2'],
  ])('hold every rule (%s %s)', async (...args) => {
    const outcome = await booksOf(leavesOf(coProductionId, events, events, sparse), ...args);
    expect(outcome).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('1 books. Every rule holds at every event.'),
    });
  });

  it('do not where positions stand still or go back', async () => {
    const still = (place: bigint): bigint => sparse(place === 50n ? 49n : place);
    const outcome = await booksOf(leavesOf(coProductionId, events, events, still));
    expect(outcome.status).toBe(1);
    expect(outcome.stdout).toContain('Event 50 says of itself to be event 49437.');
  });

  it('are not let off counting where the first event counts itself', async () => {
    const left = (place: bigint): bigint => (place < 50n ? place : place + 1n);
    const outcome = await booksOf(leavesOf(coProductionId, events, events, left));
    expect(outcome.status).toBe(1);
    expect(outcome.stdout).toContain('Event 50 says of itself to be event 51.');
  });
});

describe('the books of a verified copy', () => {
  it('are printed with their trial balance, what producers owe, and the verdict', async () => {
    await followed(events);
    const { status, stdout } = await partner.run(['books']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/assets:bank +[\d.]+\n/);
    expect(stdout).toMatch(/sum +0\.00\n/);
    expect(stdout).toContain('to deliver for advances');
    expect(stdout).toContain('1 books. Every rule holds at every event.');
    const { stdout: json } = await partner.run(['--json', 'books', '--co-production', coProductionId]);
    expect(JSON.parse(json.split('\n')[0]!)).toMatchObject({ book: { coProductionId, currency: 'EUR' } });
  });

  it('end with status 1 where a rule is broken', async () => {
    const twice = events.find(({ type }) => type === 'AdvanceReceived')!;
    await followed([...events, twice]);
    const outcome = await partner.run(['books']);
    expect(outcome.status).toBe(1);
    expect(codesIn(outcome)).toContain('bank_reference_reused');
    expect(outcome.stdout).toContain('Rule 5.');
  });
});
