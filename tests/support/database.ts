import { connect, disconnect, prepare, useAuditKeys } from '../../models';
import { testMongo } from './servers';

export interface TestDatabase {
  uri: string;
  /** Leaves nothing of it behind. */
  close(): Promise<void>;
}

/** An empty database of the test's own, with its indexes, to which the models are connected. */
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
