import { join } from 'node:path';
import { isolated } from '../../bin/isolated';
import { suiteFolders } from '../conformance/suites';
import { listed } from './listed';
import { nameOf, testFiles, unmet, type Verdict } from './suite';

/**
 * `npm run tck -- [DIR…]`: runs every test file of the DMN Technology Compatibility Kit in the folders, each in a
 * process of its own, and prints failures and totals.
 */
const files = suiteFolders(process.argv.slice(2), 'dmn-tck').flatMap(testFiles);
const verdicts: Verdict[] = [];
const limits = { seconds: 60, megabytes: 1024 };
for await (const [file, { value, failure }] of isolated<string, Verdict[]>(
  join(import.meta.dirname, 'runFile.ts'),
  files,
  limits,
))
  verdicts.push(...(value ?? unmet(file, failure!)));

for (const verdict of verdicts.filter(({ passed }) => !passed)) {
  const reason = listed[nameOf(verdict)];
  const { expected, actual, why } = verdict;
  console.log(
    `${reason ? 'LISTED' : 'FAIL'} ${nameOf(verdict)}: expected ${expected}, got ${actual}${why && ` (${why})`}${reason ? `: ${reason}` : ''}`,
  );
}
const passed = verdicts.filter((verdict) => verdict.passed).length;
console.log(`${passed} of ${verdicts.length} expectations met (${((100 * passed) / verdicts.length).toFixed(2)} %)`);
process.exitCode = verdicts.length > 0 && verdicts.every((each) => each.passed || listed[nameOf(each)]) ? 0 : 1;
