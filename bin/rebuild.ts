import { env } from 'node:process';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { Bundles } from '../activities/definitions/bundles';
import { rebuild } from '../activities/records/rebuild';
import { Cases, connect, disconnect, inTransaction, knowsKeyId, readBundle, Steps, type Case } from '../models';
import { createDataConverter } from '../workflows/dataConverter';
import { isMain, keysFrom } from './configuration';
import { connectionTo, mongoFrom, temporalFrom } from './connections';
import { restoreSteps } from './restoreSteps';

const usage = `npm run rebuild -- [CASE…]                    从已存的步骤重建（不写案号则全部） / anew from the stored steps; all cases where none is named
npm run rebuild -- --from-histories CASE…     先从 Temporal 历史补回丢失的步骤 / first takes steps that were lost out of Temporal's histories`;

/**
 * Rebuilds the projection of these cases from their stored steps, each in one transaction; of all cases if none is
 * named. Returns the number of folded steps by case.
 */
export async function rebuildCases(cases: string[], clock: () => Date): Promise<Map<string, number>> {
  const bundles = new Bundles(clock);
  const folded = new Map<string, number>();
  for await (const id of cases.length ? cases : everyCase()) {
    if (!(await Steps.exists({ case: id }))) throw new Error(`nothing is recorded of ${id} / 没有 ${id} 的记录`);
    folded.set(id, await inTransaction((session) => rebuild(id, bundles, session)));
  }
  return folded;
}

async function restore(cases: string[]): Promise<void> {
  const dataConverter = createDataConverter(
    keysFrom(env),
    { read: readBundle, keep: async () => undefined, knowsKey: knowsKeyId },
    true,
  );
  const place = temporalFrom(env);
  const connection = await Connection.connect(connectionTo(place));
  try {
    const client = new Client({ connection, namespace: place.namespace, dataConverter });
    for (const id of cases) process.stdout.write(`${id}: +${await restoreSteps(id, client, dataConverter)}\n`);
  } finally {
    await connection.close();
  }
}

async function* everyCase(): AsyncGenerator<string> {
  for await (const { _id } of Cases.find({}, { _id: 1 }).lean<Case[]>().cursor()) yield _id;
}

async function main(): Promise<void> {
  const { values, positionals: cases } = parseArgs({
    allowPositionals: true,
    options: { 'from-histories': { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help || (values['from-histories'] && !cases.length)) return void process.stdout.write(`${usage}\n`);
  await connect(env.MONGODB_URI ?? '', mongoFrom(env));
  try {
    if (values['from-histories']) await restore(cases);
    for (const [id, steps] of await rebuildCases(cases, () => new Date())) process.stdout.write(`${id}: ${steps}\n`);
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
