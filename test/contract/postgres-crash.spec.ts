import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedServer, openEmbeddedServer } from '#infra/postgres/embedded/server.js';
import { migrate } from '#infra/postgres/migrations.js';
import { runCrowd, verifyCrowd } from './crowd.js';
import { freshStream } from './events.js';
import { readEverything } from './harness.js';
import { removeHome } from '../postgres/home.js';
import { signalServer } from '../postgres/signal-server.js';
import { openDoors } from './postgres-harness.js';
import { runs } from '../runs.js';

const WRITERS = 64;
const APPENDS_EACH = runs({ short: 6, long: 12 });
/** It is killed after so many appends were acknowledged. */
const KILLS_AT = runs({ short: [100, 250], long: [200, 500] });

describe('64 writers on 8 streams of a server that is killed in the middle, twice', () => {
  const home = join(tmpdir(), `semina crash ${randomUUID()}`);
  let server: EmbeddedServer;

  beforeAll(async () => {
    server = await openEmbeddedServer(home);
    await migrate(server.url);
  });
  afterAll(async () => {
    await server.close();
    await removeHome(home);
  });

  it('find every acknowledged append there exactly once, and so do all readers, in order', async () => {
    const doors = openDoors(server.url);
    const restarts: Promise<void>[] = [];
    const crowd = await runCrowd([doors.open(), doors.open()], {
      stream: freshStream,
      writers: WRITERS,
      streams: 8,
      appendsEach: APPENDS_EACH,
      onAcknowledged: (count) => {
        if (count === KILLS_AT[restarts.length]) restarts.push(killAndRestart());
      },
    });
    await Promise.all(restarts);
    expect(restarts).toHaveLength(2);
    const everything = await readEverything(doors.open());
    verifyCrowd(crowd, everything);
    expect(crowd.acknowledged).toHaveLength(WRITERS * APPENDS_EACH);
    expect(everything.map(({ position }) => position)).toEqual(
      everything.map((_, index) => BigInt(index + 1)),
    );
    await doors.close();
  }, 60_000);

  const killAndRestart = async (): Promise<void> => {
    const { url } = server;
    await signalServer(server.adminUrl, home, 'SIGKILL');
    server = await openEmbeddedServer(home);
    expect(server).toMatchObject({ url, owner: true });
  };
});
