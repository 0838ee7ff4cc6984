import { runFile, testFiles } from './suite';

/**
 * `npm run tck -- DIR…`: runs every test file of the DMN Technology Compatibility Kit below, and prints what fails and
 * the totals.
 */
const verdicts = process.argv.slice(2).flatMap(testFiles).flatMap(runFile);
for (const { file, test, node, expected, actual, why } of verdicts.filter(({ passed }) => !passed))
  console.log(`FAIL ${file} ${test} ${node}: expected ${expected}, got ${actual}${why && ` (${why})`}`);
const passed = verdicts.filter((verdict) => verdict.passed).length;
console.log(`${passed} of ${verdicts.length} expectations met`);
process.exitCode = passed === verdicts.length && passed > 0 ? 0 : 1;
