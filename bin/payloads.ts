import { env } from 'node:process';
import { Client, Connection } from '@temporalio/client';
import { isFormer } from '../workflows/codec';
import { isMain } from './configuration';
import { connectionTo, temporalFrom } from './connections';

/**
 * The running workflows whose run began before payloads were bound to their workflow. Only a run's first event is read:
 * what such a run receives later is bound, and from its next run on everything is.
 */
export async function* formerRuns(client: Client): AsyncGenerator<string> {
  for await (const { workflowId, runId } of client.workflow.list({ query: 'ExecutionStatus = "Running"' })) {
    const { history } = await client.workflowService.getWorkflowExecutionHistory({
      namespace: client.options.namespace,
      execution: { workflowId, runId },
      maximumPageSize: 1,
    });
    const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
    if (started?.input?.payloads?.some(isFormer)) yield workflowId;
  }
}

/**
 * `npm run payloads`: lists the cases for which HEYI_OLD_PAYLOADS=refuse would be too early; exits with 1 if there are
 * any.
 */
async function main(): Promise<void> {
  const place = temporalFrom(env);
  const connection = await Connection.connect(connectionTo(place));
  let count = 0;
  try {
    for await (const id of formerRuns(new Client({ connection, namespace: place.namespace }))) {
      process.stdout.write(`${id}\n`);
      count += 1;
    }
  } finally {
    await connection.close();
  }
  process.stdout.write(`${count} 个流程仍有旧格式载荷 / ${count} running with payloads of a former format\n`);
  process.exitCode = count ? 1 : 0;
}

if (isMain(import.meta.filename))
  main().catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
