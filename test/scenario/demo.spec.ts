import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { folderTexts } from '#apps/importer/folder/folder.fixture.js';
import { barbajanni, folderOf, processesIn, start, type Program } from './import/processes.js';

jest.setTimeout(180_000);

const expected: unknown = JSON.parse(readFileSync(join(barbajanni, 'expected.json'), 'utf8'));
const RETRY_MS = 20;

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(RETRY_MS);
}

describe('the demo', () => {
  const small = folderOf(folderTexts());
  let homes: string;
  let running: Program | undefined;
  const demo = (...args: string[]): Program => {
    running = start('demo', args, { SEMINA_HOME: homes, DATABASE_URL: '' });
    return running;
  };
  beforeEach(() => (homes = join(mkdtempSync(join(tmpdir(), 'semina-demo-')), 'homes')));
  afterEach(async () => {
    running?.child.kill('SIGTERM');
    await running?.ended;
    rmSync(join(homes, '..'), { recursive: true, force: true });
  });
  afterAll(() => rmSync(small, { recursive: true }));

  const nothingLeft = () => {
    expect(existsSync(homes)).toBe(false);
    expect(processesIn(homes)).toEqual([]);
  };

  it('imports into a server of its own, prints the books as one JSON document and leaves nothing behind', async () => {
    const { status, stdout } = await demo('--json').ended;
    expect(JSON.parse(stdout)).toEqual(expected);
    expect(status).toBe(0);
    nothingLeft();
  });

  it('leaves the server up, with lines to paste that work, until Ctrl-C', async () => {
    const { child, said, ended } = demo('--data', small);
    await until(() => said().stdout.includes('Ctrl-C ends it') || child.exitCode !== null);
    const { stdout } = said();
    expect(stdout).toContain('Trial balance');
    const curls = [...stdout.matchAll(/curl -s '(\S+)' -H 'Authorization: (Bearer \S+)'/g)];
    expect(curls).toHaveLength(3);
    for (const [, url = '', authorization = ''] of curls) {
      expect((await fetch(url, { headers: { authorization } })).status).toBe(200);
    }
    const docs = /\S+\/docs/.exec(stdout)?.[0] ?? '';
    expect((await fetch(docs)).status).toBe(200);
    child.kill('SIGINT');
    expect((await ended).status).toBe(0);
    nothingLeft();
  });

  it.each([
    ['before its server has started', () => existsSync(homes)],
    ['while it imports', () => running?.said().stderr.includes('Registering') ?? false],
  ])('leaves nothing behind when Ctrl-C comes %s', async (_, moment) => {
    const { child, ended } = demo();
    await until(() => moment() || child.exitCode !== null);
    child.kill('SIGINT');
    expect((await ended).status).toBe(130);
    nothingLeft();
  });

  it('that is killed takes its server along, and the next one clears up after it', async () => {
    const killed = demo();
    await until(() => killed.said().stderr.includes('Registering') || killed.child.exitCode !== null);
    killed.child.kill('SIGKILL');
    await killed.ended;
    await until(() => processesIn(homes).length === 0);
    expect(readdirSync(homes)).toHaveLength(1);
    expect((await demo('--data', '/nowhere', '--json').ended).status).toBe(2);
    nothingLeft();
  });
});
