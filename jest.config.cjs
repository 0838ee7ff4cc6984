const { existsSync } = require('node:fs');

const transform = {
  '^.+\\.(t|j|mj)sx?$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
        target: 'es2022',
      },
      module: { type: 'commonjs' },
    },
  ],
};
// These packages ship ES modules only; jest runs CommonJS, so swc translates them too.
const esmOnly = [
  'feelin',
  'lezer-feel',
  '@lezer',
  'min-dash',
  'temporal-polyfill',
  'temporal-utils',
  '[a-z-]*-?moddle[a-z-]*',
  'moddle-xml',
  'saxen',
  'chinese-days',
  'bpmn-[a-z-]*',
  'diagram-js[a-z-]*',
  'ids',
  'nanoid',
  'openid-client',
  'oauth4webapi',
  'jose',
  '@?otplib',
  '@scure',
  '@noble',
];

/** One Temporal server and one database per run, started when first needed: tests/support/servers.ts. */
const servers = {
  globalSetup: '<rootDir>/tests/support/globalSetup.ts',
  globalTeardown: '<rootDir>/tests/support/globalTeardown.ts',
};

/**
 * Three rings (docs/testing.md): engine without a server, workflows on a Temporal server, the API and the browser on
 * the whole system.
 */
const project = (name, roots, more = {}) => ({
  displayName: name,
  testEnvironment: 'node',
  roots: roots.filter((root) => existsSync(`${__dirname}/${root}`)).map((root) => `<rootDir>/${root}`),
  testMatch: ['**/*.test.ts'],
  transform,
  // A sweep runs random tests more often (tests/sweep/run.ts).
  moduleNameMapper: process.env.HEYI_SWEEP ? { '^fast-check$': '<rootDir>/tests/sweep/fastCheck.cjs' } : {},
  transformIgnorePatterns: [`node_modules/(?!(${esmOnly.join('|')})/)`],
  ...more,
});

module.exports = {
  testSequencer: '<rootDir>/tests/support/LongestFirst.cjs',
  projects: [
    project('engine', ['engine', 'tests/engine', 'tests/conformance', 'tests/interchange', 'tests/dmn-tck']),
    project('domain', ['domain', 'definitions', 'threads', 'tests/plays']),
    project(
      'system',
      [
        'devstack',
        'workflows',
        'activities',
        'models',
        'api',
        'bin',
        'tests/workflows',
        'tests/api',
        'tests/faults',
        'tests/histories',
        'tests/system',
        'tests/support',
      ],
      servers,
    ),
    project('web', ['web']),
  ],
};
