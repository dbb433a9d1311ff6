import { accounts, coProductionChart } from './accounts.js';

describe('the chart of accounts', () => {
  it.each([
    [accounts.bank, 'assets:bank', 'assets:bank', undefined, undefined],
    [accounts.group('G'), 'assets:groups:G', 'assets:groups', 'G', undefined],
    [accounts.producerAdvance('R'), 'assets:producer-advances:R', 'assets:producer-advances', 'R', undefined],
    [accounts.advance('G', 'P'), 'liabilities:advances:G:P', 'liabilities:advances', 'G', 'P'],
    [accounts.producer('R'), 'liabilities:producers:R', 'liabilities:producers', 'R', undefined],
    [accounts.donations('G'), 'income:donations:G', 'income:donations', 'G', undefined],
    [accounts.grants('R'), 'expenses:grants:R', 'expenses:grants', 'R', undefined],
    [accounts.pledged('P'), 'commitments:pledged:P', 'commitments:pledged', undefined, 'P'],
    [accounts.pledgors, 'commitments:pledgors', 'commitments:pledgors', undefined, undefined],
  ])('names %s as the domain does, and tells its kind, its party and its pledge', (...row) => {
    const [account, name, kind, party, pledge] = row;
    expect(account).toBe(name);
    expect(coProductionChart.read(account)).toEqual({ kind, party, pledge });
  });

  it('has nine kinds of account, every one of which the rows above name', () => {
    expect(coProductionChart.kinds).toHaveLength(9);
    expect(coProductionChart.kinds).toHaveLength(Object.keys(accounts).length);
  });

  it.each([
    'assets',
    'assets:cash',
    'assets:bank:B',
    'assets:groups',
    'assets:groups:',
    'liabilities:advances:G',
    'liabilities:advances:G:P:Q',
    'toString:valueOf',
    '',
  ])('does not know %j', (account) => {
    expect(() => coProductionChart.read(account)).toThrow('not an account');
  });
});
