import type { Page, RunningProjections } from '#projection-engine';
import {
  Balances,
  CoProductions,
  Deliveries,
  Pledges,
  Producers,
  startReadModels,
  Statements,
  Trails,
} from '#read-models';
import { barbajanni, coProductionId, expected, partyRefs } from './projections/barbajanni.js';
import { idOf, write } from './projections/book.js';
import { Listening, openStage, type Stage } from './projections/running.js';

const whole = { whole: true, totals: true, parties: new Set<string>() };
const ask = { coProductionId, view: whole };
const refs = new Map(partyRefs().map((ref) => [idOf(ref), ref]));

let stage: Stage;
let running: RunningProjections;
const story = barbajanni();

beforeAll(async () => {
  stage = await openStage();
  await write(stage.store, coProductionId, story.events);
  running = startReadModels({ url: stage.url, store: stage.store, logger: new Listening() });
  await stage.caughtUp();
}, 60_000);

afterAll(async () => {
  await running.stop();
  await stage.close();
});

/** Every page of a list, in small pages. */
async function all<Item>(read: (page: { limit: number; cursor?: string }) => Promise<Page<Item>>) {
  const items: Item[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await read({ limit: 7, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = page.next;
  }
}

describe('the co-production of Barbajanni, read from its events', () => {
  it('has the totals that its books tell', async () => {
    const found = await new CoProductions(stage.dataSource).find(ask);
    const { pledgedByGroups, ...totals } = camel(expected.totals);
    expect(found?.totals).toEqual(totals);
    expect(pledgedByGroups).toBeLessThan(found!.totals!.pledged);
    expect(found).toMatchObject({
      id: coProductionId,
      status: 'confirmed',
      currency: 'EUR',
      custodianId: idOf('CONS'),
      position: String(story.events.length),
    });
  });

  it('has the trial balance that its books tell, read in small pages', async () => {
    const balances = new Balances(stage.dataSource);
    const items = await all(async (page) => (await balances.of({ ...ask, ...page }))!);
    const sums = new Map<string, number>();
    for (const { account, balance } of items) {
      const [nature, noun, party] = account.split(':');
      if (nature === 'commitments' || balance === 0) continue;
      const name = [nature, noun, ...(party === undefined ? [] : [refs.get(party)])].join(':');
      sums.set(name, (sums.get(name) ?? 0) + balance);
    }
    expect(Object.fromEntries(sums)).toEqual(expected.trial_balance);
    expect(items.reduce((sum, { balance }) => sum + balance, 0)).toBe(0);
    expect(items.map(({ account }) => account)).toEqual(items.map(({ account }) => account).toSorted());
  });

  it('has the producers’ advances that its books tell', async () => {
    const producers = new Producers(stage.dataSource);
    const items = await all((page) => producers.list({ ...ask, ...page }));
    const told = items.map((producer) => [
      refs.get(producer.producerId),
      {
        disbursed_gift: producer.disbursedFromDonations,
        disbursed_advance: producer.disbursedFromAdvances,
        delivered: producer.delivered,
        settled: producer.settled,
        advance_outstanding: producer.outstanding,
        due_to_producer: producer.due,
      },
    ]);
    expect(Object.fromEntries(told)).toEqual(expected.producers);
  });

  it('shares what is pledged, received, expected among producers and seasons without losing a cent', async () => {
    const { items } = await new Producers(stage.dataSource).list(ask);
    const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
    expect(sum(items.map(({ pledged }) => pledged))).toBe(expected.totals.pledged);
    expect(sum(items.map(({ received }) => received))).toBe(expected.totals.received);
    for (const { seasons, delivered, disbursedFromAdvances } of items) {
      expect(seasons.map(({ season }) => season)).toEqual(['2019/20', '2020/21', '2021/22']);
      expect(sum(seasons.map((season) => season.expected))).toBe(disbursedFromAdvances);
      expect(sum(seasons.map((season) => season.delivered))).toBe(delivered);
    }
  });

  it('tells a producer which groups are still to get goods, and only where it is asked to', async () => {
    const producers = new Producers(stage.dataSource);
    const producerId = idOf('PR1');
    const told = await producers.find({ ...ask, producerId, owedTo: true });
    const owed = told?.owedTo?.map(({ groupId, outstanding }) => [refs.get(groupId), outstanding]);
    const outstanding = Object.entries<{ advance_outstanding: number }>(expected.groups)
      .map(([ref, group]) => [ref, group.advance_outstanding] as const)
      .filter(([, amount]) => amount > 0);
    expect(Object.fromEntries(owed!)).toEqual(Object.fromEntries(outstanding));
    expect(await producers.find({ ...ask, producerId, owedTo: false })).not.toHaveProperty('owedTo');
  });

  it('has the statement of every group that its books tell', async () => {
    const statements = new Statements(stage.dataSource);
    for (const [ref, group] of Object.entries<{ [figure: string]: number }>(expected.groups)) {
      const told = await statements.of({ ...ask, partyId: idOf(ref), limit: 200 });
      expect(told).toMatchObject(camel(group));
      const received = told!.items.filter(({ type }) => type.endsWith('Received'));
      expect(received.reduce((sum, { amount }) => sum + amount, 0)).toBe(group['received'] ?? 0);
    }
  });

  it('pages through a statement without losing or repeating a line', async () => {
    const statements = new Statements(stage.dataSource);
    const request = { ...ask, partyId: idOf('PR1') };
    const items = await all(async (page) => (await statements.of({ ...request, ...page }))!);
    expect(items.filter(({ type }) => type === 'TrancheDisbursed')).toHaveLength(2);
    expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(items.length);
    expect(items.length).toBeGreaterThan(20);
  });

  it('has every pledge, the withdrawn ones marked', async () => {
    const pledges = new Pledges(stage.dataSource);
    const items = await all((page) => pledges.list({ ...ask, ...page }));
    const open = items.filter(({ status }) => status === 'open');
    expect(items).toHaveLength(44);
    expect(items.filter(({ status }) => status === 'withdrawn')).toHaveLength(3);
    const sum = (figure: 'amount' | 'received' | 'settled' | 'outstanding') =>
      open.reduce((total, pledge) => total + pledge[figure], 0);
    expect(sum('amount')).toBe(expected.totals.pledged);
    expect(sum('received')).toBe(expected.totals.received);
    expect(sum('settled')).toBe(expected.totals.settled);
    expect(sum('outstanding')).toBe(expected.totals.advance_outstanding);
  });

  it('has every delivery with what was taken of it', async () => {
    const deliveries = new Deliveries(stage.dataSource);
    const items = await all((page) => deliveries.list({ ...ask, ...page }));
    const accepted = items.filter(({ status }) => status === 'accepted');
    expect(accepted).toHaveLength(expected.totals.deliveries_accepted);
    expect(items.filter(({ status }) => status === 'rejected')).toHaveLength(3);
    expect(accepted.reduce((sum, { value }) => sum + value!, 0)).toBe(expected.totals.delivered);
    const delivery = items.find(({ deliveryId }) => deliveryId === idOf('D012'))!;
    expect(delivery).toMatchObject({
      dispatchedOn: '2019-12-05',
      acceptedOn: '2019-12-07',
      groupId: idOf('G13'),
      producerId: idOf('PR1'),
      lines: [
        { productCode: 'TAR10', quantity: '2', unitPrice: '15.50' },
        { productCode: 'AVOKG', quantity: '10.973', unitPrice: '5.4750' },
        { productCode: 'MOR10', quantity: '3', unitPrice: '12.00' },
      ],
      acceptedLines: [
        { productCode: 'AVOKG', quantity: '10.973', unitPrice: '5.4750', value: 6008 },
        { productCode: 'MOR10', quantity: '3', unitPrice: '12.00', value: 3600 },
      ],
      value: 9608,
    });
  });

  it('has a trail of every event, whose postings add up to the balances', async () => {
    const trails = new Trails(stage.store);
    const items = await all((page) => trails.of({ ...ask, ...page }));
    expect(items.map(({ type, data }) => ({ type, data }))).toEqual(story.events);
    expect(items.map(({ revision }) => revision)).toEqual(story.events.map((_, revision) => revision));
    expect(items[0]).toMatchObject({ actor: idOf('actor'), position: '1', schemaVersion: 1 });
    const sums = new Map<string, number>();
    for (const { account, amount } of items.flatMap(({ postings }) => postings)) {
      sums.set(account, (sums.get(account) ?? 0) + amount);
    }
    const { items: accounts } = (await new Balances(stage.dataSource).of(ask))!;
    expect(Object.fromEntries(sums)).toEqual(
      Object.fromEntries(accounts.map(({ account, balance }) => [account, balance])),
    );
  });

  it('reports that every projection is up to date', async () => {
    for (const status of await running.status()) {
      expect(status).toMatchObject({ lag: 0, version: 1, running: true, failure: null, rebuilding: null });
    }
  });
});

/** The keys of the folder's figures, as answers name them. */
const camel = (figures: { readonly [name: string]: number }) =>
  Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [
      name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
      figure,
    ]),
  );
