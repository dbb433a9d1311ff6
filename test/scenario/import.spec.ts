import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { loadTexts, readFolder } from '#apps/importer/folder/read-folder.js';
import { barbajanni, changedBarbajanni, surroundings, type Surroundings } from './import/processes.js';

jest.setTimeout(180_000);

const expected: unknown = JSON.parse(readFileSync(join(barbajanni, 'expected.json'), 'utf8'));
const LOOK_MS = 5;

/** Each test goes on from the books as the one before has left them. */
describe('an import of the co-production that comes with the package', () => {
  let around: Surroundings;
  beforeAll(async () => {
    around = await surroundings();
  });
  afterAll(() => around?.end());

  it.each([
    ['while it registers people', 60n],
    ['while it books', 300n],
  ])('is killed %s, and has printed nothing', async (_, position) => {
    const run = around.start(barbajanni, '--json');
    while ((await around.store.head()) < position && run.child.exitCode === null) await pause(LOOK_MS);
    run.child.kill('SIGKILL');
    expect(await run.ended).toMatchObject({ status: null, stdout: '' });
    expect(await around.store.head()).toBeLessThan(450n);
  });

  it('completes when it is run again, to the books that its folder expects, as one JSON document', async () => {
    const { status, stdout, stderr } = await around.import(barbajanni, '--json');
    expect(stderr).not.toContain('not booked');
    expect(JSON.parse(stdout)).toEqual(expected);
    expect(status).toBe(0);
  });

  it('run once more changes nothing, and prints the books as tables', async () => {
    const head = await around.store.head();
    const again = await around.import(barbajanni);
    expect(again.status).toBe(0);
    expect(again.stdout).toContain('Trial balance');
    expect(again.stdout).toContain('0 commands were new');
    expect(again.stdout).toContain('The books are as expected.json says.');
    expect(await around.store.head()).toBe(head);
  });

  it('imports rows that were added, reports one that was changed under its old ref, and tells what books came of it', async () => {
    const before = await around.store.head();
    const added = 'R900,P021,1.00,2019-12-31,BRB19-900000\n';
    const folder = changedBarbajanni(
      'receipts.csv',
      (text) => text.replace('R001,P019,590.00', 'R001,P019,589.00') + added,
    );
    const run = await around.import(folder, '--json');
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('One row is not booked');
    expect(run.stderr).toContain('receipts.csv:2 R001 idempotency_key_reused: ');
    expect(run.stderr).toContain('The books are not as expected.json says');
    expect(run.stderr).toContain('trial_balance.assets:bank: 56063 instead of 55963');
    expect(run.stderr).toContain('groups.G07.received: 634300 instead of 634200');
    expect(await around.store.head()).toBe(before + 1n);
    rmSync(folder, { recursive: true });
  });

  it('writes no name and no town into any event', async () => {
    const { parties } = readFolder(await loadTexts(barbajanni));
    const values = parties.flatMap(({ name, town }) => [name, ...(town === undefined ? [] : [town])]);
    const personal = [...values, 'Referent of', 'Treasurer of', 'Manager of', 'Auditor of'];
    const events = (await around.allEvents()).map((event) =>
      JSON.stringify({ ...event, position: event.position.toString() }),
    );
    expect(events.length).toBeGreaterThan(400);
    expect(personal.filter((value) => events.some((event) => event.includes(value)))).toEqual([]);
  });
});
