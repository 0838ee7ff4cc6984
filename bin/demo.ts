import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain } from './configuration';
import { faultsOf, reportOf } from './demo/report';
import { playStories } from './demo/playStories';
import { readStories, sampleCases, storiesFolder } from './demo/Story';

const usage = `npm run demo              十二个案例 / the twelve sample cases
npm run demo -- FILE…     同样格式的其他案例 / other cases of the same form
                  --quiet 不显示经过 / without their course`;

async function main(): Promise<void> {
  const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const quiet = process.argv.includes('--quiet');
  if (process.argv.includes('--help')) return void process.stdout.write(`${usage}\n`);
  const chosen = files.length ? files : [join(storiesFolder, sampleCases)];
  const read = chosen.map((file) => readStories(readFileSync(file, 'utf8')));
  const [stories, unreadable] = [read.flatMap((each) => each.stories), read.flatMap((each) => each.unreadable)];
  const played = await playStories(stories, quiet ? () => undefined : (what) => process.stdout.write(`  ${what}\n`));
  for (const { play, caseStatus } of played) process.stdout.write(`${reportOf(play, caseStatus)}\n`);
  for (const each of unreadable) process.stdout.write(`FAIL 读不懂 / cannot be read: ${each}\n`);
  const wrong = played.filter(({ play, caseStatus }) => faultsOf(play, caseStatus).length).length;
  const failed = wrong + unreadable.length;
  process.stdout.write(`${played.length - wrong} passed, ${failed} failed\n`);
  process.exitCode = failed ? 1 : 0;
}

if (isMain(import.meta.filename)) {
  main().then(
    () => process.exit(),
    (error: Error) => {
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    },
  );
}
