import { hash } from 'node:crypto';
import { canonicalBytes } from '#event-store';
import { CheckpointVerifier, openProofFile, parsePolicy } from '#transparency-log';
import { withHeapsThatGrowSlowly } from '../measuring/heaps.js';
import { measure, type Measured } from '../measuring/measure.js';
import { memoryMb } from '../measuring/processor-time.js';
import { bySpeed, interleaved } from '../measuring/rounds.js';
import { Notarised } from '../notarising/notarised.js';
import { type Bench, type Line, type Row } from '../row.js';

const sizes = {
  tiny: { warmUp: 500, leaves: 1_000, proofs: 5, rounds: 1 },
  short: { warmUp: 10_000, leaves: 100_000, proofs: 1_000, rounds: 5 },
  long: { warmUp: 10_000, leaves: 1_000_000, proofs: 2_000, rounds: 9 },
} as const;

const READ_PAGE = 5_000;

/** What it costs to make a tree of the events that can be proven, and what a proof costs. */
export const transparencyLog: Row = {
  name: 'log',
  title: 'leaves integrated, proofs made and verified, at 1,000,000 leaves (without --long: 100,000)',
  measure: compare,
};

async function compare(bench: Bench): Promise<Line[]> {
  const { warmUp, leaves, proofs, rounds } = sizes[bench.length];
  const before = await Notarised.filled(bench, warmUp);
  await integrate(before, bench.postmaster);
  await before.close();
  const notarised = await Notarised.filled(bench, leaves);
  bench.say('integrating');
  const ours = await integrate(notarised, bench.postmaster);
  const theirs = await hashLeaves(notarised);
  bench.say('proving');
  const lines = [
    ...leafLines(ours, theirs, leaves),
    ...(await proofLines(notarised, bench.postmaster, { proofs, rounds })),
  ];
  await notarised.close();
  return lines;
}

/** The speed is that of integrating alone; processor time is counted until the head is published too. */
async function integrate(notarised: Notarised, postmaster: number): Promise<Measured> {
  let seconds = Number.NaN;
  const measured = await measure(notarised.events, postmaster, async () => {
    ({ seconds } = await withHeapsThatGrowSlowly(() => notarised.integrate()));
  });
  return { ...measured, perSecond: notarised.events / seconds };
}

/** Each leaf alone and nothing else: reading the leaves is not counted. */
async function hashLeaves({ store, events }: Notarised): Promise<Measured> {
  let elapsedMs = 0;
  for (let from = 1; from <= events; from += READ_PAGE) {
    const page = await store.readAll(BigInt(from), { limit: READ_PAGE });
    const leaves = page.map(canonicalBytes);
    const start = performance.now();
    for (const leaf of leaves) hash('sha256', leaf);
    elapsedMs += performance.now() - start;
  }
  const cpu = { node: 1, postgres: 0 };
  const perSecond = (events / elapsedMs) * 1_000;
  return { perSecond, latenciesMs: [], cpu, memoryMb: memoryMb('self').highest };
}

function leafLines(ours: Measured, theirs: Measured, leaves: number): Line[] {
  const line = {
    what: `leaves integrated, ${leaves / 1_000}k of them`,
    unit: '/s',
    load: 'all events are there before it begins',
  };
  return [
    {
      ...line,
      ...bySpeed([ours], null),
      competitor: null,
      goal: { of: 'ours', bound: 'at least', value: 25_000 },
    },
    {
      ...line,
      ...bySpeed([ours], [theirs]),
      competitor: 'SHA-256 of each leaf, one core',
      goal: { of: 'ratio', bound: 'at least', value: 0.25 },
    },
  ];
}

async function proofLines(
  notarised: Notarised,
  postmaster: number,
  { proofs, rounds }: { proofs: number; rounds: number },
): Promise<Line[]> {
  const { log, store, events } = notarised;
  const identity = await log.identity();
  const policy = parsePolicy(`log ${identity?.verifierKeys[0] ?? ''}\nquorum none\n`);
  let files: string[] = [];
  const make = async (): Promise<Measured> => {
    const indices = Array.from({ length: proofs }, () => Math.floor(Math.random() * events));
    files = [];
    return measure(proofs, postmaster, async (took) => {
      for (const index of indices) {
        const start = performance.now();
        // Whoever asks for a proof names an event, which has to be read as well.
        const [leaf] = (await store.readAll(BigInt(index + 1), { limit: 1 })).map(canonicalBytes);
        files.push(await log.proof(BigInt(index + 1), leaf ?? new Uint8Array(), 0));
        took(performance.now() - start);
      }
    });
  };
  const each = (work: (file: string) => unknown) => (): Promise<Measured> =>
    measure(files.length, postmaster, (took) => {
      for (const file of files) {
        const start = performance.now();
        work(file);
        took(performance.now() - start);
      }
      return Promise.resolve();
    });
  // Another one each round, because in every other round the files are those of the round before.
  const verifyFurther = (): Promise<Measured> => {
    const verifier = new CheckpointVerifier(policy);
    openProofFile(files[0] ?? '', verifier);
    return each((file) => openProofFile(file, verifier))();
  };
  const { made, verified, verifiedAnew, hashed } = await interleaved(rounds, {
    made: make,
    verified: verifyFurther,
    verifiedAnew: each((file) => openProofFile(file, policy)),
    hashed: each((file) => hash('sha256', file)),
  });
  const line = { unit: '/s', load: 'one caller, one proof at a time' };
  const what = `at ${events / 1_000}k leaves`;
  return [
    {
      ...line,
      what: `proofs made ${what}`,
      ...bySpeed(made, null),
      competitor: null,
      goal: { of: 'p99Ms', bound: 'at most', value: 5 },
    },
    {
      ...line,
      what: `proofs made ${what}`,
      ...bySpeed(made, hashed),
      competitor: 'SHA-256 of the file',
      goal: { of: 'ratio', bound: 'at least', value: 0.25 },
    },
    {
      ...line,
      what: `proof files verified ${what}, more of one checkpoint`,
      ...bySpeed(verified, hashed),
      competitor: 'SHA-256 of the file',
      goal: { of: 'ratio', bound: 'at least', value: 0.25 },
    },
    {
      ...line,
      what: `proof files verified ${what}, the first of a checkpoint, its signature and all`,
      ...bySpeed(verifiedAnew, hashed),
      competitor: 'SHA-256 of the file',
      goal: { of: 'ratio', bound: 'at least', value: 0.25 },
    },
  ];
}
