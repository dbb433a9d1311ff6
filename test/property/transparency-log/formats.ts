import {
  anyOf,
  cosignatureVerifier,
  cosigner,
  formatAddCheckpoint,
  formatCheckpoint,
  formatEntryBundle,
  formatNote,
  formatPolicy,
  formatProofFile,
  formatSigningKey,
  formatVerifierKey,
  hashLeaf,
  noteSigner,
  noteVerifier,
  openAddCheckpoint,
  openCosignatures,
  openNote,
  openProofFile,
  openTrustedCheckpoint,
  parseAddCheckpoint,
  parseCheckpoint,
  parseEntryBundle,
  parseNote,
  parsePolicy,
  parseProofFile,
  parseSigningKey,
  parseSizeConflict,
  parseTilePath,
  parseVerifierKey,
  signCheckpoint,
  tileHashes,
  tilePath,
  verifierKeyOf,
} from '#transparency-log';
import { leafHashes } from './naive-tree.js';
import { logKey, witnessKeys } from './test-keys.js';

/** One format: examples that are right, how it is read, and how what was read is written again. */
export interface Format {
  readonly name: string;
  readonly examples: readonly (string | Uint8Array)[];
  readonly read: (bytes: Uint8Array) => unknown;
  /** Reads and writes again; absent where the format allows several spellings of one meaning, or only reads. */
  readonly rewrite?: (bytes: Uint8Array) => string | Uint8Array;
}

const logs = [{ key: verifierKeyOf(logKey), url: 'https://semina.example/log' }];
const witnesses = witnessKeys.map((key, at) => ({ name: `W${at}`, key: verifierKeyOf(key) }));
const policy = anyOf(2, logs, witnesses);
const trusted = [{ origin: logKey.name, verifiers: [noteVerifier(verifierKeyOf(logKey))] }];
const cosigners = witnesses.map(({ key }) => cosignatureVerifier(key));

const leaf = Buffer.from('{"id":"0199"}');
const [sibling, uncle] = leafHashes(2) as [Buffer, Buffer];
const head = { origin: logKey.name, size: 1, root: hashLeaf(leaf) };
const text = formatCheckpoint(head);
const signers = [noteSigner(logKey), ...witnessKeys.map((key) => cosigner(key, 1_790_000_000))];
const signed = signCheckpoint(head, signers);
const cosignatures = signed.slice(signed.lastIndexOf('\n\n') + 2);
const request = formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: signed });
const proofFile = formatProofFile({ index: 0, proof: [], checkpoint: signed, extra: leaf });

const asText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Everything in the room that reads bytes of somebody else. */
export const formats: readonly Format[] = [
  {
    name: 'a signed note',
    examples: [signed, `a text\n\n of two parts\n\n${cosignatures}`],
    read: parseNote,
    rewrite: (bytes) => formatNote(parseNote(bytes)),
  },
  { name: 'a note of known keys', examples: [signed], read: (b) => openNote(b, cosigners) },
  {
    name: 'the text of a checkpoint',
    examples: [text, formatCheckpoint({ ...head, extensions: ['one', 'two'] })],
    read: parseCheckpoint,
    rewrite: (bytes) => formatCheckpoint(parseCheckpoint(bytes)),
  },
  { name: 'a trusted checkpoint', examples: [signed], read: (b) => openTrustedCheckpoint(b, policy) },
  {
    name: 'a verifier key',
    examples: [logKey, ...witnessKeys].map((key) => formatVerifierKey(verifierKeyOf(key))),
    read: (bytes) => parseVerifierKey(asText(bytes)),
    rewrite: (bytes) => formatVerifierKey(parseVerifierKey(asText(bytes))),
  },
  {
    name: 'a signing key',
    examples: [logKey, ...witnessKeys].map(formatSigningKey),
    read: (bytes) => parseSigningKey(asText(bytes)),
    rewrite: (bytes) => formatSigningKey(parseSigningKey(asText(bytes))),
  },
  {
    name: 'the path of a tile',
    examples: ['tile/0/000', 'tile/entries/x001/x234/067.p/89', 'tile/63/x999/x999/999'],
    read: (bytes) => parseTilePath(asText(bytes)),
    rewrite: (bytes) => tilePath(parseTilePath(asText(bytes))),
  },
  {
    name: 'a tile',
    examples: [Buffer.concat([sibling, uncle])],
    read: (bytes) => tileHashes(bytes, 2),
  },
  {
    name: 'a bundle of leaves',
    examples: [formatEntryBundle([leaf, Buffer.alloc(0), Buffer.alloc(300)])],
    read: (bytes) => parseEntryBundle(bytes, 3),
  },
  {
    name: 'a request to a witness',
    examples: [request, formatAddCheckpoint({ oldSize: 7, proof: [sibling, uncle], checkpoint: signed })],
    read: parseAddCheckpoint,
    rewrite: (bytes) => formatAddCheckpoint(parseAddCheckpoint(bytes)),
  },
  { name: 'a request of a known log', examples: [request], read: (b) => openAddCheckpoint(b, trusted) },
  {
    name: 'the answer of a witness',
    examples: [cosignatures],
    read: (bytes) => openCosignatures(bytes, text, cosigners),
  },
  { name: 'the size a witness knows', examples: ['0\n', '20852163\n'], read: parseSizeConflict },
  {
    name: 'a proof file',
    examples: [proofFile, formatProofFile({ index: 5, proof: [sibling, uncle], checkpoint: signed })],
    read: parseProofFile,
    rewrite: (bytes) => formatProofFile(parseProofFile(bytes)),
  },
  { name: 'a proof file of a leaf', examples: [proofFile], read: (b) => openProofFile(b, policy) },
  {
    name: 'a policy',
    examples: [formatPolicy(policy), `# partners\n\n\t${formatPolicy(anyOf(0, logs, witnesses))}`],
    read: parsePolicy,
  },
];
