import { open } from '../conformance/hosts/temporal';
import { listed } from '../conformance/listed';
import { describeSuite } from '../conformance/suites';
import { passes, readSuite, traceOf, type SuiteHost } from '../conformance/suite';

jest.setTimeout(120_000);

/** The same suite as in memory (tests/conformance/betsy.test.ts), in the workflow, with time skipped by the server. */
describeSuite('betsy', (folder) => {
  let host: SuiteHost;
  beforeAll(async () => {
    host = await open();
  });
  afterAll(() => host?.close?.());

  it.each(
    readSuite(folder)
      .filter(({ name }) => !listed[name])
      .map((test) => [`${test.group}/${test.name}`, test] as const),
  )('%s on Temporal', async (_, test) => {
    for (const item of test.cases) {
      const trace = await traceOf(folder, test, item, host);
      if (!passes(trace, item))
        throw new Error(
          `${JSON.stringify(item.input)}: expected ${item.expect.join(', ')} but got ${trace.join(', ')}`,
        );
    }
  });
});
