/** A median over rounds with the least and the most, so that nobody takes noise for a finding. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Cores that were busy on average while it was measured, 1 being one whole core. null where the system does not tell. */
export interface Cores {
  readonly node: number;
  readonly postgres: number | null;
}

/** What a line is meant to reach: in its ratio, or in what was measured of ours where there is no competitor. */
export interface Goal {
  readonly of: 'ratio' | 'ours' | 'p99Ms';
  readonly bound: 'at least' | 'at most';
  readonly value: number;
}

/** One line of the table: one work, measured once as we do it and once as the competitor does. */
export interface Line {
  /** What is measured, e.g. `append, 256 callers`. */
  readonly what: string;
  /** What it is measured against, with its version where it has one; null where the goal is an absolute one. */
  readonly competitor: string | null;
  /** Of `ours` and `theirs`, e.g. `appends/s` or `ms`. */
  readonly unit: string;
  readonly ours: Spread;
  readonly theirs: Spread | null;
  /** Ours by theirs in the unit, round by round. */
  readonly ratio: Spread | null;
  /** null where a line only tells. */
  readonly goal: Goal | null;
  /** Of one operation of ours, in milliseconds; null where there are none to tell apart. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** While ours was measured; `node` is whatever runs our code. */
  readonly cpu: Cores;
  /** While the competitor was measured. With both, the processor time of one operation can be compared, also on a busy machine. */
  readonly theirCpu?: Cores | null;
  /** Resident memory of the process that runs our code, at its highest, in MiB. */
  readonly memoryMb: number;
  /**
   * How it is known that whoever makes the load is not what is measured, e.g. `generator 0.31 of a core`, or
   * `callers alone: 480000/s`.
   */
  readonly load: string;
}

/** What a row gets to work with. Everything of it is gone when the row has ended. */
export interface Bench {
  /** A new database with all migrations on the run's server, which waits for the disk. */
  database(): Promise<string>;
  /** An empty one, for competitors. */
  emptyDatabase(): Promise<string>;
  /** Process id of the server; its processor time is looked up by it. */
  readonly postmaster: number;
  /** Writes to disk what the server still has in memory, so that what is measured next does not pay for what was prepared. */
  settle(): Promise<void>;
  /** A folder for files of the row's own. */
  readonly folder: string;
  /**
   * `tiny`: the least that can be run, for the frame's own test; figures mean nothing. `short`: some twenty seconds a row. `long`: as
   * long as the work needs.
   */
  readonly length: 'tiny' | 'short' | 'long';
  /** Tells whoever waits what goes on. */
  say(words: string): void;
}

/** A row of the table. It is measured in a process of its own, so that no row inherits another's heap or compiled code. */
export interface Row {
  /** As `--only` names it. */
  readonly name: string;
  /** For `--help` and the head of the row's lines. */
  readonly title: string;
  /** Only with `--long`, or where `--only` asks for it. */
  readonly longOnly?: true;
  /** Whether it is measured against a competitor of test/benchmark/competitors, which is then installed. */
  readonly competitors?: true;
  measure(bench: Bench): Promise<Line[]>;
}
