import { validate, version } from 'uuid';
import { folderTexts, withRow } from '../folder/folder.fixture.js';
import { readFolder, type Texts } from '../folder/read-folder.js';
import { importIdentity, stepKey } from './identity.js';
import { planImport } from './plan.js';
import type { Giver, Step } from './step.js';

const planOf = (texts: Texts) => planImport(readFolder(texts));
const told = ({ name, origin }: Step) => `${name} ${origin.ref}`.trim();
const booked = (texts: Texts) => {
  const names = planOf(texts).steps.map(told);
  return names.slice(names.indexOf('propose') + 1);
};
const giverOf = (name: string, ref: string, texts: Texts = folderTexts()): Giver | undefined =>
  planOf(texts).steps.find((step) => step.name === name && step.origin.ref === ref)?.giver;
const idOf = (thing: string) => `id of ${thing}`;
const asked = (name: string, ref: string) =>
  planOf(folderTexts())
    .steps.find((step) => step.name === name && step.origin.ref === ref)
    ?.request(idOf);

describe('the plan of an import', () => {
  it('registers a network before what belongs to it, wherever it stands in the file', () => {
    const { texts } = withRow('parties.csv', 'DES,network,Distretto,,IT,TOP\nTOP,network,Rete grande,,IT,');
    const order = planOf({
      ...texts,
      'parties.csv': texts['parties.csv'].replace(',Bergamo,IT,NET', ',Bergamo,IT,DES'),
    })
      .steps.filter(({ name }) => name === 'register')
      .map(({ origin }) => origin.ref);
    expect(order.indexOf('TOP')).toBeLessThan(order.indexOf('DES'));
    expect(order.indexOf('DES')).toBeLessThan(order.indexOf('G01'));
    expect(order.indexOf('CONS')).toBeLessThan(order.indexOf('PR1'));
  });

  it('refuses a party whose network is unknown or belongs to itself', () => {
    const { texts, line } = withRow('parties.csv', 'A,network,A,,,B\nB,network,B,,,A\nC,group,C,,,NOWHERE');
    expect(planOf(texts).refusals.map((refusal) => [refusal.line - line, refusal.ref, refusal.code])).toEqual(
      [
        [0, 'A', 'network_cycle'],
        [1, 'B', 'network_cycle'],
        [2, 'C', 'network_unknown'],
      ],
    );
  });

  it('gives each role that is needed to a person of its own, after the person and the party are there', () => {
    const { steps } = planOf(folderTexts());
    const granted = steps.filter(({ name }) => name === 'grant role');
    expect(granted.map(({ origin, key }) => `${origin.ref} ${key}`)).toEqual([
      'CONS role manager',
      'CONS role treasurer',
      'CONS role referent',
      'PR1 role manager',
      'MAG role auditor',
      'G01 role referent',
      'G02 role referent',
    ]);
    expect(steps.filter(({ name }) => name === 'register person')).toHaveLength(granted.length);
    const names = steps.map(({ name }) => name);
    expect(names.lastIndexOf('register')).toBeLessThan(names.indexOf('register person'));
    expect(names.lastIndexOf('register person')).toBeLessThan(names.indexOf('grant role'));
    expect(names.lastIndexOf('grant role')).toBeLessThan(names.indexOf('propose'));
  });

  it('goes day by day, and on one day from the opening to the goods', () => {
    expect(booked(folderTexts())).toEqual([
      'open open',
      'pledge P1',
      'pledge P2',
      'pledge W1',
      'withdraw W1',
      'confirm confirm',
      'receive R1',
      'receive R2',
      'disburse T1',
      'dispatch D1',
      'dispatch D2',
      'accept D1',
      'reject D2',
    ]);
  });

  it('puts everything of one single day in the order of that day, by ref', () => {
    const oneDay = Object.fromEntries(
      Object.entries(folderTexts()).map(([file, text]) => [
        file,
        text.replaceAll(/20\d\d-\d\d-\d\d/g, '2019-03-01'),
      ]),
    );
    const pledges = `${oneDay['pledges.csv'] ?? ''}P10,G01,advance,5.00,2019-03-01,\n`;
    expect(booked({ ...oneDay, 'pledges.csv': pledges })).toEqual([
      ...['open open', 'pledge P1', 'pledge P10', 'pledge P2', 'pledge W1', 'withdraw W1', 'confirm confirm'],
      ...['receive R1', 'receive R2', 'disburse T1', 'dispatch D1', 'dispatch D2', 'accept D1', 'reject D2'],
    ]);
  });

  it('asks for what is dated before the opening right after it, so that the answer is about the date', () => {
    const order = booked(withRow('receipts.csv', 'R0,P1,1.00,2018-01-01,B0').texts);
    expect(order.slice(0, 4)).toEqual(['open open', 'pledge P1', 'receive R0', 'pledge P2']);
  });

  it('asks for a receipt after its pledge and an arrival after its dispatch, whatever their dates', () => {
    const { texts } = withRow('receipts.csv', 'R0,P2,1.00,2019-03-01,B0');
    const early = {
      ...texts,
      'deliveries.csv': texts['deliveries.csv'].replaceAll('2019-12-07', '2019-12-01'),
    };
    const order = booked(early);
    expect(order.indexOf('pledge P2')).toBeLessThan(order.indexOf('receive R0'));
    expect(order.indexOf('dispatch D1')).toBeLessThan(order.indexOf('accept D1'));
  });

  it('does not confirm what was never confirmed', () => {
    const terms = folderTexts()['co-production.json'].replace(/,\s*"confirmed_on": "2019-05-05"/, '');
    expect(booked({ ...folderTexts(), 'co-production.json': terms })).not.toContain('confirm confirm');
  });

  it('only dispatches what has not arrived', () => {
    const { texts } = withRow('deliveries.csv', 'D3,2019/20,PR1,G01,TAR,2,15.50,2019-12-09,,');
    expect(booked(texts).filter((step) => step.endsWith('D3'))).toEqual(['dispatch D3']);
  });

  it('lets every command be given by who may give it', () => {
    const custodian = { party: 'CONS', role: 'treasurer' };
    expect(giverOf('register', 'G01')).toBe('operator');
    expect(giverOf('grant role', 'G01')).toBe('operator');
    const granters = planOf(folderTexts()).steps.flatMap(({ name, origin, key, giver }) =>
      name === 'grant role' && giver !== 'operator' ? [[origin.ref, key, giver]] : [],
    );
    expect(granters).toEqual([
      ['CONS', 'role treasurer', { party: 'CONS', role: 'manager' }],
      ['CONS', 'role referent', { party: 'CONS', role: 'manager' }],
    ]);
    expect(giverOf('propose', '')).toEqual({ party: 'CONS', role: 'manager' });
    expect([giverOf('open', 'open'), giverOf('confirm', 'confirm')]).toEqual([custodian, custodian]);
    expect([giverOf('receive', 'R1'), giverOf('disburse', 'T1')]).toEqual([custodian, custodian]);
    expect(giverOf('pledge', 'P1')).toEqual({ party: 'G01', role: 'referent' });
    expect(giverOf('withdraw', 'W1')).toEqual({ party: 'G02', role: 'referent' });
    expect(giverOf('dispatch', 'D1')).toEqual({ party: 'PR1', role: 'manager' });
    expect(giverOf('accept', 'D1')).toEqual({ party: 'G01', role: 'referent' });
    expect(giverOf('reject', 'D2')).toEqual({ party: 'G01', role: 'referent' });
  });

  it('lets the referent of a custodian that is a group grant its roles, and a producer propose', () => {
    const parties = folderTexts()['parties.csv'].replace('CONS,consortium', 'CONS,group');
    const { steps } = planOf({ ...folderTexts(), 'parties.csv': parties });
    const granted = steps.filter(({ name, origin }) => name === 'grant role' && origin.ref === 'CONS');
    expect(granted.map(({ key, giver }) => [key, giver])).toEqual([
      ['role referent', 'operator'],
      ['role treasurer', { party: 'CONS', role: 'referent' }],
    ]);
    const proposed = steps.find(({ name }) => name === 'propose');
    expect(proposed?.giver).toEqual({ party: 'PR1', role: 'manager' });
  });

  it('sends the terms with ids for refs, minor units for money, and both instruments where nothing is said', () => {
    expect(asked('propose', '')).toMatchObject({
      path: '/co-productions',
      body: {
        custodianId: 'id of party CONS',
        auditors: ['id of party MAG'],
        accepts: ['advance', 'donation'],
        target: { minimum: 30_000, goal: 90_000 },
        producers: [{ producerId: 'id of party PR1', sharePermille: 1000 }],
        products: [{ code: 'TAR', unitPrice: '15.50' }, { code: 'AVO' }],
        tranches: [{ number: 1, label: 'Planting', dueOn: '2019-07-15' }],
      },
    });
  });

  it('leaves out of an acceptance what was not taken', () => {
    expect(asked('accept', 'D1')).toEqual({
      path: '/co-productions/id of co-production/deliveries/id of delivery D1/acceptance',
      body: { lines: [{ productCode: 'TAR', quantity: '1' }], acceptedOn: '2019-12-07' },
    });
  });
});

describe('the key of a step', () => {
  it('is the same at every run, and another for every step', () => {
    const keys = () => {
      const { identity, steps } = planOf(folderTexts());
      return steps.map(({ origin, key }) => stepKey(identity, origin.file, origin.ref, key));
    };
    expect(keys()).toEqual(keys());
    expect(new Set(keys()).size).toBe(keys().length);
    expect(keys().every((key) => validate(key) && version(key) === 5)).toBe(true);
  });

  it('does not change with a row’s content, so that a changed row meets what it was', () => {
    const changed = folderTexts()['pledges.csv'].replace('510.00', '520.00');
    const { identity } = planOf({ ...folderTexts(), 'pledges.csv': changed });
    expect(identity).toBe(planOf(folderTexts()).identity);
  });

  it('is another for another title or another opening', () => {
    const identities = [
      importIdentity('A', '2019-03-01'),
      importIdentity('B', '2019-03-01'),
      importIdentity('A', '2019-03-02'),
    ];
    expect(new Set(identities).size).toBe(3);
  });
});
