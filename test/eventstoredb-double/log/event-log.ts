import { randomUUID } from 'node:crypto';
import { KeptFile, type Transaction } from './kept-file.js';
import { bytesOnDisk, DELETED, type LogRecord, type Proposal } from './record.js';
import { StreamHistory } from './stream-history.js';
import { type Expected, judge, type Standing, type Verdict } from './verdict.js';

const NOTHING = new Uint8Array();
const TICKS_PER_MS = 10_000n;
/** A log has a header and the server's own records in front of the first event. */
const FIRST_POSITION = 1_316n;

export interface LogOptions {
  /** Where what is written outlives the process. */
  readonly file?: string;
  /** After how many writes the server writes statistics of its own among them; 0 for never. */
  readonly statisticsEvery?: number;
}

/** Where the last event of a write is. */
interface Place {
  readonly revision: bigint;
  readonly position: bigint | undefined;
}

export type Written =
  | ({ readonly outcome: 'written' } & Place)
  | { readonly outcome: 'wrong-expected-version'; readonly current: bigint }
  | { readonly outcome: 'deleted' };

export const metadataStreamOf = (stream: string): string => `$$${stream}`;

const json = (type: string, data: string): Proposal => ({
  id: randomUUID(),
  type,
  isJson: true,
  data: Buffer.from(data),
  metadata: NOTHING,
});

const truncation = (before: bigint): Proposal => json('$metadata', `{"$tb":${before}}`);

/** The server's log: every event in the order it was committed, and the streams it makes. */
export class EventLog {
  private readonly log: LogRecord[] = [];
  private readonly streams = new Map<string, StreamHistory>();
  /** Which ids were written since the start, and where. A server's memory of them does not outlive it. */
  private remembered = new Map<string, { stream: string; revision: bigint }>();
  private readonly listeners = new Set<() => void>();
  private readonly file: KeptFile | undefined;
  private readonly statisticsEvery: number;
  private writes = 0;

  constructor({ file, statisticsEvery = 4 }: LogOptions = {}) {
    this.statisticsEvery = statisticsEvery;
    this.file = file === undefined ? undefined : new KeptFile(file);
    for (const transaction of this.file?.transactions ?? []) this.enter(transaction);
    this.begin();
  }

  /** What a server writes when it starts. */
  begin(): void {
    this.remembered = new Map();
    if (this.log.length === 0) {
      this.commit('$user-admin', [json('$UserCreated', '{"loginName":"admin"}')]);
      this.commit('$users', [json('$User', '"admin"')]);
    }
    this.commit('$epoch-information', [json('$epoch-information', `{"number":${this.writes}}`)]);
  }

  get records(): readonly LogRecord[] {
    return this.log;
  }

  /** Where the last event is. */
  get lastPosition(): bigint {
    return this.log.at(-1)?.position ?? -1n;
  }

  stream(name: string): StreamHistory | undefined {
    return this.streams.get(name);
  }

  /** The index of the first record at or after a position. */
  indexAt(position: bigint): number {
    let low = 0;
    let high = this.log.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.log[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  append(stream: string, expected: Expected, proposals: readonly Proposal[]): Written {
    const ids = proposals.map(({ id }) => id);
    return this.write(stream, expected, ids, (current) => {
      if (proposals.length === 0) return { revision: current, position: undefined };
      const { softlyDeleted } = this.standingOf(stream);
      const written = this.commit(stream, proposals);
      if (softlyDeleted) this.commit(metadataStreamOf(stream), [truncation(current + 1n)]);
      return written;
    });
  }

  /** Hides a stream's events from readers until it is written again. */
  delete(stream: string, expected: Expected): Written {
    return this.write(stream, expected, [randomUUID()], () => {
      const { revision, hasMetadata } = this.standingOf(stream);
      if (revision < 0n && !hasMetadata) return undefined;
      return this.commit(metadataStreamOf(stream), [truncation(DELETED)]);
    });
  }

  /** Ends a stream for ever. */
  tombstone(stream: string, expected: Expected): Written {
    return this.write(stream, expected, [randomUUID()], () =>
      this.commit(stream, [json('$streamDeleted', '{}')], DELETED),
    );
  }

  /** Calls whenever something was written; answers with the way to end that. */
  onWritten(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  close(): void {
    this.file?.close();
  }

  private write(
    stream: string,
    expected: Expected,
    ids: readonly string[],
    commit: (current: bigint) => Place | undefined,
  ): Written {
    const standing = this.standingOf(stream);
    const verdict = judge(standing, expected, ids);
    if (verdict.decision === 'deleted') return { outcome: 'deleted' };
    if (verdict.decision === 'repeated') return this.repeat(stream, verdict);
    const written = verdict.decision === 'write' ? commit(standing.revision) : undefined;
    if (written === undefined) return { outcome: 'wrong-expected-version', current: standing.revision };
    this.writeStatistics();
    return { outcome: 'written', ...written };
  }

  /** The answer of the first time; what readers may no longer see has no position. */
  private repeat(stream: string, { last }: Extract<Verdict, { decision: 'repeated' }>): Written {
    const history = this.streams.get(stream);
    const [record] = history?.forwards(last, 1) ?? [];
    const position = record?.revision === last ? record.position : undefined;
    return { outcome: 'written', revision: last, position };
  }

  private standingOf(stream: string): Standing {
    const history = this.streams.get(stream);
    return {
      revision: history?.revision ?? -1n,
      softlyDeleted: history?.softlyDeleted ?? false,
      hasMetadata: (this.streams.get(metadataStreamOf(stream))?.revision ?? -1n) >= 0n,
      idAt: (revision) => history?.at(revision)?.id,
      revisionOf: (id) => {
        const seen = this.remembered.get(id);
        return seen?.stream === stream ? seen.revision : undefined;
      },
    };
  }

  /** Writes at the stream's end. */
  private commit(stream: string, proposals: readonly Proposal[], revision?: bigint): Place {
    const first = revision ?? (this.streams.get(stream)?.revision ?? -1n) + 1n;
    const events = proposals.map((proposal, ordinal) => ({
      ...proposal,
      stream,
      revision: first + BigInt(ordinal),
    }));
    const transaction = { created: BigInt(Date.now()) * TICKS_PER_MS, events };
    this.file?.keep(transaction);
    this.enter(transaction);
    for (const listener of [...this.listeners]) listener();
    const last = this.log.at(-1)!;
    return { revision: last.revision, position: last.position };
  }

  private enter({ created, events }: Transaction): void {
    this.writes += 1;
    for (const event of events) {
      const position = this.log.at(-1)?.end ?? FIRST_POSITION;
      const record = { ...event, created, position, end: position + bytesOnDisk(event.stream, event) };
      this.log.push(record);
      this.historyOf(event.stream).add(record);
      if (event.stream.startsWith('$$')) this.historyOf(event.stream.slice(2)).describe(event.data);
      this.remembered.set(event.id, event);
    }
  }

  private historyOf(stream: string): StreamHistory {
    const history = this.streams.get(stream) ?? new StreamHistory();
    this.streams.set(stream, history);
    return history;
  }

  private writeStatistics(): void {
    if (this.statisticsEvery > 0 && this.writes % this.statisticsEvery === 0) {
      this.commit('$stats-127.0.0.1', [json('$statsCollected', `{"writes":${this.writes}}`)]);
    }
  }
}
