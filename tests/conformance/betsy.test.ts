import { open } from './hosts/memory';
import { listed } from './listed';
import { passes, readSuite, traceOf } from './suite';
import { describeSuite } from './suites';

describeSuite('betsy', (folder) => {
  for (const test of readSuite(folder)) {
    const run = async () => {
      const host = await open();
      for (const item of test.cases) {
        const trace = await traceOf(folder, test, item, host);
        if (!passes(trace, item))
          throw new Error(
            `${JSON.stringify(item.input)}: expected ${item.expect.join(', ')} but got ${trace.join(', ')}`,
          );
      }
    };
    if (listed[test.name])
      it(`${test.group}/${test.name} does not pass: ${listed[test.name]}`, () =>
        expect(run()).rejects.toThrow('expected'));
    else it(`${test.group}/${test.name}`, run);
  }
});
