/** How much a test tries: `SEMINA_TEST_RUNS=long`, as in .ci/run, tries far more than `npm test`. */
const long = process.env['SEMINA_TEST_RUNS'] === 'long';

/** The one that is asked for: runs of a property, rounds, seed and steps of a simulation. */
export const runs = <Much>(choice: { readonly short: Much; readonly long: Much }): Much =>
  long ? choice.long : choice.short;
