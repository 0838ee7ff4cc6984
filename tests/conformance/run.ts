import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listed } from './listed';
import { passes, readSuite, traceOf, type SuiteHost } from './suite';

/**
 * `npm run conformance -- DIR [--host memory|temporal]`: a line a test and the totals; fails if a test fails that is
 * not listed.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { host: { type: 'string', default: 'memory' } },
});

/** A host is a file in `hosts/` that exports `open(): Promise<SuiteHost>`. */
async function openHost(name: string): Promise<SuiteHost> {
  const known = readdirSync(join(import.meta.dirname, 'hosts')).map((file) => file.replace(/\.ts$/, ''));
  if (!known.includes(name))
    throw new Error(
      `没有运行环境「${name}」，可选：${known.join('、')}。 / No such host; choose one of ${known.join(', ')}.`,
    );
  const { open } = (await import(`./hosts/${name}.ts`)) as { open: () => Promise<SuiteHost> };
  return open();
}

async function main(): Promise<void> {
  const host = await openHost(values.host);
  let [passed, expected, failed] = [0, 0, 0];
  for (const folder of positionals.length ? positionals : ['tests/conformance/betsy'])
    for (const test of readSuite(folder)) {
      const misses: string[] = [];
      for (const item of test.cases) {
        const trace = await traceOf(folder, test, item, host);
        if (!passes(trace, item))
          misses.push(
            `    ${JSON.stringify(item.input)} expected [${[...item.expect].sort().join(', ')}] but got [${trace.join(', ')}]`,
          );
      }
      const why = listed[test.name];
      if (!misses.length) passed++;
      else if (why) expected++;
      else failed++;
      console.log(
        `${misses.length ? (why ? 'LISTED' : 'FAIL  ') : 'PASS  '} ${test.group}/${test.name}${misses.length && why ? ` (${why})` : ''}`,
      );
      for (const miss of misses) console.log(miss);
    }
  await host.close?.();
  console.log(`${host.name}: ${passed} passed, ${failed} failed, ${expected} listed`);
  process.exitCode = failed ? 1 : 0;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
