import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { faultsOf } from '../../bin/demo/report';
import { playStories } from '../../bin/demo/playStories';
import { storiesSchema } from '../../bin/demo/Story';
import { Bundles, bytes, Instances, type Bundle, type Instance } from '../../models';
import { keepBundle, keepRecorded, keys, toJson, type Recorded } from './recorded';

/**
 * `npm run histories [STORY…]`: plays whole cases of the shipped processes on a system of their own and stores the
 * histories of their workflows for replay.test.ts. After a deliberate change of behaviour, record the affected cases
 * again, and keep the old histories as long as such cases run.
 */
const usual = ['S01', 'S02', 'S03', 'S04', 'S06', 'S08', 'S11', 'M05', 'M17'];

const all = ['sample-cases.json', 'more-cases.json'].flatMap(
  (file) => storiesSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../system', file), 'utf8'))).cases,
);

async function historiesOf(client: Client, number: string): Promise<Recorded['workflows']> {
  const instances = await Instances.find({ case: number }, { _id: 1 })
    .sort({ startedAt: 1, _id: 1 })
    .lean<Instance[]>();
  return Promise.all(
    instances.map(async ({ _id: id }) => ({ id, history: toJson(await client.workflow.getHandle(id).fetchHistory()) })),
  );
}

async function main(): Promise<void> {
  const wanted = process.argv.length > 2 ? process.argv.slice(2) : usual;
  const stories = all.filter(({ id }) => wanted.includes(id));
  await playStories(stories, (what) => process.stdout.write(`  ${what}\n`), {
    keys,
    async ended(timeSkipping, played) {
      const connection = await Connection.connect({ address: timeSkipping.temporalAddress });
      const client = new Client({ connection });
      for (const { play, caseStatus } of played) {
        const faults = faultsOf(play, caseStatus);
        if (faults.length) throw new Error(`${play.story.id} did not go as expected: ${faults.join('; ')}`);
        keepRecorded({ story: play.story.id, workflows: await historiesOf(client, play.number!) });
      }
      for (const { _id, body } of await Bundles.find({}).lean<Bundle[]>()) keepBundle(_id, bytes(body));
      await connection.close();
    },
  });
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
