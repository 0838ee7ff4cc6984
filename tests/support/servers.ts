import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { MongoClient } from 'mongodb';
import { uriOf } from '../../devstack/index';
import { addSearchAttributes } from '../../devstack/temporal';
import { shared } from './broker';

export interface TestTemporal {
  /** host:port of the run's one Temporal server */
  address: string;
  /** A namespace of this test's own, with Heyi's search attributes. */
  namespace: string;
  /** A task queue of this test's own. */
  taskQueue: string;
}

/** A namespace of its own on the shared Temporal server: nothing that other tests do is seen in it. */
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
    // The server's front takes up to a second to know a new namespace.
    await settled(() =>
      connection.workflowService.listWorkflowExecutions({ namespace: name, query: 'HeyiCaseNumber="none"' }),
    );
  } finally {
    await connection.close();
  }
  return { address, namespace: name, taskQueue: name };
}

export interface TestMongo {
  /** Connection string of a database of this test's own. */
  uri: string;
  /** Drops the database. */
  drop(): Promise<void>;
}

/** An empty database of its own on the shared server. */
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

/** Tries again until it succeeds; after 20 seconds the last error is thrown. */
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
