import { connect, disconnect, prepare, useAuditKeys } from '../../models';
import { testMongo } from './servers';

export interface TestDatabase {
  uri: string;
  /** Removes it completely. */
  close(): Promise<void>;
}

/** An empty database for the test, with indexes, to which the models are connected. */
export async function openDatabase(): Promise<TestDatabase> {
  const mongo = await testMongo();
  useAuditKeys([Buffer.alloc(32, 5)]);
  await connect(mongo.uri);
  await prepare();
  return {
    uri: mongo.uri,
    close: async () => {
      await disconnect();
      await mongo.drop();
    },
  };
}
