import { producerAnswers } from './answer.js';
import type { ProducerRow, ProducerSeasonRow } from './entity.js';

const coProductionId = 'book';
const producer = (
  producerId: string,
  sharePermille: number,
  more: Partial<ProducerRow> = {},
): ProducerRow => ({
  coProductionId,
  producerId,
  ordinal: 0,
  sharePermille,
  disbursedFromDonations: 0,
  disbursedFromAdvances: 0,
  delivered: 0,
  settled: 0,
  repaidInGoods: 0,
  due: 0,
  ...more,
});
const season = (name: string, sharePermille: number): ProducerSeasonRow => ({
  coProductionId,
  producerId: 'one',
  season: name,
  ordinal: 0,
  sharePermille,
  delivered: 5,
});

describe('the producers of a book', () => {
  it('share what is pledged and received by the terms, and no cent is lost', () => {
    const three = [producer('one', 333), producer('two', 333), producer('three', 334)];
    const answers = producerAnswers({ coProductionId, pledged: 100, received: 11 }, three, []);
    expect(answers.map(({ pledged }) => pledged)).toEqual([33, 33, 34]);
    expect(answers.map(({ received }) => received)).toEqual([4, 3, 4]);
  });

  it('owe in goods what they were advanced and have not paid back, the seasons by their share', () => {
    const one = producer('one', 1000, {
      disbursedFromDonations: 50,
      disbursedFromAdvances: 101,
      repaidInGoods: 60,
    });
    const seasons = [season('2019/20', 500), season('2020/21', 500)];
    const [answer] = producerAnswers({ coProductionId, pledged: 0, received: 0 }, [one], seasons);
    expect(answer).toMatchObject({ disbursed: 151, outstanding: 41 });
    expect(answer!.seasons).toEqual([
      { season: '2019/20', expected: 51, delivered: 5 },
      { season: '2020/21', expected: 50, delivered: 5 },
    ]);
  });

  it('are none in a book that is not known yet', () => {
    expect(producerAnswers({ coProductionId, pledged: 0, received: 0 }, [], [])).toEqual([]);
  });
});
