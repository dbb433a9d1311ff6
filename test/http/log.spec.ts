import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import {
  bundlesOf,
  changedTiles,
  checkConsistency,
  checkInclusion,
  CompactRange,
  hashLeaf,
  makeConsistencyProof,
  makeInclusionProof,
  noteVerifier,
  openCheckpoint,
  parseEntryBundle,
  parseVerifierKey,
  tileNodes,
  tilePath,
  type Checkpoint,
  type TileAddress,
  type VerifierKey,
} from '#transparency-log';
import { freshStream, newEvents } from '../contract/events.js';
import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { bearer, done, person, send, type Fields, type Person } from './asking.js';
import { startBuiltServer, type BuiltServer } from './built-server.js';
import { settle, type Village } from './village.js';

/** A partner's program that knows the address of a log and its key, and nothing else (C2SP tlog-tiles). */
class Client {
  constructor(
    private readonly url: string,
    private readonly key: VerifierKey,
    private readonly token?: string,
  ) {}

  async checkpoint(): Promise<Checkpoint> {
    const response = await fetch(`${this.url}/checkpoint`);
    const logs = [{ origin: this.key.name, verifiers: [noteVerifier(this.key)] }];
    return openCheckpoint(await response.text(), logs).checkpoint;
  }

  async read(address: TileAddress): Promise<Uint8Array> {
    const headers = this.token === undefined ? {} : { Authorization: `Bearer ${this.token}` };
    const response = await fetch(`${this.url}/${tilePath(address)}`, { headers });
    if (response.status !== 200) throw new Error(`${tilePath(address)} answers ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  nodes(size: number) {
    return tileNodes(size, (tiles) => Promise.all(tiles.map((tile) => this.read(tile))));
  }
}

describe('the log over HTTP', () => {
  let database: TestDatabase;
  let server: BuiltServer;
  let village: Village;
  let auditor: Person;
  let key: VerifierKey;
  let pool: pg.Pool;
  const home = join(tmpdir(), `semina-http-log-${randomUUID()}`);

  beforeAll(async () => {
    database = await createTestDatabase();
    const first = await startBuiltServer({ databaseUrl: database.url, home });
    village = await settle(first);
    await first.stop();
    const env = { LOG_READERS: village.parties.auditor };
    server = await startBuiltServer({ databaseUrl: database.url, home, env });
    // The same people at the door of the server as it is now.
    village = {
      ...village,
      operator: await person(server, { id: village.operator.id, operator: true }),
      people: Object.fromEntries(
        await Promise.all(
          Object.entries(village.people).map(
            async ([who, { id }]) => [who, await person(server, { id })] as const,
          ),
        ),
      ) as unknown as Village['people'],
    };
    auditor = village.people.auditor;
    pool = new pg.Pool({ connectionString: database.url, max: 2 });
    key = parseVerifierKey((await (await fetch(`${server.url}/log/key`)).text()).trim());
  }, 90_000);
  afterAll(async () => {
    await pool.end();
    await server.stop();
    await database.drop();
    await rm(home, { recursive: true, force: true });
  });

  const client = async (who?: Person) =>
    new Client(`${server.url}/log`, key, who === undefined ? undefined : await server.token(who.id));

  /** Lets the log grow by events of a kind that no book has, and waits until they are published. */
  const grow = async (count: number): Promise<number> => {
    const store = openPostgresEventStore({ pool });
    for (let left = count; left > 0; left -= 500) {
      await store.append(freshStream('fund'), 'none', newEvents(Math.min(left, 500)));
    }
    const size = Number(await store.head());
    await store.close();
    const reader = await client();
    while ((await reader.checkpoint()).size < size) await new Promise((resolve) => setTimeout(resolve, 50));
    return size;
  };

  it('is followed by a client that knows nothing but its address and key', async () => {
    const reader = await client(auditor);
    await grow(1);
    const earlier = await reader.checkpoint();
    const size = await grow(700);
    const head = await reader.checkpoint();
    expect(head.size).toBe(size);

    const range = CompactRange.empty();
    const leaves: Uint8Array[] = [];
    for (const part of bundlesOf(0, size, size))
      leaves.push(...parseEntryBundle(await reader.read(part), part.width));
    for (const leaf of leaves) range.append(hashLeaf(leaf));
    expect(range.head()).toEqual({ size, root: Buffer.from(head.root) });
    expect(
      leaves.map((leaf) => Number((JSON.parse(Buffer.from(leaf).toString()) as Fields)['position'])),
    ).toEqual(leaves.map((_, index) => index + 1));

    checkConsistency(earlier, head, await makeConsistencyProof(earlier.size, size, reader.nodes(size)));
    for (const index of [0, 255, 256, size - 1]) {
      const proof = await makeInclusionProof(index, size, reader.nodes(size));
      checkInclusion({ index, hash: hashLeaf(leaves[index]!) }, head, proof);
    }
    for (const tile of changedTiles(0, size)) expect(await reader.read(tile)).toHaveLength(32 * tile.width);
  });

  it('says how long its parts may be kept: a tile for ever, a checkpoint for a moment, what is missing not at all', async () => {
    const size = await grow(300);
    const told = async (path: string) => {
      const { status, headers } = await send(`${server.url}/log/${path}`);
      return [status, headers.get('content-type'), headers.get('cache-control')];
    };
    const forEver = 'public, max-age=31536000, immutable';
    const edge = tilePath({ level: 0, index: Math.floor(size / 256), width: size % 256 });
    expect(await told('checkpoint')).toEqual([200, 'text/plain; charset=utf-8', 'public, max-age=1']);
    expect(await told('tile/0/000')).toEqual([200, 'application/octet-stream', forEver]);
    expect(await told('tile/0/000.p/3')).toEqual([200, 'application/octet-stream', forEver]);
    expect(await told(edge)).toEqual([200, 'application/octet-stream', forEver]);
    const missing = [404, 'application/problem+json; charset=utf-8', 'no-store'];
    expect(
      await told(tilePath({ level: 0, index: Math.floor(size / 256), width: (size % 256) + 1 })),
    ).toEqual(missing);
    expect(await told('tile/0/x001/000')).toEqual(missing);
    expect(await told('tile/5/000.p/1')).toEqual(missing);
  });

  it.each([
    'tile/0/0',
    'tile/0/x000/000',
    'tile/00/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/%30%30%30',
    'tile/0//000',
    'tile/0/000/',
    'tile/0/999999999999999999999',
    'tile/entries/..%2f0/000',
    'tile/0/000%00',
  ])('serves a tile under no other address: %s', async (path) => {
    const { status } = await auditor.get(`/log/${path}`);
    expect([404, 400]).toContain(status);
  });

  it('gives its leaves to auditors of the party that was named for it, and to nobody else', async () => {
    const entries = '/log/tile/entries/000.p/2';
    const answers = async (who: Person) => (await who.get(entries)).status;
    const { stranger, groupReferent, custodianTreasurer, custodianManager } = village.people;
    expect((await send(server.url + entries)).status).toBe(401);
    for (const who of [village.operator, stranger, groupReferent, custodianTreasurer, custodianManager]) {
      expect(await answers(who)).toBe(403);
    }
    expect(await answers(auditor)).toBe(200);
    const url = `${server.url}${entries}`;
    const headers = { Authorization: `Bearer ${await server.token(auditor.id)}` };
    const plain = await fetch(url, { headers: { ...headers, 'Accept-Encoding': 'identity' } });
    expect(plain.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect(plain.headers.get('content-encoding')).toBeNull();
    const bytes = Buffer.from(await plain.arrayBuffer());
    expect(parseEntryBundle(bytes, 2)).toHaveLength(2);
    const zipped = await new Promise<Buffer>((resolve, reject) => {
      const ask = request(
        url,
        { headers: { ...headers, 'Accept-Encoding': 'br, gzip;q=0.5' } },
        (response) => {
          expect(response.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
          const parts: Buffer[] = [];
          response
            .on('data', (part: Buffer) => parts.push(part))
            .on('end', () => resolve(Buffer.concat(parts)));
        },
      );
      ask.on('error', reject).end();
    });
    expect(gunzipSync(zipped)).toEqual(bytes);
  });

  it('stops giving its leaves to an auditor whose role is revoked', async () => {
    const [referent, another] = [await person(server), await person(server)];
    const party = `/parties/${village.parties.auditor}`;
    const role = { personId: another.id, role: 'auditor' };
    await done(village.operator.post(`${party}/roles`, { personId: referent.id, role: 'referent' }));
    await done(referent.post(`${party}/roles`, role));
    expect((await another.get('/log/tile/entries/000.p/1')).status).toBe(200);
    expect((await referent.get('/log/tile/entries/000.p/1')).status).toBe(403);
    await done(referent.post(`${party}/role-revocations`, role));
    expect((await another.get('/log/tile/entries/000.p/1')).status).toBe(403);
  });

  it('lets nobody learn from it who asks with a token that is not believed', async () => {
    const someone = bearer(server.url, 'not.a.token');
    expect((await someone.get('/log/tile/entries/000.p/1')).status).toBe(401);
    expect((await someone.get('/log/checkpoint')).status).toBe(200);
  });
});
