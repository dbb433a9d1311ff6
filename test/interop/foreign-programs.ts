type Test = (name: string, ask: jest.ProvidesCallback) => void;

/**
 * `it`, for a test that asks a program of others. Where that is not installed the test is skipped and says so in its name; where
 * FOREIGN_PROGRAMS is `required`, as in continuous integration, it fails.
 */
export function itAsks(program: string, isThere: boolean): Test {
  if (isThere) return it;
  if (process.env.FOREIGN_PROGRAMS !== 'required') {
    return (name, ask) => it.skip(`${name} (${program} is not installed here)`, ask);
  }
  return (name) =>
    it(name, () => {
      throw new Error(`${program} is not installed, and FOREIGN_PROGRAMS says that it must be.`);
    });
}
