import { rmSync } from 'node:fs';
import { jest } from '@jest/globals';
import { folderTexts } from '#apps/importer/folder/folder.fixture.js';
import { freePort } from '#apps/demo/ports.js';
import { folderOf, surroundings, type Ended, type Surroundings } from './import/processes.js';

jest.setTimeout(180_000);

const texts = folderTexts();
const added = {
  'pledges.csv': [
    ['P3,G01,advance,10.00,2018-12-31,', 'P3', 'date_before_pledging'],
    ['P4,G01,advance,0.00,2019-03-03,', 'P4', 'amount_not_positive'],
    ['P5,G77,advance,10.00,2019-03-03,', 'P5', 'party_unknown'],
  ],
  'receipts.csv': [
    ['R3,P1,0.01,2019-05-08,B4', 'R3', 'receipt_exceeds_pledge'],
    ['R4,P9,10.00,2019-05-08,B5', 'R4', 'pledge_unknown'],
    ['R5,P6,10.00,2019-05-08,B1', 'R5', 'bank_reference_known'],
    ['R6,P4,10.00,2019-05-08,B6', 'R6', 'depends_on_refused'],
    ['R7,P6,ten,2019-05-08,B7', 'R7', 'number_malformed'],
  ],
  'tranches.csv': [
    ['T0,1,PR1,100.00,2019-05-05,B8', 'T0', 'funds_not_covered'],
    ['T2,7,PR1,1.00,2019-07-16,B9', 'T2', 'tranche_unknown'],
  ],
  'deliveries.csv': [
    ['D3,2019/20,PR1,G01,TAR,1,15.00,2019-12-09,1,2019-12-10', 'D3', 'price_not_current'],
    ['D4,2019/20,PR1,G01,TAR,1,15.50,2019-12-09,2,2019-12-10', 'D4', 'quantity_exceeds_dispatched'],
    ['D5,2019/20,PR1,G01,TAR,1,15.50,2019-12-09,1,2019-12-08', 'D5', 'date_before_dispatch'],
  ],
} as const;

type File = keyof typeof added;
const files = Object.keys(added) as File[];
const wellAfter = { 'pledges.csv': 'P6,G01,advance,40.00,2019-03-03,\n' };

/** The small folder with a good row and the bad ones at the end of each file. */
const folder = folderOf({
  ...texts,
  ...Object.fromEntries(
    files.map((file) => [
      file,
      `${texts[file]}${file === 'pledges.csv' ? wellAfter[file] : ''}${added[file].map(([row]) => `${row}\n`).join('')}`,
    ]),
  ),
});

/** `receipts.csv:4 R3 receipt_exceeds_pledge`, as the report must begin a line. */
const told = files.flatMap((file) => {
  const before = texts[file].split('\n').length - 1 + (file === 'pledges.csv' ? 1 : 0);
  return added[file].map(([, ref, code], index) => `${file}:${before + 1 + index} ${ref} ${code}: `);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('a folder in which rows are refused', () => {
  let around: Surroundings;
  let first: Ended;
  beforeAll(async () => {
    around = await surroundings();
    first = await around.import(folder, '--json');
  });
  afterAll(() => around?.end());

  const reported = (run: Ended) =>
    run.stderr.split('\n').filter((line) => /^\S+\.(csv|json):\d+ /.test(line));

  it.each(told)('has reported %s', (beginning) => {
    expect(reported(first).filter((line) => line.startsWith(beginning))).toHaveLength(1);
  });

  it('reports nothing else, and tells by its exit status', () => {
    expect(reported(first)).toHaveLength(told.length);
    expect(first.status).toBe(1);
  });

  it('has the rest booked', () => {
    const { totals } = JSON.parse(first.stdout) as { totals: Record<string, number> };
    expect(totals).toMatchObject({
      ...{ pledged: 85_000, received: 81_000, disbursed: 40_000 },
      ...{ deliveries_accepted: 1, deliveries_rejected: 1 },
    });
  });

  it('run again changes nothing and reports the same, what would be covered by now included', async () => {
    const head = await around.store.head();
    const again = await around.import(folder, '--json');
    expect(reported(again)).toEqual(reported(first));
    expect(again.stdout).toBe(first.stdout);
    expect(await around.store.head()).toBe(head);
  });

  it('run with --again asks once more for what was refused', async () => {
    const again = await around.import(folder, '--json', '--again');
    expect(reported(again)).toHaveLength(told.length - 1);
    expect(again.stderr).not.toContain('funds_not_covered');
  });

  const nowhere = async () => ['--url', `http://127.0.0.1:${(await freePort(0)) ?? 0}`];
  const always = (...args: string[]) => Promise.resolve(args);

  it.each([
    ['there is no such folder', '/nowhere', () => always(), /co-production\.json file_missing/],
    ['there is no server', folder, nowhere, /gave no answer for 3 seconds: ECONNREFUSED/],
    [
      'the server’s key is not on this machine',
      folder,
      () => always('--home', '/nowhere'),
      /No key in \/nowhere/,
    ],
    ['the address is none', folder, () => always('--url', 'localhost'), /must begin with http/],
    ['an option is misspelt', folder, () => always('--jsn'), /unknown option/],
  ])('says so when %s, and writes nothing', async (_, data, args, message) => {
    const head = await around.store.head();
    const run = await around.import(data, ...(await args()));
    expect([run.status, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(message);
    expect(await around.store.head()).toBe(head);
  });

  it('says so when the terms are refused, and asks for nothing that rests on them', async () => {
    const terms = texts['co-production.json']
      .replace('A small harvest', 'Another')
      .replace('"900.00"', '"100.00"');
    const broken = { ...texts, 'co-production.json': terms };
    const data = folderOf(broken);
    const run = await around.import(data, '--json');
    expect([run.status, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('co-production.json:1 terms_invalid: ');
    rmSync(data, { recursive: true });
  });
});
