import { Client, Connection } from '@temporalio/client';
import { MongoClient } from 'mongodb';
import { testMongo, testTemporal } from './servers';

jest.setTimeout(120_000);

test('each test has its own namespace, which knows the search attributes', async () => {
  const [one, other] = await Promise.all([testTemporal(), testTemporal()]);
  expect(one.address).toBe(other.address);
  const connection = await Connection.connect({ address: one.address });
  try {
    const start = (namespace: string) =>
      new Client({ connection, namespace }).workflow.start('anything', {
        taskQueue: one.taskQueue,
        workflowId: 'same',
        searchAttributes: { HeyiCaseNumber: ['c1'] },
      });
    const [here, there] = [await start(one.namespace), await start(other.namespace)];
    expect(here.firstExecutionRunId).not.toBe(there.firstExecutionRunId);
  } finally {
    await connection.close();
  }
});

test('each test has its own database, with transactions', async () => {
  const [one, other] = await Promise.all([testMongo(), testMongo()]);
  const [a, b] = [new MongoClient(one.uri), new MongoClient(other.uri)];
  await a.withSession((session) =>
    session.withTransaction(() => a.db().collection('things').insertOne({ name: 'here' }, { session })),
  );
  expect(await a.db().collection('things').countDocuments()).toBe(1);
  expect(await b.db().collection('things').countDocuments()).toBe(0);
  await one.drop();
  expect(await a.db().collection('things').countDocuments()).toBe(0);
  await Promise.all([a.close(), b.close(), other.drop()]);
});
