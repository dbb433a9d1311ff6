import { connect, createServer, type AddressInfo } from 'node:net';
import { Patience, untilReady } from '#infra/postgres/embedded/readiness.js';
import { createTestDatabase, type TestDatabase } from './database.js';

const SILENCE_MS = 500;

/** What PostgreSQL answers while it cannot take connections: an ErrorResponse of its protocol. */
function refusal(code: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0Mthe database system is starting up\0\0`);
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(4 + fields.length, 1);
  return Buffer.concat([head, fields]);
}

describe('a server that is waited for', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  /** Whether the database was found ready behind a door that refuses whoever comes for so long. */
  async function foundReady(code: string, refusedMs: number, workMs: number): Promise<boolean> {
    const { port, username, password, pathname } = new URL(database.url);
    const opens = Date.now() + refusedMs;
    const door = createServer((near) => {
      near.on('error', () => undefined);
      if (Date.now() < opens) near.once('data', () => near.end(refusal(code)));
      else near.pipe(connect(Number(port), '127.0.0.1')).pipe(near);
    });
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    const { port: doorPort } = door.address() as AddressInfo;
    const found = await untilReady(
      { host: '127.0.0.1', port: doorPort, user: username, password, database: pathname.slice(1) },
      new Patience(SILENCE_MS, workMs),
      () => false,
    );
    door.close();
    return found;
  }

  it('may take far longer than it may be silent, as long as it says that it goes through its log', async () => {
    expect(await foundReady('57P03', 3 * SILENCE_MS, 60_000)).toBe(true);
  });

  it('is given up where it says so without end', async () => {
    expect(await foundReady('57P03', 60_000, 2 * SILENCE_MS)).toBe(false);
  });

  it('is given up after that silence where it says anything else', async () => {
    expect(await foundReady('XX000', 3 * SILENCE_MS, 60_000)).toBe(false);
  });
});
