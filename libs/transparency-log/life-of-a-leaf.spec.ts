import {
  anyOf,
  bundlesOf,
  changedTiles,
  checkConsistency,
  checkGrowth,
  CompactRange,
  cosignatureVerifier,
  cosigner,
  edgeTiles,
  formatAddCheckpoint,
  formatEntryBundle,
  formatProofFile,
  generateSigningKey,
  GrowingTiles,
  hashLeaf,
  makeConsistencyProof,
  makeInclusionProof,
  noteSigner,
  noteVerifier,
  openAddCheckpoint,
  openCosignatures,
  openProofFile,
  openTrustedCheckpoint,
  parseCheckpoint,
  parseEntryBundle,
  parseNote,
  parseSizeConflict,
  cosignedAnswer,
  refusedAnswer,
  signCheckpoint,
  signText,
  tileNodes,
  tilePath,
  verifierKeyOf,
  withCosignatures,
  type SigningKey,
  type TreeHead,
  type WitnessAnswer,
} from './index.js';

/** A log as its operator keeps it, in memory: what the notary does, in its three steps. */
class Operator {
  readonly leaves: Buffer[] = [];
  readonly files = new Map<string, Uint8Array>();
  size = 0;

  constructor(readonly key: SigningKey) {}

  /** Sequence: the leaf has its place. */
  sequence(...leaves: readonly string[]): this {
    this.leaves.push(...leaves.map((leaf) => Buffer.from(leaf)));
    return this;
  }

  /** Integrate: leaves are hashed, tiles and bundles written. */
  integrate(): TreeHead {
    const edge = edgeTiles(this.size).map((tile) => this.files.get(tilePath(tile))!);
    const growing = GrowingTiles.resume(this.size, edge);
    for (const leaf of this.leaves.slice(this.size)) growing.append(hashLeaf(leaf));
    for (const tile of [...growing.takeFull(), ...growing.edge()])
      this.files.set(tilePath(tile), tile.hashes);
    for (const { index, width, level } of bundlesOf(this.size, growing.size, growing.size)) {
      const begin = index * 256;
      this.files.set(
        tilePath({ level, index, width }),
        formatEntryBundle(this.leaves.slice(begin, begin + width)),
      );
    }
    this.size = growing.size;
    return growing.head();
  }

  readonly nodes = (size: number) =>
    tileNodes(size, (tiles) => Promise.resolve(tiles.map((tile) => this.files.get(tilePath(tile))!)));

  /** Publish: the head is signed, witnesses are asked, and what came back is put below. */
  async publish(...witnesses: readonly Witness[]): Promise<string> {
    const head = this.integrate();
    let signed = signCheckpoint({ origin: this.key.name, ...head }, [noteSigner(this.key)]);
    for (const witness of witnesses) {
      const asked = signed;
      const ask = async (oldSize: number): Promise<WitnessAnswer> => {
        const proof =
          oldSize > head.size ? [] : await makeConsistencyProof(oldSize, head.size, this.nodes(head.size));
        return witness.addCheckpoint(formatAddCheckpoint({ oldSize, proof, checkpoint: asked }));
      };
      let answer = await ask(0);
      if (answer.status === 409) answer = await ask(parseSizeConflict(answer.body));
      if (answer.status !== 200) continue;
      const verifier = cosignatureVerifier(verifierKeyOf(witness.key));
      signed = withCosignatures(signed, openCosignatures(answer.body, parseNote(signed).text, [verifier]));
    }
    return signed;
  }

  async proofFile(index: number, checkpoint: string): Promise<string> {
    const { size } = parseCheckpoint(parseNote(checkpoint).text);
    const proof = await makeInclusionProof(index, size, this.nodes(size));
    return formatProofFile({ index, proof, checkpoint, extra: this.leaves[index]! });
  }
}

/** A partner who watches that the log only grows. */
class Witness {
  latest: TreeHead | undefined;
  refused: string[] = [];

  constructor(
    readonly key: SigningKey,
    private readonly log: SigningKey,
  ) {}

  addCheckpoint(body: string): WitnessAnswer {
    try {
      const verifiers = [noteVerifier(verifierKeyOf(this.log))];
      const submission = openAddCheckpoint(body, [{ origin: this.log.name, verifiers }]);
      checkGrowth(submission, this.latest);
      this.latest = submission.checkpoint;
      return cosignedAnswer([signText(submission.note.text, cosigner(this.key, 1_790_000_000))]);
    } catch (error) {
      const answer = refusedAnswer(error);
      if (answer.status !== 409) this.refused.push(answer.body.split(':')[0]!);
      return answer;
    }
  }
}

const logKey = generateSigningKey('semina.example/log', 'note');
const witnessKeys = ['mag6', 'banca', 'nef'].map((name) =>
  generateSigningKey(`${name}.example`, 'cosignature'),
);
const newWitnesses = (): Witness[] => witnessKeys.map((key) => new Witness(key, logKey));
const policy = anyOf(
  2,
  [{ key: verifierKeyOf(logKey) }],
  witnessKeys.map((key) => ({ name: key.name, key: verifierKeyOf(key) })),
);
const words = (count: number, word = 'leaf'): string[] =>
  Array.from({ length: count }, (_, at) => `${word} ${at}`);

describe('a leaf', () => {
  it('is sequenced, integrated, published, witnessed, handed over with its proof and believed', async () => {
    const operator = new Operator(logKey);
    const witnesses = newWitnesses();
    await operator.sequence(...words(300)).publish(...witnesses);
    const checkpoint = await operator.sequence('the leaf', ...words(400)).publish(...witnesses);
    const proven = openProofFile(await operator.proofFile(300, checkpoint), policy);
    expect(Buffer.from(proven.leaf).toString()).toBe('the leaf');
    expect(proven.cosigned).toEqual(
      witnessKeys.map(({ name }) => ({ witness: name, timeSeconds: 1_790_000_000 })),
    );
  });

  it('is still believed while one witness of three is dead, and not while two are', async () => {
    const operator = new Operator(logKey).sequence('the leaf');
    const [first, second] = newWitnesses();
    const two = await operator.publish(first!, second!);
    const one = await operator.publish(first!);
    expect(openTrustedCheckpoint(two, policy).cosigned).toHaveLength(2);
    expect(() => openTrustedCheckpoint(one, policy)).toThrow(
      expect.objectContaining({ code: 'quorum_not_reached' }),
    );
  });
});

describe('an auditor who follows the log', () => {
  it('needs only the peaks of last time, the new bundles and the checkpoint', async () => {
    const operator = new Operator(logKey).sequence(...words(700));
    operator.integrate();
    const range = CompactRange.empty();
    const follow = (from: number, to: number): void => {
      for (const part of bundlesOf(from, to, to)) {
        const bundle = parseEntryBundle(operator.files.get(tilePath(part))!, part.width);
        for (const leaf of bundle.slice(part.first, part.first + part.count)) range.append(hashLeaf(leaf));
      }
    };
    follow(0, 700);
    const checkpoint = await operator.sequence(...words(900)).publish(...newWitnesses());
    follow(700, 1_600);
    expect(range.head()).toEqual({
      size: 1_600,
      root: Buffer.from(openTrustedCheckpoint(checkpoint, policy).checkpoint.root),
    });
    expect([...changedTiles(0, 1_600)].every((tile) => operator.files.has(tilePath(tile)))).toBe(true);
  });
});

describe('an operator who', () => {
  const honest = async (): Promise<{ operator: Operator; witnesses: Witness[]; checkpoint: string }> => {
    const operator = new Operator(logKey).sequence(...words(600));
    const witnesses = newWitnesses();
    return { operator, witnesses, checkpoint: await operator.publish(...witnesses) };
  };
  const rewritten = (change: (leaves: Buffer[]) => void): Operator => {
    const forger = new Operator(logKey).sequence(...words(600));
    change(forger.leaves);
    return forger.sequence(...words(10, 'later'));
  };

  it.each([
    ['edits a leaf', (leaves: Buffer[]) => void (leaves[17] = Buffer.from('forged'))],
    ['deletes a leaf', (leaves: Buffer[]) => void leaves.splice(17, 1)],
    ['inserts a leaf in the past', (leaves: Buffer[]) => void leaves.splice(17, 0, Buffer.from('forged'))],
    ['swaps two leaves', (leaves: Buffer[]) => void leaves.splice(17, 2, leaves[18]!, leaves[17]!)],
  ])('%s gets no co-signature, though the key is the right one', async (_, change) => {
    const { witnesses } = await honest();
    const checkpoint = await rewritten(change).publish(...witnesses);
    expect(witnesses.map(({ refused }) => refused)).toEqual(witnesses.map(() => ['old_root_mismatch']));
    expect(() => openTrustedCheckpoint(checkpoint, policy)).toThrow(
      expect.objectContaining({ code: 'quorum_not_reached' }),
    );
  });

  it('goes back to a backup gets no co-signature', async () => {
    const { witnesses } = await honest();
    await new Operator(logKey).sequence(...words(500)).publish(...witnesses);
    expect(witnesses.map(({ latest }) => latest?.size)).toEqual([600, 600, 600]);
  });

  it('shows another history of the same size is found out, with the size', async () => {
    const { witnesses, checkpoint } = await honest();
    const fork = new Operator(logKey).sequence(...words(599), 'another last leaf');
    const forked = await fork.publish(...witnesses);
    expect(witnesses.map(({ refused }) => refused)).toEqual(witnesses.map(() => ['roots_differ']));
    const [ours, theirs] = [checkpoint, forked].map((signed) => parseCheckpoint(parseNote(signed).text));
    expect(() => checkConsistency(ours!, theirs!, [])).toThrow(
      expect.objectContaining({ code: 'roots_differ', details: { size: 600 } }),
    );
  });
});
