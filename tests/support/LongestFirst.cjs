const { default: Sequencer } = require('@jest/test-sequencer');

/** The slowest test files, which would otherwise be the last ones to finish. Jest itself knows durations only from earlier runs. */
const longest = [
  'tests/system/demo',
  'api/system',
  'api/access/access',
  'tests/faults/host',
  'tests/workflows/betsy',
  'devstack/start',
  'tests/workflows/runProcess',
  'models/migrations/migrations',
  'api/people',
];

const place = ({ path }) => {
  const found = longest.findIndex((name) => path.endsWith(`/${name}.test.ts`));
  return found < 0 ? longest.length : found;
};

/** Jest's order, after the slowest files. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
};
