import { type Cores, type Line } from '../row.js';
import { type Measured } from './measure.js';
import { median, quantile, spreadOf } from './spread.js';

/** A side of a comparison: does its round, the first of which (number 0) only warms up, and tells what it measured. */
export type Side = (round: number) => Promise<Measured>;

/**
 * So many rounds of all sides, one after the other, and one before them that is not counted: plans, compiled code, the size
 * of the tables. Who is first changes from round to round, so that whatever drifts on the machine touches all alike.
 */
export async function interleaved<Name extends string>(
  rounds: number,
  sides: { readonly [name in Name]: Side },
): Promise<{ [name in Name]: Measured[] }> {
  const names = Object.keys(sides) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as Measured[]])) as {
    [name in Name]: Measured[];
  };
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const measured = await sides[name](round);
      if (round > 0) results[name].push(measured);
    }
  }
  return results;
}

type Compared = Omit<Line, 'what' | 'competitor' | 'unit' | 'goal' | 'load'>;

/** The figures of a line whose sides are compared by operations a second, round by round. */
export function bySpeed(ours: readonly Measured[], theirs: readonly Measured[] | null): Compared {
  const speed = ({ perSecond }: Measured): number => perSecond;
  return {
    ours: spreadOf(ours.map(speed)),
    theirs: theirs && spreadOf(theirs.map(speed)),
    ratio:
      theirs && spreadOf(ours.map((round, index) => speed(round) / (theirs[index]?.perSecond ?? Number.NaN))),
    theirCpu: theirs && coresOf(theirs),
    ...costs(ours),
  };
}

/** The same, compared by the median of what one operation takes. */
export function byLatency(ours: readonly Measured[], theirs: readonly Measured[] | null): Compared {
  const latency = (round: Measured | undefined): number => median(round?.latenciesMs ?? []);
  return {
    ours: spreadOf(ours.map(latency)),
    theirs: theirs && spreadOf(theirs.map(latency)),
    ratio: theirs && spreadOf(ours.map((round, index) => latency(round) / latency(theirs[index]))),
    theirCpu: theirs && coresOf(theirs),
    ...costs(ours),
  };
}

/** Latencies are those of all rounds together: the 99th percentile of a bad round is not made good by the others. */
function costs(rounds: readonly Measured[]): Pick<Compared, 'p50Ms' | 'p99Ms' | 'cpu' | 'memoryMb'> {
  const latencies = rounds.flatMap(({ latenciesMs }) => latenciesMs);
  const latency = (share: number): number | null =>
    latencies.length === 0 ? null : quantile(latencies, share);
  return {
    p50Ms: latency(0.5),
    p99Ms: latency(0.99),
    cpu: coresOf(rounds),
    memoryMb: Math.max(...rounds.map((round) => round.memoryMb)),
  };
}

function coresOf(rounds: readonly Measured[]): Cores {
  const node = known(rounds, ({ cpu }) => cpu.node) ?? Number.NaN;
  return { node, postgres: known(rounds, ({ cpu }) => cpu.postgres) };
}

/** The median of what is known of it; null where nothing is. */
function known(rounds: readonly Measured[], pick: (round: Measured) => number | null): number | null {
  const values = rounds.map(pick).filter((value) => value !== null);
  return values.length === 0 ? null : median(values);
}
