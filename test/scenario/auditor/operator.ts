import {
  bundlesOf,
  cosignatureVerifier,
  edgeTiles,
  formatAddCheckpoint,
  formatEntryBundle,
  formatProofFile,
  formatVerifierKey,
  generateSigningKey,
  GrowingTiles,
  hashLeaf,
  makeConsistencyProof,
  makeInclusionProof,
  noteSigner,
  openCosignatures,
  parseCheckpoint,
  parseNote,
  parseSizeConflict,
  signCheckpoint,
  tileNodes,
  tilePath,
  verifierKeyOf,
  withCosignatures,
  type NodeReader,
  type SigningKey,
  type TreeHead,
} from '#transparency-log';
import type { WitnessProcess } from '../witness/process.js';

export const ORIGIN = 'semina.example/log';

/** An operator's log in memory, honest or not: what it has told so far, as the files of tlog-tiles. */
export class Operator {
  readonly files = new Map<string, Uint8Array>();
  private size = 0;

  constructor(
    readonly leaves: Uint8Array[] = [],
    readonly key: SigningKey = generateSigningKey(ORIGIN, 'note'),
  ) {}

  get verifierKey(): string {
    return formatVerifierKey(verifierKeyOf(this.key));
  }

  /** Another history under the same key. */
  forked(change: (leaves: Uint8Array[]) => void): Operator {
    const leaves = [...this.leaves];
    change(leaves);
    return new Operator(leaves, this.key);
  }

  /** Writes tiles and bundles of all leaves, and answers with the head, signed by nobody but the log. */
  publish(): string {
    const edge = edgeTiles(this.size).map((tile) => this.files.get(tilePath(tile)) as Uint8Array);
    const growing = GrowingTiles.resume(this.size, edge);
    for (const leaf of this.leaves.slice(this.size)) growing.append(hashLeaf(leaf));
    for (const tile of [...growing.takeFull(), ...growing.edge()]) {
      this.files.set(tilePath(tile), tile.hashes);
    }
    for (const { index, width, level } of bundlesOf(this.size, growing.size, growing.size)) {
      const bundle = formatEntryBundle(this.leaves.slice(index * 256, index * 256 + width));
      this.files.set(tilePath({ level, index, width }), bundle);
    }
    this.size = growing.size;
    return this.show(this.sign(growing.head()));
  }

  sign(head: TreeHead): string {
    return signCheckpoint({ origin: this.key.name, ...head }, [noteSigner(this.key)]);
  }

  show(checkpoint: string): string {
    this.files.set('checkpoint', Buffer.from(checkpoint));
    return checkpoint;
  }

  /** Has the last head co-signed by those who agree. */
  async publishTo(...witnesses: readonly WitnessProcess[]): Promise<string> {
    let signed = this.publish();
    for (const witness of witnesses) {
      const answer = await this.submit(witness, signed);
      if (answer.status !== 200) continue;
      const verifiers = [cosignatureVerifier(witness.key)];
      signed = withCosignatures(signed, openCosignatures(answer.body, parseNote(signed).text, verifiers));
    }
    return this.show(signed);
  }

  /** As a log does: from nothing, and again from the size that the witness names. */
  async submit(witness: WitnessProcess, signed: string): Promise<{ status: number; body: string }> {
    const { size } = parseCheckpoint(parseNote(signed).text);
    const send = async (oldSize: number): Promise<{ status: number; body: string }> => {
      const proof = oldSize > size ? [] : await makeConsistencyProof(oldSize, size, this.nodes(size));
      return witness.addCheckpoint(formatAddCheckpoint({ oldSize, proof, checkpoint: signed }));
    };
    const answer = await send(0);
    return answer.status === 409 ? send(Math.min(parseSizeConflict(answer.body), size)) : answer;
  }

  async proofFile(index: number, checkpoint: string): Promise<string> {
    const { size } = parseCheckpoint(parseNote(checkpoint).text);
    const proof = await makeInclusionProof(index, size, this.nodes(size));
    return formatProofFile({ index, proof, checkpoint, extra: this.leaves[index] as Uint8Array });
  }

  nodes(size: number): NodeReader {
    return tileNodes(size, (tiles) =>
      Promise.resolve(
        tiles.map((tile) => this.files.get(tilePath(tile)) ?? this.wider(tile.level, tile.index)),
      ),
    );
  }

  private wider(level: number, index: number): Uint8Array {
    for (let width = 256; width > 0; width -= 1) {
      const found = this.files.get(tilePath({ level, index, width }));
      if (found !== undefined) return found;
    }
    return new Uint8Array(0);
  }
}
