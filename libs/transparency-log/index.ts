export * from './errors.js';
export { type TextInput } from './encoding/text.js';

export {
  emptyRoot,
  formatHash,
  HASH_BYTES,
  hashLeaf,
  hashNode,
  parseHash,
  sameHash,
  type Hash,
} from './merkle/hash.js';
export { type TreeHead } from './merkle/tree-head.js';
export { readRoot, type NodeAddress, type NodeReader } from './merkle/nodes.js';
export { CompactRange } from './merkle/compact-range.js';

export {
  changedTiles,
  edgeTiles,
  parseTilePath,
  TILE_WIDTH,
  tilePath,
  tileWidth,
  type BundleAddress,
  type HashTileAddress,
  type TileAddress,
} from './tiles/address.js';
export { tileHashes, type Tile } from './tiles/tile.js';
export { RememberedTiles, tileNodes, type TileReader } from './tiles/tile-nodes.js';
export { GrowingTiles } from './tiles/growing-tiles.js';
export {
  bundlesOf,
  ENTRY_BYTES_MAX,
  formatEntryBundle,
  parseEntryBundle,
  type BundlePart,
} from './tiles/entry-bundle.js';

export {
  formatSigningKey,
  formatVerifierKey,
  generateSigningKey,
  parseSigningKey,
  parseVerifierKey,
  signingKey,
  verifierKey,
  verifierKeyOf,
  type KeyType,
  type SigningKey,
  type VerifierKey,
} from './note/keys.js';
export { formatNote, NOTE_BYTES_MAX, parseNote, type Note, type NoteSignature } from './note/note.js';
export {
  noteSigner,
  noteVerifier,
  openNote,
  signNote,
  signText,
  type NoteSigner,
  type NoteVerifier,
  type OpenedNote,
  type VerifiedSignature,
} from './note/signing.js';

export { formatCheckpoint, parseCheckpoint, type Checkpoint } from './note/checkpoint.js';
export {
  openCheckpoint,
  signCheckpoint,
  withCosignatures,
  type OpenedCheckpoint,
  type TrustedLog,
} from './note/signed-checkpoint.js';
export { cosignatureTime, cosignatureVerifier, cosigner } from './note/cosignature.js';

export { makeConsistencyProof, makeInclusionProof } from './proof/making.js';
export { checkInclusion, type LeafAddress } from './proof/inclusion.js';
export { checkConsistency } from './proof/consistency.js';
export {
  formatProofFile,
  openProofFile,
  parseProofFile,
  PROOF_FILE_BYTES_MAX,
  type ProofFile,
} from './proof/proof-file.js';
export { type ProvenLeaf } from './proof/further-proof.js';

export {
  formatAddCheckpoint,
  parseAddCheckpoint,
  REQUEST_BYTES_MAX,
  type AddCheckpoint,
} from './witness/add-checkpoint.js';
export { checkGrowth, openAddCheckpoint, type Submission } from './witness/judgement.js';
export {
  cosignedAnswer,
  openCosignatures,
  parseSizeConflict,
  refusedAnswer,
  type WitnessAnswer,
} from './witness/answer.js';

export {
  anyOf,
  isQuorum,
  type PolicyLog,
  type PolicyWitness,
  type Quorum,
  type TrustPolicy,
} from './policy/policy.js';
export { formatPolicy, parsePolicy, POLICY_BYTES_MAX } from './policy/policy-file.js';
export {
  CheckpointVerifier,
  openTrustedCheckpoint,
  type Cosigned,
  type TrustedCheckpoint,
} from './policy/trusted-checkpoint.js';
