import { MongoClient, MongoServerError } from 'mongodb';

const set = 'heyi';

/** Arguments of a real mongod as a single-member replica set: transactions and change streams need a set. */
export const mongodArguments = (dataDir: string, port: number): string[] => [
  '--dbpath',
  dataDir,
  '--port',
  `${port}`,
  '--bind_ip',
  '127.0.0.1',
  '--replSet',
  set,
  '--quiet',
];

/** Initiates the replica set on the first run, and renames the member when the data come back at another port. */
export async function initiate(uri: string, port: number): Promise<void> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 30_000 });
  const admin = client.db('admin');
  const host = `127.0.0.1:${port}`;
  try {
    const config = (await admin.command({ replSetGetConfig: 1 }))['config'];
    if (config.members[0].host !== host) {
      await admin.command({
        replSetReconfig: { ...config, version: config.version + 1, members: [{ ...config.members[0], host }] },
        force: true,
      });
    }
  } catch (error) {
    const notYetInitialized = error instanceof MongoServerError && error.code === 94;
    if (!notYetInitialized) throw error;
    await admin.command({ replSetInitiate: { _id: set, members: [{ _id: 0, host }] } });
  } finally {
    await client.close();
  }
}
