import type { View } from '#decision';
import { type Actor, type Role, roles, viewOfBook } from '#financing';
import { InvalidCursor } from '#projection-engine';
import {
  Balances,
  CoProductions,
  Deliveries,
  Pledges,
  Producers,
  startReadModels,
  Statements,
  Trails,
  WholeBookOnly,
} from '#read-models';
import { idOf, write } from './projections/book.js';
import { longBook, openBook } from './projections/random-book.js';
import { Listening, openStage, type Stage } from './projections/running.js';

const story = longBook('a story', 150);
const coProductionId = idOf('a book');
const whole: View = { whole: true, totals: true, parties: new Set() };
const viewOf = (...names: string[]): View => ({
  whole: false,
  totals: true,
  parties: new Set(names.map(idOf)),
});
const everybody = ['consortium', 'Ficodindia', 'La Saia', 'Bergamo', 'Macerata', 'Digne', 'anna', 'bruno'];
const ask = (view: View) => ({ coProductionId, view, limit: 200 });

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await write(stage.store, coProductionId, story.events);
  await write(stage.store, idOf('an open book'), openBook('an open book').events);
  await write(stage.store, idOf('a proposed book'), openBook('another').events.slice(0, 1));
  const running = startReadModels({ url: stage.url, store: stage.store, logger: new Listening() });
  await stage.caughtUp();
  await running.stop();
}, 60_000);

afterAll(async () => {
  await stage.close();
});

describe.each(everybody)('%s reads of a book', (name) => {
  const own = viewOf(name);
  const isOwn = (...parties: string[]) => parties.some((party) => party === idOf(name));

  it('the pledges that it made or that run through it', async () => {
    const pledges = new Pledges(stage.dataSource);
    const all = (await pledges.list(ask(whole))).items;
    const seen = (await pledges.list(ask(own))).items;
    expect(seen).toEqual(all.filter(({ by, through }) => isOwn(by, through)));
  });

  it('the deliveries that it sent or got', async () => {
    const deliveries = new Deliveries(stage.dataSource);
    const all = (await deliveries.list(ask(whole))).items;
    const seen = (await deliveries.list(ask(own))).items;
    expect(seen).toEqual(all.filter(({ groupId, producerId }) => isOwn(groupId, producerId)));
  });

  it('its own figures as a producer, where it is one', async () => {
    const producers = new Producers(stage.dataSource);
    const all = (await producers.list(ask(whole))).items;
    const seen = (await producers.list(ask(own))).items;
    expect(seen).toEqual(all.filter(({ producerId }) => isOwn(producerId)));
    for (const { producerId } of all) {
      const found = await producers.find({ ...ask(own), producerId, owedTo: false });
      expect(found === undefined).toBe(!isOwn(producerId));
    }
  });

  it('its own statement, and nobody else’s', async () => {
    const statements = new Statements(stage.dataSource);
    for (const other of everybody) {
      const statement = await statements.of({ ...ask(own), partyId: idOf(other) });
      if (other !== name) expect(statement).toBeUndefined();
      else expect(statement).toEqual(await statements.of({ ...ask(whole), partyId: idOf(other) }));
    }
  });

  it('its own accounts and the rest by kind, which together sum to zero', async () => {
    const balances = new Balances(stage.dataSource);
    const all = new Map((await readAll(balances, whole)).map(({ account, balance }) => [account, balance]));
    const seen = await readAll(balances, own);
    const pledged = new Set(
      (await new Pledges(stage.dataSource).list(ask(own))).items.map((one) => one.pledgeId),
    );
    const isLine = (account: string) => {
      const [, , first = '', pledge = ''] = account.split(':');
      return isOwn(first) || pledged.has(first) || pledged.has(pledge);
    };
    const lines = seen.filter(({ account }) => isLine(account));
    expect(lines).toEqual(
      [...all].filter(([account]) => isLine(account)).map(([account, balance]) => ({ account, balance })),
    );
    const kindOf = (account: string) => account.split(':').slice(0, 2).join(':');
    for (const { account, balance } of seen.filter((line) => !isLine(line.account))) {
      expect(account).toBe(kindOf(account));
      const others = [...all].filter(([other]) => kindOf(other) === account && !isLine(other));
      expect(others.reduce((sum, [, amount]) => sum + amount, 0)).toBe(balance);
    }
    expect(seen.reduce((sum, { balance }) => sum + balance, 0)).toBe(0);
  });

  it('no trail', async () => {
    await expect(new Trails(stage.store).of(ask(own))).rejects.toThrow(WholeBookOnly);
  });
});

/** In pages of three. */
async function readAll(balances: Balances, view: View) {
  const items: { readonly account: string; readonly balance: number }[] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const page = await balances.of({ coProductionId, view, limit: 3, cursor });
    items.push(...page!.items);
    more = page!.next !== null;
    cursor = page!.next ?? undefined;
  }
  return items;
}

describe('whoever may not see totals', () => {
  it('reads its own accounts alone, and the terms without figures', async () => {
    const view: View = { ...viewOf('Bergamo'), totals: false };
    const balances = await new Balances(stage.dataSource).of({ coProductionId, view });
    expect(balances!.items.length).toBeGreaterThan(0);
    expect(balances!.items.every(({ account }) => account.split(':').length > 2)).toBe(true);
    const found = await new CoProductions(stage.dataSource).find({ coProductionId, view });
    expect(found).toMatchObject({ totals: null, title: 'Citrus groves' });
  });
});

describe('the list of co-productions', () => {
  const list = (parties: string[], offers: boolean) =>
    new CoProductions(stage.dataSource).list({ parties: parties.map(idOf), offers });
  const ids = async (parties: string[], offers: boolean) =>
    (await list(parties, offers)).items.map(({ id }) => id);

  it('has one’s own books with totals, the newest first, and what is open to all without', async () => {
    const all = [idOf('a proposed book'), idOf('an open book'), coProductionId];
    expect(await ids(['Ficodindia'], false)).toEqual(all);
    expect(await ids(['anna'], false)).toEqual([coProductionId]);
    const seen = (await list(['anna'], true)).items;
    expect(seen.map(({ id, totals }) => [id, totals === null])).toEqual([
      [idOf('an open book'), true],
      [coProductionId, false],
    ]);
    expect(await ids(['a stranger'], false)).toEqual([]);
    expect(await ids(['a stranger'], true)).toEqual([idOf('an open book')]);
  });

  it('tells the prices and forecasts of today', async () => {
    const [found] = (await list(['anna'], false)).items;
    const { state } = story;
    expect(found!.terms.products.map(({ code, unitPrice }) => [code, unitPrice])).toEqual([
      ['TAR10', state.prices.get('TAR10')],
      ['AVOKG', state.prices.get('AVOKG')],
    ]);
    expect(found!.forecasts.map(({ season, quantity }) => [season, quantity])).toEqual(
      [...state.forecasts].map(([season, products]) => [season, products.get('TAR10')]).toSorted(),
    );
  });

  it('is read page by page', async () => {
    const books = new CoProductions(stage.dataSource);
    const request = { parties: [idOf('consortium')], offers: false, limit: 2 };
    const first = await books.list(request);
    expect(first.items).toHaveLength(2);
    const second = await books.list({ ...request, cursor: first.next! });
    expect([second.items.map(({ id }) => id), second.next]).toEqual([[coProductionId], null]);
    await expect(books.list({ ...request, cursor: 'bm9uc2Vuc2U' })).rejects.toThrow(InvalidCursor);
  });

  it('has a book exactly if the rules let its reader see it', async () => {
    for (const party of [...everybody, 'finance partner', 'a stranger']) {
      for (const role of roles) {
        const actor: Actor = {
          personId: idOf('somebody'),
          operator: false,
          kindOf: () => undefined,
          holds: (partyId: string, held: Role) => partyId === idOf(party) && held === role,
        };
        const listed = await ids(['somebody', party], false);
        expect(listed.includes(coProductionId)).toBe(viewOfBook(story.state, actor) !== undefined);
      }
    }
  });
});
