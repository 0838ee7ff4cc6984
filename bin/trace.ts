import { env } from 'node:process';
import { table } from '../engine/play/table';
import { bodyOf, connect, disconnect, readBundle, Steps, type Step } from '../models';
import type { Batch, Bundle } from '../workflows/hostContract';
import { isMain } from './configuration';
import { mongoFrom } from './connections';

/**
 * The trace of a case, or of one of its instances, as text: every step with who did what and what followed. Empty if
 * nothing is recorded.
 */
export async function traceOf(id: string): Promise<string> {
  const ofCase = await Steps.find({ case: id }).sort({ at: 1, _id: 1 }).lean<Step[]>();
  const steps = ofCase.length ? ofCase : await Steps.find({ instance: id }).sort({ sequence: 1 }).lean<Step[]>();
  const bundles = new Map<string, Bundle>();
  const lines: string[] = [];
  for (const step of steps) {
    const { instance, sequence } = step;
    const batch = bodyOf<Batch>(step);
    const { graph } = await opened(batch.bundle, bundles);
    const what = batch.events
      .map(({ type, act, by, reason }) =>
        [act ?? type, by && `by ${by}`, reason && `(${reason})`].filter(Boolean).join(' '),
      )
      .join(', ');
    lines.push(`${batch.at}  ${instance}#${sequence}  ${what}`, table(batch.facts, graph), '');
  }
  return lines.join('\n');
}

async function opened(hash: string, known: Map<string, Bundle>): Promise<Bundle> {
  let bundle = known.get(hash);
  if (!bundle)
    known.set(hash, (bundle = JSON.parse((await readBundle(hash))!.subarray(64).toString('utf8')) as Bundle));
  return bundle;
}

async function main(id: string | undefined): Promise<void> {
  if (!id) throw new Error('npm run trace CASE-OR-INSTANCE  (MONGODB_URI) / 用法：npm run trace 案号或流程实例编号');
  await connect(env.MONGODB_URI ?? '', mongoFrom(env));
  try {
    process.stdout.write((await traceOf(id)) || `nothing is recorded of ${id} / 没有 ${id} 的记录\n`);
  } finally {
    await disconnect();
  }
}

if (isMain(import.meta.filename)) {
  main(process.argv[2]).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
