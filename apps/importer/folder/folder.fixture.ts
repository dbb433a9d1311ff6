import type { FileName } from '../refusal.js';

const terms = {
  title: 'A small harvest',
  custodian: 'CONS',
  auditors: ['MAG'],
  currency: 'EUR',
  producers: [{ ref: 'PR1', share_permille: 1000 }],
  products: [
    { code: 'TAR', name: 'Oranges', unit: 'box', unit_price: '15.50', loose: false },
    { code: 'AVO', name: 'Avocados', unit: 'kg', unit_price: '5.4750', loose: true },
  ],
  target: { minimum: '300.00', goal: '900.00' },
  pledging: { opens_on: '2019-03-01', closes_on: '2019-05-03', confirmed_on: '2019-05-05' },
  seasons: [{ name: '2019/20', opens_on: '2019-12-02', closes_on: '2020-04-06', share_permille: 1000 }],
  tranches: [{ no: 1, label: 'Planting', due_on: '2019-07-15' }],
};

const csv = {
  'parties.csv': `ref,kind,name,town,country,network
NET,network,Rete,,IT,
CONS,consortium,Consorzio,Catania,IT,
PR1,producer,Azienda,Adrano,IT,CONS
MAG,finance_partner,MAG,Milano,IT,
G01,group,GAS Uno,Bergamo,IT,NET
G02,group,GAS Due,Pavia,IT,NET
`,
  'pledges.csv': `ref,group,instrument,amount,pledged_on,withdrawn_on
P1,G01,advance,510.00,2019-03-01,
P2,G02,donation,300.00,2019-03-02,
W1,G02,advance,20.00,2019-03-02,2019-03-04
`,
  'receipts.csv': `ref,pledge,amount,received_on,bank_ref
R1,P1,510.00,2019-05-06,B1
R2,P2,300.00,2019-05-07,B2
`,
  'tranches.csv': `ref,tranche,producer,amount,paid_on,bank_ref
T1,1,PR1,400.00,2019-07-15,B3
`,
  'deliveries.csv': `ref,season,producer,group,product,quantity,unit_price,dispatched_on,accepted_quantity,accepted_on
D1,2019/20,PR1,G01,TAR,2,15.50,2019-12-05,1,2019-12-07
D1,2019/20,PR1,G01,AVO,10.973,5.4750,2019-12-05,0,2019-12-07
D2,2019/20,PR1,G01,TAR,2,15.50,2019-12-06,0,2019-12-08
`,
};

/** The texts of a small folder in which all is well. */
export function folderTexts(): { readonly [file in FileName]: string } {
  return { 'co-production.json': JSON.stringify(terms, undefined, 2), ...csv };
}

/** The same with one more row at the end of a file, and the line it comes to stand in. */
export function withRow(file: keyof typeof csv, row: string) {
  const text = folderTexts()[file];
  return { texts: { ...folderTexts(), [file]: `${text}${row}\n` }, line: text.split('\n').length };
}
