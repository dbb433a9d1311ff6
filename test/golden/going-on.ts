import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { readLogStatus } from '#notary';
import { done, person } from '../http/asking.js';
import { startBuiltServer, type BuiltServer } from '../http/built-server.js';
import { Partner } from '../scenario/auditor/program.js';
import { start, type Place } from '../scenario/backup/programs.js';
import { until } from '../scenario/notary/stage.js';
import { differences } from './answering.js';
import { conversation, DEMO, folderOf, json, LOG_READER, SIZE } from './release.js';

/** Everything else is what the release recorded. */
const OF_A_REQUEST = ['instance', 'exportedAt', 'responseTime'];
const TREASURER = '22706fd2-ef3b-5866-8e21-21b5bfc71a8c';
const AUDITOR = '2861b016-90b6-5b2b-8d89-5996d9e35b53';
/** A group that owes €212.76. */
const DEBTOR = { id: 'c90a3546-b671-52e1-ab3c-b950d25c977e', due: 21_276 };

/** Puts the files of the release's home there: its keys, and the head that it signed last. */
export async function fillHome(home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  for (const [name, text] of Object.entries(json<Record<string, string>>('home.json')))
    await writeFile(join(home, name), text, { mode: 0o600 });
}

export const serve = (place: Required<Place>): Promise<BuiltServer> =>
  startBuiltServer({ ...place, env: { LOG_READERS: LOG_READER } });

/** Asks everything that was read, by everybody, and answers with what differs. */
export function differencesInReading(server: BuiltServer): ReturnType<typeof differences> {
  const all = conversation();
  const reading = all.slice(all.findIndex(({ request }) => request.label === 'who I am'));
  return differences(server, reading, OF_A_REQUEST);
}

/** Gives one more command in the demo’s book. Answers with the balances that it changed, by account. */
export async function balancesAfterPayment(server: BuiltServer): Promise<Record<string, unknown>> {
  const treasurer = await person(server, { id: TREASURER });
  const payment = {
    groupId: DEBTOR.id,
    amount: DEBTOR.due,
    receivedOn: '2022-05-01',
    bankReference: 'GO-ON',
  };
  const paid = await done(treasurer.post(`/co-productions/${DEMO}/group-payments`, payment));
  const page = await treasurer.get(`/co-productions/${DEMO}/balances?limit=200&atLeast=${paid.position}`);
  const lines = page.body.items.map(({ account, balance }) => [account, balance] as const);
  return Object.fromEntries(lines.filter(([account]) => `${account}`.match(`bank|groups:${DEBTOR.id}`)));
}

/** What `log -- fsck` and a partner of then say once the next event is published. */
export async function inspectedLog(place: Required<Place>, server: BuiltServer): Promise<unknown[]> {
  const pool = new pg.Pool({ connectionString: place.databaseUrl, max: 1 });
  await until(async () => (await readLogStatus(pool)).published?.size === SIZE + 1);
  await pool.end();
  const fsck = await start('log', place, ['fsck']).outcome;
  const kept = folderOf('partner.json');
  const policy = Buffer.from(kept.get('policy')!).toString();
  const partner = await Partner.with(policy.replace('http://127.0.0.1:3901', server.url));
  for (const name of ['state.json', 'leaves']) await partner.given(name, kept.get(name)!);
  const followed = await partner.run(['follow'], { SEMINA_TOKEN: await server.token(AUDITOR) });
  await rm(partner.directory, { recursive: true });
  return [fsck.status, fsck.stdout, followed.status, followed.stdout];
}
