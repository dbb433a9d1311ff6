import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { allProjections, rebuildReadModels, startReadModels } from '#read-models';
import { idOf, write } from './projections/book.js';
import { longBook } from './projections/random-book.js';
import { rowsIn, rowsReplayed } from './projections/rows.js';
import { Listening, openStage, type Stage } from './projections/running.js';
import { startWorker } from './projections/worker.js';
import { until } from './projections/until.js';

const program = fileURLToPath(new URL('../../dist/apps/worker/projections.js', import.meta.url));
const story = longBook('a story', 150);

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await write(stage.store, idOf('a book'), story.events);
  const running = startReadModels({ url: stage.url, store: stage.store, logger: new Listening() });
  await stage.caughtUp();
  await running.stop();
}, 60_000);

afterAll(async () => {
  await stage.close();
});

/** What `npm run projections -- …` answers on this database. */
async function projections(...words: string[]) {
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: stage.url };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...words], { env });
    return { status: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { status: code, stdout, stderr };
  }
}

describe('the command line of the projections', () => {
  it('tells how each projection is', async () => {
    const { status, stdout } = await projections('status');
    expect(status).toBe(0);
    for (const { name } of allProjections) {
      expect(stdout).toMatch(new RegExp(`${name} +│ 1 +│ ${story.events.length} +│ 0 +│ no `));
    }
  }, 60_000);

  it('works one projection out anew, with a bar on stderr', async () => {
    await stage.pool.query('UPDATE read.pledges SET received = 0');
    const { status, stdout, stderr } = await projections('rebuild', 'pledges');
    expect([status, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(new RegExp(`100% \\| ${story.events.length} of ${story.events.length} events`));
    expect(stderr).toMatch(/rebuilt: pledges\n$/);
    expect(await rowsIn(stage.pool, 'read')).toEqual(await rowsReplayed(stage));
    expect((await projections('status')).stdout).toMatch(/pledges +│ 2 /);
  }, 60_000);

  it('says what it does not know', async () => {
    const { status, stderr } = await projections('rebuild', 'harvests');
    expect([status, stderr]).toEqual([1, 'there is no projection harvests\n']);
  }, 60_000);

  it('says when another process is rebuilding', async () => {
    let refused: ReturnType<typeof projections> | undefined;
    const [first] = allProjections;
    const waiting = { ...first!, apply: async () => void (await (refused ??= projections('rebuild'))) };
    await rebuildReadModels({ url: stage.url, store: stage.store, projections: [waiting] });
    expect(await refused).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('co-productions is being rebuilt by another process'),
    });
  }, 60_000);
});

describe('the worker', () => {
  it('applies what is written, and stops cleanly when it is asked to', async () => {
    const worker = startWorker(stage.url);
    await until('the worker runs every projection', async () => {
      const { stdout } = await projections('status');
      return stdout.match(/│ yes /g)?.length === allProjections.length;
    });
    await write(stage.store, idOf('another book'), story.events);
    await stage.caughtUp();
    expect(await worker.stop()).toBe(0);
    expect(worker.output()).toContain('the worker has stopped');
    expect(worker.output()).not.toContain('"level":50');
  }, 60_000);
});

describe('a rebuild of many events', () => {
  it('by threads that share the books makes the rows that one after the other makes', async () => {
    for (let place = 0; place < 40; place += 1) {
      const { events } = longBook(`book ${place}`, 150 + place);
      await write(stage.store, idOf(`book ${place}`), events);
    }
    expect(await stage.store.head()).toBeGreaterThan(5_000n);
    const { status, stderr } = await projections('rebuild');
    expect([status, stderr]).toEqual([0, expect.stringContaining('rebuilt: co-productions')]);
    expect(await rowsIn(stage.pool, 'read')).toEqual(await rowsReplayed(stage));
  }, 120_000);
});
