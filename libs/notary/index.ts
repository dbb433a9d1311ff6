/** Events to leaves, leaves to a tree, the tree's head signed, co-signed and published. README.md tells the life of a leaf. */
export { SequenceBroken } from './integrate/leaves.js';
export {
  type LogKeys,
  LogKeysInvalid,
  newLogKeys,
  parseLogKeys,
  withNewKey,
  withRetiredKey,
} from './publish/log-keys.js';
export { parseWitnesses, type WitnessAddress, WitnessesInvalid } from './witnesses/addresses.js';
export { fetchNote, shownCheckpoint, WitnessFailed } from './witnesses/answer.js';
export { headFile, type HeadMemory } from './publish/head-memory.js';
export { HeadRefused, type RefusalCode } from './publish/refusal.js';
export { TreeBroken } from './reading/tree.js';
export { LeafDiffers } from './reading/leaf-proofs.js';
export type { PublishedHead } from './reading/heads.js';
export { type LogIdentity, NotPublishedYet, PublishedLog } from './reading/published-log.js';
export { type LogStatus, readLogStatus } from './reading/status.js';
export { type Fsck, fsck, type Inspection } from './fsck/fsck.js';
export { rootAt } from './fsck/root-at.js';
export type { FsckFinding, FindingCode } from './fsck/findings.js';
export type { SignedBy } from './fsck/signed-heads.js';
export type { Queries } from './running/transaction.js';
export type { Logger } from './running/logger.js';
export type { NotaryOptions, Paces } from './running/options.js';
export { type RunningNotary, startNotary } from './running/start.js';
