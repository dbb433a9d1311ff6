import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogServer, Partner, type Outcome } from '../scenario/auditor/program.js';
import { DEMO, file, folderOf, json, lines, SIZE } from './release.js';

const files = folderOf('log.json');
const key = Buffer.from(files.get('key')!).toString().trim();
/** The address in the policy of a partner of then. */
const ADDRESS = 'http://127.0.0.1:3901/log';
/** How many events that partner had verified. */
const SIZE_AT_PARTNER = 468;

describe('a partner of today who reads what release 0.1.0 signed', () => {
  let served: LogServer;
  let partner: Partner;
  let followed: Outcome;
  beforeAll(async () => {
    served = await LogServer.open();
    served.files = files;
    partner = await Partner.with(`log ${key} ${served.url}\nquorum none\n`);
    followed = await follow(partner);
  });
  afterAll(async () => {
    await served.close();
    await rm(partner.directory, { recursive: true, force: true });
  });

  const follow = (who: Partner): Promise<Outcome> => who.run(['follow'], { SEMINA_TOKEN: 'auditor' });

  it('verifies the whole log', () => {
    expect(followed).toMatchObject({ status: 0, stdout: expect.stringContaining(`${SIZE} of them new`) });
  });

  it('verifies every proof file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'semina-proofs-'));
    const proofs = Object.entries(json<Record<string, string>>('proofs.json'));
    const paths = proofs.map(([name]) => join(folder, name));
    await Promise.all(proofs.map(([name, text]) => writeFile(join(folder, name), text)));
    expect(await partner.run(['verify-proof', ...paths])).toMatchObject({ status: 0, stderr: '' });
    const altered = join(folder, 'altered.tlog-proof');
    await writeFile(altered, proofs[0]![1].replace(/^index \d+$/m, 'index 3'));
    expect((await partner.run(['verify-proof', altered])).status).toBe(1);
    await rm(folder, { recursive: true });
  });

  it('works out the same books, and finds nothing', async () => {
    const { status, stdout } = await partner.run(['--json', 'books']);
    expect(status).toBe(0);
    const books = (text: string[]): unknown[] => text.map((line) => JSON.parse(line) as unknown);
    expect(books(stdout.trimEnd().split('\n'))).toEqual(books(lines('audited-books.ndjson')));
  });

  it.each(['hledger', 'beancount', 'csv', 'json'])('exports the same journal as %s', async (format) => {
    const exported = await partner.run(['export', '--format', format, '--co-production', DEMO]);
    expect(exported).toEqual({ status: 0, stdout: file(`journal.${format}`), stderr: '' });
  });

  it('goes on from what was verified with that release', async () => {
    const kept = folderOf('partner.json');
    const policy = Buffer.from(kept.get('policy')!).toString();
    const older = await Partner.with(policy.replace(ADDRESS, served.url));
    for (const name of ['state.json', 'leaves']) await older.given(name, kept.get(name)!);
    const words = expect.stringContaining(`${SIZE - SIZE_AT_PARTNER} of them new`);
    expect(await follow(older)).toMatchObject({ status: 0, stdout: words });
    expect((await follow(older)).stdout).toContain(' 0 of them new');
    await rm(older.directory, { recursive: true });
  });
});
