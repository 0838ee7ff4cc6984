import mongoose, { type ClientSession } from 'mongoose';
import { rebuildTerms } from './rebuildTerms';

let users = 0;

export interface ConnectOptions {
  poolSize?: number;
  /** Paths of PEM files: the trusted CA, and the client certificate. */
  tls?: boolean;
  tlsCAFile?: string;
  tlsCertificateKeyFile?: string;
}

/**
 * Opens this process's single connection, or shares it: the API and the worker may run in one process. Writes are
 * majority and journaled, so that what was answered survives a crash. Throws if no server answers in time.
 */
export async function connect(uri: string, { poolSize = 20, ...tls }: ConnectOptions = {}): Promise<void> {
  users += 1;
  if (mongoose.connection.readyState === mongoose.ConnectionStates.connected) return;
  mongoose.set('bufferCommands', false);
  try {
    await mongoose.connect(uri, {
      w: 'majority',
      journal: true,
      readConcernLevel: 'majority',
      serverSelectionTimeoutMS: 5_000,
      ...tls,
      maxPoolSize: poolSize,
      ignoreUndefined: true,
    });
  } catch (error) {
    users -= 1;
    throw error;
  }
}

/** Releases the connection; the last user closes it. */
export async function disconnect(): Promise<void> {
  users = Math.max(0, users - 1);
  if (users === 0) await mongoose.disconnect();
}

/** Creates missing collections and indexes, and migrates data stored in an older format. Safe to repeat. */
export async function prepare(): Promise<void> {
  for (const model of Object.values(mongoose.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
  await rebuildTerms();
}

/** Whether the database answers now. */
export async function alive(): Promise<boolean> {
  try {
    await mongoose.connection.db!.command({ ping: 1 });
    return true;
  } catch {
    return false;
  }
}

/** Runs `work` in one transaction: all of its writes or none. Repeats it after a conflict with another writer. */
export async function inTransaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
  return mongoose.connection.withSession((session) =>
    session.withTransaction(() => work(session), {
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', j: true },
    }),
  ) as Promise<T>;
}

export const connection = (): mongoose.Connection => mongoose.connection;
export type { ClientSession };
