import {
  bookEvents,
  deliveryAccepted,
  disbursed,
  groupPaid,
  pledgeMade,
  pledgesReleased,
  pledgeWithdrawn,
  producerPaid,
  proposed,
  received,
} from '../example-events.fixture.js';
import { firstParties, newPledges } from './beginnings.js';
import { statementLines } from './lines.js';

const lines = (...events: Parameters<typeof bookEvents>) => statementLines(bookEvents(...events));

describe('what an event says on statements', () => {
  it('about a pledge goes to whoever promised it and through whom it runs', () => {
    expect(lines(pledgeMade({ by: 'anna' }), pledgeWithdrawn)).toMatchObject([
      { audience: 'holders', pledgeId: 'P', type: 'PledgeMade', date: '2019-04-01', pledged: 10_000 },
      { audience: 'holders', pledgeId: 'P', type: 'PledgeWithdrawn', date: '2019-04-20', pledged: -10_000 },
    ]);
  });

  it('about money that arrived tells an advance, which is to come back, from a donation', () => {
    expect(lines(received('AdvanceReceived'), received('DonationReceived'))).toMatchObject([
      { received: 10_000, advanceOutstanding: 10_000 },
      { received: 10_000, advanceOutstanding: 0 },
    ]);
  });

  it('about released pledges is of the day on which it was written down', () => {
    expect(lines(pledgesReleased)).toMatchObject([
      { pledgeId: 'P', ordinal: 0, date: '2020-06-30', pledged: -10_000 },
      { pledgeId: 'Q', ordinal: 1, date: '2020-06-30', pledged: -500 },
    ]);
  });

  it('about a delivery tells the group the whole, members their part, the producer the value', () => {
    const [group, firstMember, secondMember, producer, ...more] = lines(deliveryAccepted());
    expect(group).toMatchObject({ audience: 'party', partyId: 'bergamo', deliveryId: 'D', amount: 15_500 });
    expect(group).toMatchObject({
      delivered: 15_500,
      settled: 10_000,
      advanceOutstanding: -10_000,
      dueFromGroup: 5_500,
    });
    const part = { audience: 'pledgor', delivered: 0, dueFromGroup: 0 };
    expect(firstMember).toMatchObject({ ...part, pledgeId: 'P', settled: 8_000, advanceOutstanding: -8_000 });
    expect(secondMember).toMatchObject({
      ...part,
      pledgeId: 'Q',
      settled: 2_000,
      advanceOutstanding: -2_000,
    });
    expect(producer).toMatchObject({
      audience: 'party',
      partyId: 'ficodindia',
      amount: 15_500,
      delivered: 0,
    });
    expect(more).toEqual([]);
  });

  it('about payments tells who paid or was paid', () => {
    expect(lines(groupPaid, disbursed, producerPaid)).toMatchObject([
      { partyId: 'bergamo', paid: 5_500, dueFromGroup: -5_500, date: '2020-01-10' },
      { partyId: 'ficodindia', paid: 0, amount: 9_000, type: 'TrancheDisbursed' },
      { partyId: 'ficodindia', paid: 0, amount: 8_000, type: 'ProducerPaid' },
    ]);
  });

  it('is nothing where neither money nor goods nor promises move', () => {
    expect(lines(proposed, { type: 'PledgingOpened', data: {} })).toEqual([]);
  });
});

describe('who has a statement', () => {
  it('are the custodian and the producers from the beginning, once each', () => {
    expect(firstParties(bookEvents(proposed)).map(({ partyId }) => partyId)).toEqual([
      'consortium',
      'ficodindia',
    ]);
  });

  it('are the holders of every pledge', () => {
    expect(newPledges(bookEvents(pledgeMade({ by: 'anna' })))).toEqual([
      {
        coProductionId: 'book',
        pledgeId: 'P',
        pledgedBy: 'anna',
        through: 'bergamo',
        instrument: 'advance',
      },
    ]);
  });
});
