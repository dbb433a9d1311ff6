import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningPostmaster } from '#infra/postgres/embedded/postmaster.js';
import { startBuiltServer } from '../http/built-server.js';
import { dataOf, removeHome } from '../postgres/home.js';
import { Life } from './backup/house.js';
import { backup, restore } from './backup/programs.js';

it('a house of one machine is backed up while its server runs or is stopped, and built again from the file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'semina-backup-embedded-'));
  const [home, rebuilt] = [join(folder, 'home'), join(folder, 'rebuilt')];
  const [running, stopped] = [join(folder, 'running.tar'), join(folder, 'stopped.tar')];
  const server = await startBuiltServer({ databaseUrl: '', home });
  const life = await Life.begin(server);
  await life.pledge();
  const balances = await life.balances();
  expect(await backup({ home }, running)).toMatchObject({ status: 0, stderr: '' });
  expect(await server.stop()).toBe(0);
  expect(await backup({ home }, stopped)).toMatchObject({ status: 0, stderr: '' });
  expect(runningPostmaster(dataOf(home))).toBeUndefined();
  expect((await stat(stopped)).mode & 0o777).toBe(0o600);
  expect(await restore({ home }, running)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('database_not_empty'),
  });

  expect(await restore({ home: rebuilt }, stopped)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('The keys are in'),
  });
  expect(runningPostmaster(dataOf(rebuilt))).toBeUndefined();
  const again = await startBuiltServer({ databaseUrl: '', home: rebuilt });
  life.at(again);
  expect(await life.balances()).toEqual(balances);
  await again.stop();
  await Promise.all([home, rebuilt].map(removeHome));
  await rm(folder, { recursive: true, force: true });
}, 120_000);

it('where no server was ever started there is nothing to back up, and no file is left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'semina-backup-nothing-'));
  const outcome = await backup({ home: join(folder, 'home') }, join(folder, 'backup.tar'));
  expect(outcome).toMatchObject({ status: 2, stderr: expect.stringContaining('nothing_to_back_up') });
  await removeHome(join(folder, 'home'));
  await rm(folder, { recursive: true, force: true });
}, 60_000);
