import { env } from 'node:process';
import { Bundles } from '../activities/definitions/bundles';
import { rebuild } from '../activities/records/rebuild';
import { Cases, connect, disconnect, inTransaction, Steps, type Case } from '../models';
import { isMain } from './configuration';

/** Builds the projection of these cases anew from their stored steps, each in one transaction; of all cases where none is named. Gives the steps folded by case. */
export async function rebuildCases(cases: string[], clock: () => Date): Promise<Map<string, number>> {
  const bundles = new Bundles(clock);
  const folded = new Map<string, number>();
  const wanted = cases.length ? cases : (await Cases.find({}, { _id: 1 }).lean<Case[]>()).map(({ _id }) => _id);
  for (const id of wanted) {
    if (!(await Steps.exists({ case: id }))) throw new Error(`nothing is recorded of ${id} / 没有 ${id} 的记录`);
    folded.set(id, await inTransaction((session) => rebuild(id, bundles, session)));
  }
  return folded;
}

async function main(): Promise<void> {
  await connect(env.MONGODB_URI ?? '');
  try {
    for (const [id, steps] of await rebuildCases(process.argv.slice(2), () => new Date())) process.stdout.write(`${id}: ${steps}\n`);
  } finally {
    await disconnect();
  }
}

if (isMain(import.meta.filename)) {
  main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
