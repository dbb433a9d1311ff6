import { parseDecimal } from '../encoding/decimal.js';
import { Lines } from '../encoding/lines.js';
import { readTabbedText, type TextInput } from '../encoding/text.js';
import { LogFormatError } from '../errors.js';
import { formatVerifierKey, parseVerifierKey, type KeyType, type VerifierKey } from '../note/keys.js';
import { type PolicyLog, type PolicyWitness, type Quorum, type TrustPolicy } from './policy.js';

/** The largest policy that is read, and the most logs, witnesses and groups in it: what C2SP asks for, doubled. */
export const POLICY_BYTES_MAX = 64 * 1024;
export const POLICY_ITEMS_MAX = 64;

/**
 * A trust policy, the small file that a partner keeps (C2SP tlog-policy): lines `log <key> [url]`,
 * `witness <name> <key> [url]`, `group <name> <all|any|k> <member>…` and one `quorum <name|none>`; empty lines and
 * lines beginning with # are passed over. UTF-8 is asked for, which the format only recommends.
 * Throws `policy_malformed` (details: the `line`), or what is wrong with a key.
 */
export function parsePolicy(input: TextInput): TrustPolicy {
  const reading = new PolicyReading();
  const lines = new Lines(readTabbedText(input, POLICY_BYTES_MAX));
  for (let line = lines.next(), at = 1; line !== undefined; line = lines.next(), at += 1) {
    reading.readLine(
      line.split(' ').filter((word) => word !== ''),
      at,
    );
  }
  if (lines.rest() !== '') throw malformed('The last line has no newline.');
  return reading.policy();
}

/** The file of a policy. Groups are written before those that hold them. */
export function formatPolicy({ logs, witnesses, quorum }: TrustPolicy): string {
  const lines = [
    ...logs.map(({ key, url }) => ['log', formatVerifierKey(key), url]),
    ...witnesses.map(({ name, key, url }) => ['witness', name, formatVerifierKey(key), url]),
    ...groupLines(quorum),
    ['quorum', quorum.kind === 'none' ? 'none' : quorum.name],
  ];
  return lines.map((words) => `${words.filter((word) => word !== undefined).join(' ')}\n`).join('');
}

function groupLines(quorum: Quorum): string[][] {
  if (quorum.kind !== 'group') return [];
  const names = quorum.members.map((member) => (member.kind === 'none' ? 'none' : member.name));
  return [...quorum.members.flatMap(groupLines), ['group', quorum.name, String(quorum.atLeast), ...names]];
}

/** What the lines read so far have defined. */
class PolicyReading {
  readonly #logs: PolicyLog[] = [];
  readonly #witnesses: PolicyWitness[] = [];
  /** Witnesses and groups share their names; a member of a group may not be one of another group too. */
  readonly #defined = new Map<string, Quorum>();
  readonly #members = new Set<string>();
  #quorum: Quorum | undefined;

  readLine([keyword, ...words]: readonly string[], line: number): void {
    if (keyword === undefined || keyword.startsWith('#')) return;
    if (keyword === 'log') this.#readLog(words, line);
    else if (keyword === 'witness') this.#readWitness(words, line);
    else if (keyword === 'group') this.#readGroup(words, line);
    else if (keyword === 'quorum') this.#readQuorum(words, line);
    else throw malformed('This line begins with no word of a policy.', line);
  }

  policy(): TrustPolicy {
    if (this.#quorum === undefined) throw malformed('No quorum is named.');
    return { logs: this.#logs, witnesses: this.#witnesses, quorum: this.#quorum };
  }

  #readLog([key, url, ...more]: readonly string[], line: number): void {
    if (key === undefined || more.length > 0) throw malformed('log <key> [url]', line);
    this.#logs.push({ key: parseKey(key, 'note', this.#logs, line), ...(url !== undefined && { url }) });
  }

  #readWitness([name, key, url, ...more]: readonly string[], line: number): void {
    if (name === undefined || key === undefined || more.length > 0) {
      throw malformed('witness <name> <key> [url]', line);
    }
    this.#define(name, { kind: 'witness', name }, line);
    const parsed = parseKey(key, 'cosignature', this.#witnesses, line);
    this.#witnesses.push({ name, key: parsed, ...(url !== undefined && { url }) });
  }

  #readGroup([name, threshold, ...names]: readonly string[], line: number): void {
    if (name === undefined || threshold === undefined || names.length === 0) {
      throw malformed('group <name> <all|any|k> <member>…', line);
    }
    const members = names.map((member) => this.#take(member, line));
    const atLeast = thresholdOf(threshold, members.length, line);
    this.#define(name, { kind: 'group', name, atLeast, members }, line);
  }

  #readQuorum([name, ...more]: readonly string[], line: number): void {
    if (name === undefined || more.length > 0) throw malformed('quorum <name|none>', line);
    if (this.#quorum !== undefined) throw malformed('A policy has one quorum.', line);
    const quorum: Quorum | undefined = name === 'none' ? { kind: 'none' } : this.#defined.get(name);
    if (quorum === undefined) throw malformed(`${name} is not defined above this line.`, line);
    this.#quorum = quorum;
  }

  #define(name: string, meaning: Quorum, line: number): void {
    if (name === 'none' || this.#defined.has(name)) throw malformed(`The name ${name} is taken.`, line);
    if (this.#defined.size >= 2 * POLICY_ITEMS_MAX) throw malformed('Too many witnesses and groups.', line);
    this.#defined.set(name, meaning);
  }

  /** A member of a group: defined above, and in no group yet, so that nobody's word counts twice. */
  #take(name: string, line: number): Quorum {
    const member = this.#defined.get(name);
    if (member === undefined) throw malformed(`${name} is not defined above this line.`, line);
    if (this.#members.has(name)) throw malformed(`${name} is in a group already.`, line);
    this.#members.add(name);
    return member;
  }
}

function parseKey(
  text: string,
  type: KeyType,
  others: readonly { readonly key: VerifierKey }[],
  line: number,
): VerifierKey {
  const key = parseVerifierKey(text);
  if (key.type !== type) throw malformed(`The key is not one of type ${type}.`, line);
  if (others.some((other) => other.key.publicKey.equals(key.publicKey))) {
    throw malformed('The key is there twice.', line);
  }
  if (others.length >= POLICY_ITEMS_MAX) throw malformed(`More than ${POLICY_ITEMS_MAX} keys.`, line);
  return key;
}

function thresholdOf(threshold: string, members: number, line: number): number {
  if (threshold === 'all') return members;
  if (threshold === 'any') return 1;
  const atLeast = parseDecimal(threshold);
  if (atLeast < 1 || atLeast > members) throw malformed(`Not ${threshold} of ${members}.`, line);
  return atLeast;
}

const malformed = (message: string, line?: number): LogFormatError =>
  new LogFormatError('policy_malformed', message, line === undefined ? {} : { line });
