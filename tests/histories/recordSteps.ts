import { createHash } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import { stepOf } from '../../activities/records/project';
import { workflowBundle } from '../../bin/workflowBundle';
import { bodyFormat, type Step } from '../../models';
import type { Batch } from '../../workflows/hostContract';
import { openDatabase } from '../support/database';
import { rareSteps } from './rareSteps';
import { allRecorded, dataConverter, fromJson } from './recorded';
import { fold, isKept, keep, project, read } from './steps';

/**
 * `npm run histories:steps`: stores the steps of instances that are not stored yet (from the recorded histories and
 * rareSteps.ts), in the current format of bodies, for steps.test.ts. Stored steps stay unchanged. With --shown, only
 * the projections of the stored steps are generated again, after a deliberate change (docs/stored-facts.md).
 */
async function main(): Promise<void> {
  const formats = process.argv.includes('--shown')
    ? Array.from({ length: bodyFormat }, (_, index) => index + 1)
    : [bodyFormat];
  for (const format of formats) {
    const steps = isKept(format) ? read(format).steps : [];
    const known = new Set(steps.map(({ instance }) => instance));
    if (!process.argv.includes('--shown'))
      steps.push(...(await replayed()).filter((step) => !known.has(step.instance)));
    const database = await openDatabase();
    keep(format, { steps, states: fold(steps), shown: await project(steps) });
    await database.close();
  }
}

async function replayed(): Promise<Step[]> {
  const batches = await rareSteps();
  const sinks = {
    replayed: { batch: { fn: (_: unknown, batch: Batch) => void batches.push(batch), callDuringReplay: true } },
  };
  for (const { id, history } of allRecorded().flatMap(({ workflows }) => workflows))
    await Worker.runReplayHistory(
      { workflowBundle: await workflowBundle(), dataConverter, sinks },
      fromJson(history),
      id,
    );
  return batches.map((batch) => {
    const body = JSON.stringify(batch);
    return stepOf(batch, createHash('sha256').update(body).digest('hex'), body);
  });
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
