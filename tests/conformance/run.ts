import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { isolated } from '../../bin/isolated';
import { examined, judged, models } from '../../bin/checkFiles';
import { refused } from '../../engine/check';
import { listed } from './listed';
import type { Play } from './playTest';
import { readSuite } from './suite';
import { suiteFolders } from './suites';

/**
 * `npm run conformance -- [DIR…] [--host memory|temporal]`: finds the suites in the folders and prints the failures and
 * a line of figures for each; exits with an error if an unlisted test fails.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { host: { type: 'string', default: 'memory' } },
});
const hosts = readdirSync(join(import.meta.dirname, 'hosts')).map((file) => file.replace(/\.ts$/, ''));

/** Finds the suites below a folder and recognises their kind by their files. */
async function run(folder: string): Promise<boolean> {
  const names = readdirSync(folder, { withFileTypes: true });
  const has = (name: string) => existsSync(join(folder, name));
  if (has('cases.json')) return playCases(folder);
  if (has('models.json') || names.some(({ name }) => /^(EXT\d+|REF)$/.test(name))) return refuseAll(folder);
  if (names.some(({ name }) => name.endsWith('.bpmn'))) return refuseNone(folder);
  let fine = true;
  for (const each of names.filter((entry) => entry.isDirectory())) fine = (await run(join(folder, each.name))) && fine;
  return fine;
}

/** Runs the cases of models and compares the results. */
async function playCases(folder: string): Promise<boolean> {
  let [passed, expected, failed] = [0, 0, 0];
  const plays = readSuite(folder).map((test): Play => ({ folder, test, host: values.host }));
  const limits = { seconds: values.host === 'memory' ? 60 : 300, megabytes: 1024 };
  for await (const [{ test }, { value, failure }] of isolated<Play, string[]>(
    join(import.meta.dirname, 'playTest.ts'),
    plays,
    limits,
  )) {
    const misses = value ?? [failure!];
    const why = misses.length ? listed[test.name] : undefined;
    if (!misses.length) passed++;
    else if (why) expected++;
    else failed++;
    const verdict = !misses.length ? 'PASS' : why ? 'LISTED' : 'FAIL';
    console.log(`${verdict.padEnd(6)} ${test.group}/${test.name}${why ? ` (${why})` : ''}`);
    for (const miss of misses) console.log(`    ${miss}`);
  }
  console.log(
    `${basename(folder)} (${values.host}): ${passed} of ${plays.length} passed, ${failed} failed, ${expected} listed`,
  );
  return failed === 0;
}

/** Models that each break a constraint: all must be refused, for the right reason if it is known. */
async function refuseAll(folder: string): Promise<boolean> {
  const rules = JSON.parse(readFileSync(join(import.meta.dirname, 'constraintRules.json'), 'utf8'));
  const { misses, total } = await judged(folder, rules, 'interchange');
  for (const miss of misses) console.log(`MISS   ${miss}`);
  console.log(`${basename(folder)}: ${total - misses.length} of ${total} refused for the right reason`);
  return misses.length === 0;
}

/** Valid models: none may be refused. */
async function refuseNone(folder: string): Promise<boolean> {
  const files = models(folder);
  let wrong = 0;
  for await (const [file, { value, failure }] of examined(files, 'interchange')) {
    const why =
      failure ??
      value!.refusal?.en ??
      (refused(value!.findings) && value!.findings.find(({ severity }) => severity === 'error')!.en);
    if (why) wrong++;
    if (why) console.log(`REFUSED ${file}: ${why}`);
  }
  console.log(`${basename(folder)}: ${wrong} of ${files.length} valid models refused`);
  return wrong === 0;
}

if (!hosts.includes(values.host)) {
  console.error(
    `没有运行环境「${values.host}」，可选：${hosts.join('、')}。 / No such host; choose one of ${hosts.join(', ')}.`,
  );
  process.exit(2);
}
let fine = true;
for (const folder of suiteFolders(positionals, 'betsy', 'constraints', 'miwg')) fine = (await run(folder)) && fine;
process.exitCode = fine ? 0 : 1;
