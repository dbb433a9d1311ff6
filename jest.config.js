/** Nest 12 is ESM only, so the tests run as ESM too (NODE_OPTIONS=--experimental-vm-modules, see package.json). */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/infra', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: {
    '^#(infra|apps)/(.*)\\.js$': '<rootDir>/$1/$2.ts',
    '^#([a-z-]+)$': '<rootDir>/libs/$1/index.ts',
    '^#([a-z-]+)/(.*)\\.js$': '<rootDir>/libs/$1/$2.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.semina/'],
  globalSetup: '<rootDir>/test/postgres/global-setup.ts',
  globalTeardown: '<rootDir>/test/postgres/global-teardown.ts',
  testSequencer: '<rootDir>/test/slowest-first.js',
  // Of the time of two cores a third would pass in waiting for programs and disk.
  maxWorkers: 3,
  // The first spec of a run makes the test server; on a busy machine that takes a while.
  testTimeout: 30_000,
};
