import { rm, symlink } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { CoProductionEvent } from '#financing';
import { generateSigningKey, readRoot, tileNodes, tilePath } from '#transparency-log';
import { leavesOf } from './auditor/leaves.js';
import { Operator } from './auditor/operator.js';
import { codesIn, LogServer, Partner, type Outcome } from './auditor/program.js';
import { barbajanni, coProductionId } from './projections/barbajanni.js';

const TOKEN = { SEMINA_TOKEN: 'auditor' };
const { events } = barbajanni();
const otherId = '0000000b-0000-4000-8000-000000000000';

let operator: Operator;
let served: LogServer;
let partner: Partner;

beforeEach(async () => {
  served = await LogServer.open();
  operator = new Operator(leavesOf(coProductionId, events));
  await partnerOf(operator);
});
afterEach(async () => {
  await served.close();
  await rm(partner.directory, { recursive: true, force: true });
});

async function partnerOf(log: Operator, ...others: readonly Operator[]): Promise<void> {
  const keys = [log, ...others].map(({ verifierKey }) => `log ${verifierKey} ${served.url}\n`);
  partner = await Partner.with(`${keys.join('')}quorum none\n`);
  serve(log);
}
function serve(log: Operator): void {
  log.publish();
  served.files = log.files;
}
const follow = (): Promise<Outcome> => partner.run(['follow'], TOKEN);

/** The leaf at a place, with a text in it replaced. */
const replaced = (place: number, was: RegExp, becomes: string): Uint8Array =>
  Buffer.from(Buffer.from(operator.leaves[place]!).toString().replace(was, becomes));

describe('a partner who makes a mistake is told of it, and not that the operator has done wrong:', () => {
  it('two logs in one folder', async () => {
    const other = new Operator(operator.leaves.slice(1), generateSigningKey('elsewhere.example/log', 'note'));
    await partnerOf(operator, other);
    await follow();
    const page = await partner.given('theirs', other.publish());
    serve(other);
    for (const outcome of [await follow(), await partner.run(['agree', page])]) {
      expect(outcome).toMatchObject({ status: 2, stdout: '' });
      expect(outcome.stderr).toContain(
        'a page of elsewhere.example/log, and your copy is of semina.example/log',
      );
    }
  });

  it('a folder in the place of the policy, and a file in the place of the folder', async () => {
    const file = await partner.given('file', '');
    for (const args of [
      ['--policy', partner.directory, 'follow'],
      ['--directory', file, 'follow'],
    ]) {
      const { status, stderr } = await partner.run(args, TOKEN);
      expect({ args, status, stderr }).toEqual({
        args,
        status: 2,
        stderr: expect.stringMatching(/^Could not check: .+\n$/),
      });
    }
  });

  it('a full disk, after which the next visit goes on', async () => {
    const leaves = join(partner.directory, 'leaves');
    await symlink('/dev/full', leaves);
    expect(await follow()).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^Could not check: ENOSPC.*\n$/),
    });
    await rm(leaves);
    expect((await follow()).status).toBe(0);
  });

  it('two visits at the same time, of which one is turned away', async () => {
    let second: Promise<Outcome> | undefined;
    const { files } = served;
    served.files = {
      async get(path) {
        second ??= partner.run(['follow'], TOKEN);
        await second;
        return files.get(path);
      },
    };
    expect((await follow()).status).toBe(0);
    expect(await second).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Another follow is at work'),
    });
    expect((await partner.run(['books'])).status).toBe(0);
  });
});

describe('an operator who means harm does not get past', () => {
  it('with a page that promises more events than there can be', async () => {
    const size = Number.MAX_SAFE_INTEGER;
    const hashes = Buffer.alloc(256 * 32, 7);
    const tile = ({ width }: { width: number }): Uint8Array => hashes.subarray(0, width * 32);
    const nodes = tileNodes(size, (tiles) => Promise.resolve(tiles.map(tile)));
    const checkpoint = operator.sign({ size, root: await readRoot(size, nodes) });
    served.files = {
      get: (path) => {
        if (path === 'checkpoint') return Buffer.from(checkpoint);
        if (path.startsWith('tile/entries')) return undefined;
        return tile({ width: Number(/\.p\/(\d+)$/.exec(path)?.[1] ?? 256) });
      },
    };
    expect(await follow()).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('does not hand out'),
    });
  });

  it('with hashes cut short where only the growth of the log is proven by them', async () => {
    operator = new Operator(Array.from({ length: 300 }, (_, at) => Buffer.from(String(at))));
    await partnerOf(operator);
    await follow();
    operator.leaves.push(...Array.from({ length: 300 }, (_, at) => Buffer.from(String(at))));
    serve(operator);
    operator.files.set(tilePath({ level: 0, index: 1, width: 256 }), Buffer.alloc(31));
    const outcome = await follow();
    expect(codesIn(outcome)).toEqual(['served_malformed']);
    expect(outcome.status).toBe(1);
  });

  it.each([
    ['an id that would begin another line of a journal', /"id":"[^"]*"/, '"id":"x\\n2020-01-01 forged"'],
    ['a stream that would move the cursor', /"stream":"coproduction-/, '"stream":"coproduction-\u009b2J'],
    ['a time that is none', /"recordedAt":"[^"]*"/, '"recordedAt":"yesterday"'],
    ['a position that is none', /"position":"[^"]*"/, '"position":"first"'],
  ])('with a leaf that has %s', async (_what, was, becomes) => {
    const place = operator.leaves.length - 5;
    operator = new Operator(operator.leaves.with(place, replaced(place, was, becomes)), operator.key);
    serve(operator);
    await follow();
    const books = await partner.run(['books']);
    expect(codesIn(books)).toContain('leaf_malformed');
    const journal = await partner.run(['export', '--format', 'hledger', '--co-production', coProductionId]);
    expect(journal.stdout + books.stdout).not.toMatch(/forged|\u009b/);
  });

  it('with positions that go back from one book to another, by however many threads they are read', async () => {
    const places = (place: bigint): bigint => 1_000n + place * 10n;
    const story = leavesOf(coProductionId, events, events, places);
    const parties = story.length - events.length;
    const renamed = story.map((leaf, at) =>
      at % 2 === 0 || at < parties
        ? leaf
        : Buffer.from(
            Buffer.from(leaf)
              .toString()
              .replaceAll(`coproduction-${coProductionId}`, `coproduction-${otherId}`),
          ),
    );
    const back = renamed.map((leaf, at) =>
      at === parties + 9
        ? Buffer.from(
            Buffer.from(leaf)
              .toString()
              .replace(/"position":"\d+"/, `"position":"${places(BigInt(parties + 8)) + 1n}"`),
          )
        : leaf,
    );
    await partnerOf(new Operator(back));
    await follow();
    const one = await partner.run(['books', '--threads', '1']);
    expect(one.stdout).toContain('says of itself to be event');
    expect((await partner.run(['books', '--threads', '4'])).stdout).toBe(one.stdout);
  });
});

describe('what compare has found is told', () => {
  let api: Server;
  const answering = async (listener: RequestListener): Promise<string> => {
    api = createServer(listener);
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  };
  const proposed: CoProductionEvent[] = events.filter(({ type }) => type === 'CoProductionProposed');

  beforeEach(async () => {
    const first = leavesOf(coProductionId, proposed);
    const second = Buffer.from(first.at(-1)!)
      .toString()
      .replace(coProductionId, otherId)
      .replace(/"position":"\d+"/, `"position":"${first.length + 1}"`);
    await partnerOf(new Operator([...first, Buffer.from(second)]));
    await follow();
  });
  afterEach(async () => {
    api.closeAllConnections();
    await new Promise((resolve) => api.close(resolve));
  });
  const page = (position: string, balance: number, currency = 'EUR'): string =>
    JSON.stringify({ currency, items: [{ account: 'assets:bank', balance }], next: null, position });
  const listOf = (position: string, ...ids: string[]): string =>
    JSON.stringify({ items: ids.map((id) => ({ id })), next: null, position });
  const isList = ({ url }: IncomingMessage): boolean => url?.startsWith('/co-productions?') ?? false;

  it('though the server says to be ahead with another book', async () => {
    const url = await answering((request, response) => {
      if (isList(request)) response.end(listOf('1', coProductionId, otherId));
      else response.end(request.url?.includes(otherId) ? page('999', 7) : page('1', 5));
    });
    const outcome = await partner.run(['compare', url], TOKEN);
    expect(codesIn(outcome)).toEqual(['balance_differs']);
    expect(outcome).toMatchObject({ status: 1, stderr: expect.stringContaining('ahead of your copy') });
  });

  it('though the server does not answer for another book', async () => {
    const url = await answering((request, response) => {
      response.writeHead(request.url?.includes(otherId) ? 403 : 200).end(page('1', 5));
    });
    const outcome = await partner.run(['compare', url], TOKEN);
    expect(codesIn(outcome)).toEqual(['balance_differs']);
    expect(outcome).toMatchObject({ status: 1, stderr: expect.stringContaining('not open to your token') });
  });

  it('and nothing is said to be as it should where the server is ahead with other amounts', async () => {
    const url = await answering((request, response) => {
      response.end(isList(request) ? listOf('999', coProductionId, otherId) : page('999', 7));
    });
    const outcome = await partner.run(['compare', url], TOKEN);
    expect(outcome).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('ahead') });
  });

  it('where the server shows a book of which no event tells, unless it may be newer than the copy', async () => {
    const added = '0a000000-0000-4000-8000-00000000000a';
    for (const [position, status] of [
      ['1', 1],
      ['999', 2],
    ] as const) {
      const url = await answering((request, response) => {
        response.end(isList(request) ? listOf(position, otherId, added, coProductionId) : page('1', 0));
      });
      const outcome = await partner.run(['compare', url], TOKEN);
      expect([outcome.status, codesIn(outcome)]).toEqual([status, status === 1 ? ['book_added'] : []]);
      if (status === 1) expect(outcome.stdout).toContain(added);
      expect((await partner.run(['compare', '--co-production', otherId, url], TOKEN)).status).toBe(0);
      if (status === 1) await new Promise((resolve) => api.close(resolve));
    }
  });

  it('where the server shows a book in another currency', async () => {
    const url = await answering((request, response) => {
      if (isList(request)) response.end(listOf('1', coProductionId, otherId));
      else response.end(page('1', 0, request.url?.includes(otherId) ? 'CHF' : 'EUR'));
    });
    const outcome = await partner.run(['compare', url], TOKEN);
    expect([outcome.status, codesIn(outcome)]).toEqual([1, ['balance_differs']]);
    expect(outcome.stdout).toContain('is kept in EUR by the signed events, and the operator shows CHF');
  });

  it('and a list of books that is none is not taken for one', async () => {
    for (const list of ['{"items":[{}],"next":null,"position":"1"}', '[]', 'x']) {
      const url = await answering((request, response) => response.end(isList(request) ? list : page('1', 0)));
      const outcome = await partner.run(['compare', url], TOKEN);
      expect(outcome).toMatchObject({ status: 2, stderr: expect.stringContaining('what are no books') });
      if (list !== 'x') await new Promise((resolve) => api.close(resolve));
    }
  });
});
