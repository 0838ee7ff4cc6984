import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { MongoClient } from 'mongodb';
import { uriOf } from '../../devstack/index';
import { addSearchAttributes } from '../../devstack/temporal';
import { shared } from './broker';

export interface TestTemporal {
  /** The host:port of the run's shared Temporal server. */
  address: string;
  /** A namespace for this test, with Heyi's search attributes. */
  namespace: string;
  /** A task queue for this test. */
  taskQueue: string;
}

/** A separate namespace on the shared Temporal server, isolated from other tests. */
export async function testTemporal(): Promise<TestTemporal> {
  const address = await shared('temporal');
  const name = `test-${randomUUID()}`;
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({
      namespace: name,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
    await settled(() => addSearchAttributes(connection, name));
    // The server's frontend takes up to a second to learn of a new namespace.
    await settled(() =>
      connection.workflowService.listWorkflowExecutions({ namespace: name, query: 'HeyiCaseNumber="none"' }),
    );
  } finally {
    await connection.close();
  }
  return { address, namespace: name, taskQueue: name };
}

export interface TestMongo {
  /** Connection string of a database for this test. */
  uri: string;
  /** Drops the database. */
  drop(): Promise<void>;
}

/** A separate empty database on the shared server. */
export async function testMongo(): Promise<TestMongo> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const uri = uriOf(await shared('mongo'), name);
  const drop = async () => {
    const client = new MongoClient(uri);
    await client.db(name).dropDatabase();
    await client.close();
  };
  return { uri, drop };
}

/** Retries until it succeeds; after 20 seconds it throws the last error. */
async function settled(work: () => Promise<unknown>): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(100);
    }
  }
}
