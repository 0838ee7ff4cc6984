const { default: Sequencer } = require('@jest/test-sequencer');

/** So that none of them is left alone at the end. Jest knows by itself only where it has run them before. */
const longest = [
  'tests/system/demo',
  'tests/faults/host',
  'devstack/start',
  'tests/workflows/betsy',
  'api/system',
  'tests/workflows/realServer',
  'tests/workflows/runProcess',
  'api/access/access',
];

const place = ({ path }) => {
  const found = longest.findIndex((name) => path.endsWith(`/${name}.test.ts`));
  return found < 0 ? longest.length : found;
};

/** Jest's order, behind the files that take longest. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
};
