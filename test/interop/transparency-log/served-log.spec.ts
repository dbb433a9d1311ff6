import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import {
  formatHash,
  makeInclusionProof,
  parseCheckpoint,
  parseEntryBundle,
  parseNote,
  parseVerifierKey,
  tileNodes,
  tilePath,
  tileWidth,
  type TileAddress,
  type VerifierKey,
} from '#transparency-log';
import { auditorPersonId, ORIGIN, story, Territory } from '../../scenario/attacks/territory.js';
import { itAsks } from '../foreign-programs.js';
import { sigstoreSays, type Given } from './sigstore.js';

jest.setTimeout(180_000);

/** A tile of tiles is full, and another has begun. */
const LEAVES = 65_536 + 300;

/* Programs that nobody here wrote read a log as it is served, by a real server, beyond 256 tiles. */
describe('a log as it is served', () => {
  let territory: Territory;
  let token: string;
  let key: VerifierKey;
  let checkpoint: string;
  let size: number;
  let root: string;

  beforeAll(async () => {
    territory = await Territory.settle(['mag6.example']);
    const written = await territory.write(story().told);
    await territory.pool.query(
      `INSERT INTO event_store.events (position, recorded_at, id, revision, schema_version, stream, type, data, metadata)
       SELECT n, now(), gen_random_uuid(), n - 1, 1, 'fund-of-many', 'Counted', ('{"number":' || n || '}')::json,
         '{"actor":"a","cause":"b","commandId":"c","inputHash":"d"}'::json
       FROM generate_series($1::integer, $2::integer) AS n`,
      [written + 1, LEAVES],
    );
    await territory.notarize(LEAVES, { cosignatures: 1 });
    token = await territory.server.token(auditorPersonId);
    key = parseVerifierKey(territory.verifierKey);
    checkpoint = Buffer.from(await get('checkpoint')).toString('utf8');
    const head = parseCheckpoint(parseNote(checkpoint).text);
    size = head.size;
    root = formatHash(head.root);
  });
  afterAll(() => territory.leave());

  async function get(path: string): Promise<Uint8Array> {
    const response = await fetch(`${territory.url}/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
  const tile = (address: TileAddress): Promise<Uint8Array> => get(tilePath(address));

  /** Everything about a leaf, as it is served. */
  async function given(index: number): Promise<Given> {
    const bundle = Math.floor(index / 256);
    const width = tileWidth(0, bundle, size);
    const leaves = parseEntryBundle(await tile({ level: 'entries', index: bundle, width }), width);
    const nodes = tileNodes(size, (tiles) => Promise.all(tiles.map(tile)));
    const proof = await makeInclusionProof(index, size, nodes);
    return { checkpoint, index, leaf: leaves[index % 256]!, proof };
  }

  it('has a checkpoint and proofs that Sigstore’s verifier takes, and no others', async () => {
    for (const index of [0, 1, 255, 256, 65_535, 65_536, size - 1]) {
      const proven = await given(index);
      expect([index, sigstoreSays(key, proven)]).toEqual([index, 'TLOG_BODY_ERROR']);
      const [hash, ...others] = proven.proof;
      for (const wrong of [
        { ...proven, index: index === 0 ? 1 : index - 1 },
        { ...proven, leaf: Buffer.concat([proven.leaf, Buffer.from(' ')]) },
        { ...proven, proof: others },
        { ...proven, proof: [...others, hash!] },
        { ...proven, checkpoint: checkpoint.replace(`\n${size}\n`, `\n${size + 1}\n`) },
        { ...proven, checkpoint: checkpoint.replace(`— ${ORIGIN} `, `— ${ORIGIN.toUpperCase()} `) },
      ]) {
        expect(sigstoreSays(key, wrong)).toBe('TLOG_INCLUSION_PROOF_ERROR');
      }
    }
  });

  const library = '/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog';
  const hasGo = existsSync(library) && spawnSync('go', ['version']).status === 0;
  itAsks('golang-golang-x-mod-dev', hasGo)(
    'is followed by the library of Go’s checksum database',
    async () => {
      const program = fileURLToPath(new URL('../golang/follow.go', import.meta.url));
      const follow = async (verifierKey: string) => {
        const child = spawn('go', ['run', program, territory.url, verifierKey, token], {
          env: { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' },
        });
        let stdout = '';
        let stderr = '';
        child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
        child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
        const status = await new Promise((resolve) => child.once('close', resolve));
        return { status, stdout, stderr };
      };
      expect(await follow(territory.verifierKey)).toEqual({
        status: 0,
        stderr: '',
        stdout: `${ORIGIN}: ${size} leaves, root ${root}\n`,
      });
      const [witness] = territory.witnessAddresses.split(' ');
      expect(await follow(witness!)).toMatchObject({ status: 1 });
    },
  );
});
