import { join } from 'node:path';
import { runFile, testFiles } from '../../tests/dmn-tck/suite';

const root = join(__dirname, 'cases');

describe.each(testFiles(root).map((file) => [file.slice(root.length + 1), file]))('%s', (_, file) => {
  it.each(runFile(file).map((verdict) => [`${verdict.test}: ${verdict.node}`, verdict] as const))(
    '%s',
    (_, { passed, actual, expected, why }) => {
      expect(passed ? expected : `${actual} ${why}`).toBe(expected);
    },
  );
});
