import { loadTexts, missingFiles, readFolder, type Folder, type Texts } from './read-folder.js';
import { FolderUnusable } from './unusable.js';
import { folderTexts, withRow } from './folder.fixture.js';

const refusalsOf = (texts: Texts) =>
  readFolder(texts).refusals.map(({ file, line, ref, code }) => [`${file}:${line}`, ref, code]);

const unusableWith = (texts: Texts): string => {
  try {
    readFolder(texts);
  } catch (error) {
    if (error instanceof FolderUnusable) return `${error.file}:${error.line} ${error.code}`;
  }
  return 'usable';
};

describe('a folder', () => {
  it('is read row by row into amounts of minor units', () => {
    const { parties, pledges, receipts, tranches, deliveries, refusals } = readFolder(folderTexts());
    expect(refusals).toEqual([]);
    expect(parties.map(({ origin }) => origin.ref)).toEqual(['NET', 'CONS', 'PR1', 'MAG', 'G01', 'G02']);
    expect(pledges[0]).toEqual({
      origin: { file: 'pledges.csv', line: 2, ref: 'P1' },
      group: 'G01',
      instrument: 'advance',
      amount: 51_000,
      pledgedOn: '2019-03-01',
      withdrawnOn: undefined,
    });
    expect(receipts[0]).toMatchObject({ pledge: 'P1', amount: 51_000, bankReference: 'B1' });
    expect(tranches[0]).toMatchObject({ tranche: 1, producer: 'PR1', amount: 40_000 });
    expect(deliveries.map(({ origin, lines }) => [origin.ref, lines.length])).toEqual([
      ['D1', 2],
      ['D2', 1],
    ]);
  });

  it.each([
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['no line end at the end', (text: string) => text.trimEnd()],
    ['empty lines at the end', (text: string) => `${text}\n\n`],
    ['every cell quoted', (text: string) => text.replaceAll(/[^,\n]+/g, '"$&"')],
  ])('reads the same from files with %s', (_, changed) => {
    const csv = Object.entries(folderTexts()).map(([file, text]) => [
      file,
      file.endsWith('.csv') ? changed(text) : text,
    ]);
    const withMark = { ...Object.fromEntries(csv) } as Texts;
    expect(readFolder(withMark)).toEqual(readFolder(folderTexts()));
  });

  it('may be without the files of what has not happened yet', () => {
    const { 'co-production.json': terms, 'parties.csv': parties } = folderTexts();
    const folder: Folder = readFolder({ 'co-production.json': terms, 'parties.csv': parties });
    expect([folder.pledges, folder.receipts, folder.tranches, folder.deliveries]).toEqual([[], [], [], []]);
    expect(missingFiles(folderTexts())).toEqual([]);
    expect(missingFiles({ 'co-production.json': terms, 'parties.csv': parties })).toEqual([
      ...['pledges.csv', 'receipts.csv', 'tranches.csv', 'deliveries.csv'],
    ]);
  });

  it('is read from its place on the disk', async () => {
    const { deliveries, pledges, refusals } = readFolder(await loadTexts('test/data/barbajanni-2019'));
    expect([deliveries.length, pledges.length, refusals]).toEqual([96, 44, []]);
  });

  it('that is not there is unusable', async () => {
    await expect(loadTexts('/nowhere')).rejects.toThrow('co-production.json file_missing');
  });
});

describe('a row', () => {
  it.each([
    ['parties.csv', 'G03,gropu,GAS Tre,,IT,', 'value_unknown'],
    ['parties.csv', 'G03,group,,,IT,', 'value_missing'],
    ['parties.csv', 'G01,group,GAS Again,,IT,', 'ref_repeated'],
    ['parties.csv', 'G03,group,GAS Tre,IT', 'column_missing'],
    ['pledges.csv', 'P9,G99,advance,10.00,2019-03-02,', 'party_unknown'],
    ['pledges.csv', 'P9,G01,loan,10.00,2019-03-02,', 'value_unknown'],
    ['pledges.csv', 'P9,G01,advance,"10,00",2019-03-02,', 'number_malformed'],
    ['pledges.csv', 'P9,G01,advance,10.005,2019-03-02,', 'number_malformed'],
    ['pledges.csv', 'P9,G01,advance,1e3,2019-03-02,', 'number_malformed'],
    ['pledges.csv', 'P9,G01,advance,NaN,2019-03-02,', 'number_malformed'],
    ['pledges.csv', 'P9,G01,advance, 10.00,2019-03-02,', 'number_malformed'],
    ['pledges.csv', 'P9,G01,advance,99999999999999999999.00,2019-03-02,', 'amount_too_large'],
    ['pledges.csv', 'P9,G01,advance,,2019-03-02,', 'value_missing'],
    ['pledges.csv', 'P9,G01,advance,10.00,02/03/2019,', 'date_malformed'],
    ['pledges.csv', 'P9,G01,advance,10.00,2019-02-30,', 'date_malformed'],
    ['pledges.csv', 'P9,G01,advance,10.00,2019-03-02,soon', 'date_malformed'],
    ['pledges.csv', ',G01,advance,10.00,2019-03-02,', 'value_missing'],
    ['pledges.csv', 'P9,G01,advance,10.00,2019-03-02', 'column_missing'],
    ['pledges.csv', 'P9,G01,advance,10.00,2019-03-02,,x', 'column_unknown'],
    ['receipts.csv', 'R9,P9,10.00,2019-05-06,B9', 'pledge_unknown'],
    ['receipts.csv', 'R9,P1,10.00,2019-05-06,', 'value_missing'],
    ['tranches.csv', 'T9,1,PR9,10.00,2019-07-15,B9', 'producer_unknown'],
    ['tranches.csv', 'T9,one,PR1,10.00,2019-07-15,B9', 'number_malformed'],
    ['deliveries.csv', 'D9,2019/20,PR1,G99,TAR,2,15.50,2019-12-05,2,2019-12-07', 'group_unknown'],
    ['deliveries.csv', 'D9,2019/20,PR1,G01,TAR,-2,15.50,2019-12-05,2,2019-12-07', 'number_malformed'],
    ['deliveries.csv', 'D9,2019/20,PR1,G01,TAR,2,15.50001,2019-12-05,2,2019-12-07', 'number_malformed'],
    ['deliveries.csv', 'D9,2019/20,PR1,G01,TAR,2,15.50,2019-12-05,,2019-12-07', 'value_missing'],
  ] as const)('of %s that reads "%s" is refused: %s', (file, row, code) => {
    const { texts, line } = withRow(file, row);
    expect(refusalsOf(texts)).toEqual([[`${file}:${line}`, row.split(',')[0], code]]);
  });

  it('with an amount that is not positive is left to the rules, which have a word for it', () => {
    const { texts } = withRow('pledges.csv', 'P9,G01,advance,-10.00,2019-03-02,');
    expect(readFolder(texts).pledges.at(-1)?.amount).toBe(-1_000);
  });

  it('that cannot be used refuses the whole of its delivery', () => {
    const { texts, line } = withRow(
      'deliveries.csv',
      'D1,2019/20,PR1,G01,AVO,x,5.4750,2019-12-05,1,2019-12-07',
    );
    expect(refusalsOf(texts)).toEqual([
      [`deliveries.csv:${line}`, 'D1', 'number_malformed'],
      ['deliveries.csv:2', 'D1', 'depends_on_refused'],
      ['deliveries.csv:3', 'D1', 'depends_on_refused'],
    ]);
  });

  it('that tells another day than the rest of its delivery refuses it', () => {
    const { texts, line } = withRow(
      'deliveries.csv',
      'D1,2019/20,PR1,G01,AVO,1,5.4750,2019-12-06,1,2019-12-07',
    );
    expect(refusalsOf(texts)[0]).toEqual([`deliveries.csv:${line}`, 'D1', 'rows_differ']);
  });

  it('counts the lines of a quoted text, as an editor shows them', () => {
    const { texts, line } = withRow('parties.csv', 'G03,group,"GAS\nTre",,IT,\nG04,gropu,x,,IT,');
    expect(refusalsOf(texts)).toEqual([[`parties.csv:${line + 2}`, 'G04', 'value_unknown']]);
  });
});

describe('a folder on which nothing can rest', () => {
  const changed = (file: keyof Texts, from: string, to: string): Texts => {
    const text = folderTexts()[file];
    expect(text).toContain(from);
    return { ...folderTexts(), [file]: text.replace(from, to) };
  };

  it.each([
    ['a column is missing', 'receipts.csv', ',bank_ref', '', 'receipts.csv:1 column_missing'],
    ['a column is not known', 'receipts.csv', 'bank_ref', 'bank_reference', 'receipts.csv:1 column_unknown'],
    ['a column comes twice', 'receipts.csv', 'bank_ref', 'pledge', 'receipts.csv:1 column_repeated'],
    ['a quote is not closed', 'receipts.csv', 'B1', '"B1', 'receipts.csv:3 csv_malformed'],
    ['the terms are no JSON', 'co-production.json', '{', '[', 'co-production.json:0 json_malformed'],
    [
      'a field is misspelt',
      'co-production.json',
      '"custodian"',
      '"custodain"',
      'co-production.json:0 terms_invalid',
    ],
    ['money is a number', 'co-production.json', '"300.00"', '300', 'co-production.json:0 terms_invalid'],
    [
      'money has too many decimals',
      'co-production.json',
      '300.00',
      '300.005',
      'co-production.json:0 terms_invalid',
    ],
    ['the currency is unknown', 'co-production.json', 'EUR', 'EUX', 'co-production.json:0 terms_invalid'],
    [
      'a day is no day',
      'co-production.json',
      '2019-03-01',
      '2019-13-01',
      'co-production.json:0 terms_invalid',
    ],
    [
      'the custodian is unknown',
      'co-production.json',
      '"CONS"',
      '"CONX"',
      'co-production.json:0 party_unknown',
    ],
  ] as const)('is said so when %s', (_, file, from, to, told) => {
    expect(unusableWith(changed(file, from, to))).toBe(told);
  });

  it('is said so when a file is empty', () => {
    expect(unusableWith({ ...folderTexts(), 'pledges.csv': '' })).toBe('pledges.csv:1 column_missing');
  });
});
