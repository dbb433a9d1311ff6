import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { folderTexts } from '#apps/importer/folder/folder.fixture.js';
import { folderOf, surroundings, type Surroundings } from './import/processes.js';

jest.setTimeout(180_000);

/** Each test goes on from the books as the one before has left them. */
describe('a folder that is corrected after it was imported', () => {
  const texts = folderTexts();
  const terms = texts['co-production.json'];
  const folder = folderOf(texts);
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  let around: Surroundings;
  beforeAll(async () => {
    around = await surroundings();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await around?.end();
  });

  it('interrupted at the keyboard, says that running it again completes it', async () => {
    const run = around.start(folder);
    while (!run.said().stderr.includes('Registering') && run.child.exitCode === null) {
      await new Promise((resolve) => run.child.stderr?.once('data', resolve));
    }
    run.child.kill('SIGINT');
    const { status, stderr } = await run.ended;
    expect([status, run.child.signalCode]).toEqual([null, 'SIGINT']);
    expect(stderr).toContain(
      'Interrupted. What is booked stays; run the same import again and it completes.',
    );
    expect(await around.import(folder)).toMatchObject({ status: 0 });
  });

  it('books a new row of a party whose name was corrected, and tells the party’s row once', async () => {
    const before = await around.store.head();
    write('parties.csv', texts['parties.csv'].replace('GAS Uno', 'GAS Primo'));
    write('deliveries.csv', `${texts['deliveries.csv']}D9,2019/20,PR1,G01,TAR,1,15.50,2019-12-09,,\n`);
    const { status, stderr } = await around.import(folder, '--json');
    const [told, ...others] = stderr.split('\n').filter((line) => /^\S+\.(csv|json):\d+ /.test(line));
    expect(told).toMatch(
      /^parties\.csv:6 G01 idempotency_key_reused: The row has changed since it was registered; correct it with PUT \/parties\/[0-9a-f-]{36}\/contact\.$/,
    );
    expect([status, others, await around.store.head()]).toEqual([1, [], before + 1n]);
  });

  it('goes on where a pledge, a delivery and the terms were changed, since what they were is booked', async () => {
    const before = await around.store.head();
    write('parties.csv', texts['parties.csv']);
    write('co-production.json', terms.replace('"900.00"', '"950.00"'));
    write('pledges.csv', texts['pledges.csv'].replace('510.00', '520.00'));
    write(
      'deliveries.csv',
      texts['deliveries.csv'].replace('TAR,2,15.50,2019-12-05', 'TAR,3,15.50,2019-12-05'),
    );
    write('receipts.csv', `${texts['receipts.csv']}R9,P2,0.01,2019-05-08,B9\n`);
    const { status, stderr } = await around.import(folder, '--json');
    const told = [...stderr.matchAll(/^(\S+\.(?:csv|json):\d+ .*?): /gm)].map(([, place]) => place);
    expect(told).toEqual([
      'co-production.json:1 idempotency_key_reused',
      'pledges.csv:2 P1 idempotency_key_reused',
      'receipts.csv:4 R9 receipt_exceeds_pledge',
      'deliveries.csv:2 D1 idempotency_key_reused',
    ]);
    expect([status, await around.store.head()]).toEqual([1, before]);
  });

  it('stops before a corrected title books it a second time', async () => {
    const before = await around.store.head();
    for (const [file, text] of Object.entries(texts)) write(file, text);
    write('co-production.json', terms.replace('A small harvest', 'A Small Harvest'));
    const { status, stdout, stderr } = await around.import(folder);
    expect([status, stdout, await around.store.head()]).toEqual([2, '', before]);
    expect(stderr).toContain('This folder was imported before as "A small harvest", opening on 2019-03-01.');
    expect(stderr).toContain('--new');
  });

  it('is imported as another co-production where that is meant', async () => {
    const before = await around.store.head();
    expect(await around.import(folder, '--new')).toMatchObject({ status: 0 });
    expect(await around.store.head()).toBeGreaterThan(before);
    expect(await around.import(folder)).toMatchObject({ status: 0 });
  });
});
