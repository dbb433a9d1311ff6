import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { done, type Fields } from './asking.js';
import { startBuiltServer, type BuiltServer } from './built-server.js';
import { openBook, settle, villageNames, type Village } from './village.js';

describe('a co-production over HTTP', () => {
  let database: TestDatabase;
  let server: BuiltServer;
  let village: Village;
  let book: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startBuiltServer({ databaseUrl: database.url });
    village = await settle(server);
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await database.drop();
  });

  const ids: Record<string, string> = {};

  it('is proposed, opened and pledged to', async () => {
    book = `/co-productions/${await openBook(village)}`;
    const { groupReferent, groupMember, otherGroupReferent } = village.people;
    const { group, otherGroup } = village.parties;
    const pledge = await done(
      groupReferent.post(`${book}/pledges`, {
        through: group,
        instrument: 'advance',
        amount: 60_000,
        reference: 'P1',
        pledgedOn: '2019-03-01',
      }),
    );
    expect(pledge).toMatchObject({ repeated: false, events: [{ type: 'PledgeMade', data: { by: group } }] });
    ids['pledge'] = pledge.id;
    const member = {
      by: groupMember.id,
      through: group,
      instrument: 'advance',
      amount: 5_000,
      reference: 'P2',
    };
    ids['member'] = (await done(groupMember.post(`${book}/pledges`, member))).id;
    const gift = { through: otherGroup, instrument: 'donation', amount: 20_000, reference: 'P3' };
    ids['gift'] = (await done(otherGroupReferent.post(`${book}/pledges`, gift))).id;
    const taken = await done(groupMember.post(`${book}/pledges/${ids['member']}/withdrawal`, {}));
    expect(taken.id).toBe(ids['member']);
  });

  it('is confirmed and receives its money, which goes on to a producer', async () => {
    const { custodianTreasurer, custodianManager } = village.people;
    await done(custodianTreasurer.post(`${book}/confirmation`));
    await done(
      custodianManager.post(`${book}/price-revisions`, { products: [{ code: 'AVOKG', unitPrice: '6.00' }] }),
    );
    const receipt = { receivedOn: '2019-05-10' };
    const receipts = `${book}/receipts`;
    await done(
      custodianTreasurer.post(receipts, {
        ...receipt,
        pledgeId: ids['pledge'],
        amount: 60_000,
        bankReference: 'B1',
      }),
    );
    await done(
      custodianTreasurer.post(receipts, {
        ...receipt,
        pledgeId: ids['gift'],
        amount: 20_000,
        bankReference: 'B2',
      }),
    );
    const tranche = await done(
      custodianTreasurer.post(`${book}/disbursements`, {
        tranche: 1,
        producerId: village.parties.producer,
        amount: 80_000,
        paidOn: '2019-07-15',
        bankReference: 'B3',
      }),
    );
    expect(tranche.events[0]?.data).toMatchObject({ fromDonations: 20_000, fromAdvances: 60_000 });
  });

  it('is paid back in goods, and what goes beyond the advance in money', async () => {
    const { producerManager, groupReferent, custodianTreasurer } = village.people;
    const { producer, group } = village.parties;
    await done(
      producerManager.post(`${book}/forecasts`, {
        season: '2019/20',
        productCode: 'TAR10',
        quantity: '60',
        reasonCode: 'good_weather',
      }),
    );
    const delivery = {
      producerId: producer,
      groupId: group,
      season: '2019/20',
      dispatchedOn: '2019-12-05',
    };
    const boxes = (quantity: string): object[] => [{ productCode: 'TAR10', quantity, unitPrice: '15.50' }];
    const spoilt = await done(producerManager.post(`${book}/deliveries`, { ...delivery, lines: boxes('1') }));
    await done(groupReferent.post(`${book}/deliveries/${spoilt.id}/rejection`, { reasonCode: 'spoilt' }));
    const sent = await done(producerManager.post(`${book}/deliveries`, { ...delivery, lines: boxes('40') }));
    const taken = await done(
      groupReferent.post(`${book}/deliveries/${sent.id}/acceptance`, { acceptedOn: '2019-12-07' }),
    );
    expect(taken.events[0]?.data).toMatchObject({
      value: 62_000,
      advanceRepaid: 60_000,
      dueFromGroup: 2_000,
    });
    await done(
      custodianTreasurer.post(`${book}/group-payments`, {
        groupId: group,
        amount: 2_000,
        receivedOn: '2020-01-10',
        bankReference: 'B4',
      }),
    );
    const paid = await done(
      custodianTreasurer.post(`${book}/producer-payments`, {
        producerId: producer,
        amount: 2_000,
        paidOn: '2020-01-31',
        bankReference: 'B5',
      }),
    );
    ids['position'] = paid.position;
  });

  it('can be read as a whole by the auditor, at least as far as the last command', async () => {
    const { auditor } = village.people;
    const atLeast = `atLeast=${ids['position']}`;
    const balances = await done(auditor.get(`${book}/balances?${atLeast}`));
    expect(balances.items.reduce((sum, { balance }) => sum + (balance as number), 0)).toBe(0);
    expect(balances.items).toContainEqual({ account: 'assets:bank', balance: 0 });
    const trail = await done(auditor.get(`${book}/trail?limit=200&${atLeast}`));
    expect(trail.items.map(({ type }) => type)).toEqual([
      ...['CoProductionProposed', 'PledgingOpened', 'PledgeMade', 'PledgeMade', 'PledgeMade'],
      ...['PledgeWithdrawn', 'CoProductionConfirmed', 'PricesRevised', 'AdvanceReceived', 'DonationReceived'],
      ...[
        'TrancheDisbursed',
        'ForecastRevised',
        'DeliveryDispatched',
        'DeliveryRejected',
        'DeliveryDispatched',
      ],
      ...['DeliveryAccepted', 'GroupPaymentReceived', 'ProducerPaid'],
    ]);
    const producers = await done(auditor.get(`${book}/producers?${atLeast}`));
    expect(producers.items[0]).toMatchObject({
      disbursed: 80_000,
      repaidInGoods: 60_000,
      outstanding: 0,
      due: 0,
    });
  });

  it('shows a group its own lines and the totals', async () => {
    const { groupReferent } = village.people;
    const { group } = village.parties;
    const pledges = await done(groupReferent.get(`${book}/pledges`));
    expect(pledges.items.map(({ reference, status }) => [reference, status])).toEqual([
      ['P1', 'open'],
      ['P2', 'withdrawn'],
    ]);
    const statement = await done(groupReferent.get(`${book}/statements/${group}`));
    expect(statement).toMatchObject({ received: 60_000, settled: 60_000, delivered: 62_000, paid: 2_000 });
    const deliveries = await done(groupReferent.get(`${book}/deliveries`));
    expect(deliveries.items.map(({ status }) => status)).toEqual(['rejected', 'accepted']);
    const { totals } = await done(groupReferent.get(book));
    expect(totals).toMatchObject({ received: 80_000, disbursed: 80_000, delivered: 62_000, settled: 60_000 });
  });

  it('is closed when nothing is owed any more, and then takes nothing', async () => {
    const { custodianTreasurer, custodianManager } = village.people;
    await done(custodianTreasurer.post(`${book}/closing`, {}));
    const late = await custodianManager.post(`${book}/price-revisions`, {
      products: [{ code: 'TAR10', unitPrice: '1' }],
    });
    expect([late.status, late.body.code]).toEqual([409, 'wrong_status']);
  });

  it('can be abandoned while no money has come, which releases its pledges', async () => {
    const other = await openBook(village);
    const { groupReferent, custodianTreasurer } = village.people;
    await done(
      groupReferent.post(`/co-productions/${other}/pledges`, {
        through: village.parties.group,
        instrument: 'advance',
        amount: 7_000,
        reference: 'Q1',
      }),
    );
    const gone = await done(
      custodianTreasurer.post(`/co-productions/${other}/abandonment`, { reasonCode: 'frost' }),
    );
    expect(gone.events.map(({ type }) => type)).toEqual(['PledgesReleased', 'CoProductionAbandoned']);
    ids['position'] = gone.position;
  });

  it('is in the list of those who have a part in it, the newest first, and of nobody else', async () => {
    const { groupReferent, outsideReferent } = village.people;
    const titles = async (who: typeof groupReferent): Promise<unknown[]> =>
      (await done(who.get(`/co-productions?atLeast=${ids['position']}`))).items.map(
        (row: Fields) => row['status'],
      );
    expect(await titles(groupReferent)).toEqual(['abandoned', 'closed']);
    expect(await titles(outsideReferent)).toEqual([]);
  });

  it('tells who a party is to those who are signed in', async () => {
    const read = await village.people.stranger.get(`/parties/${village.parties.group}`);
    expect(read.body).toMatchObject({ kind: 'group', name: villageNames.group, erased: false });
    expect(read.body).not.toHaveProperty('email');
  });
});
