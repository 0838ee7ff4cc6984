import mongoose, { type ClientSession } from 'mongoose';
import { renewTerms } from './renewTerms';

let users = 0;

export interface ConnectOptions {
  poolSize?: number;
  /** Paths of PEM files: whom to believe, and who one is. */
  tls?: boolean;
  tlsCAFile?: string;
  tlsCertificateKeyFile?: string;
}

/**
 * Opens the one connection of this process, or joins it: the API and the worker may live in one process.
 * Writes are majority and journaled: what was answered survives a crash. Throws where no server answers in time.
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

/** Leaves the connection; the last to leave closes it. */
export async function disconnect(): Promise<void> {
  users = Math.max(0, users - 1);
  if (users === 0) await mongoose.disconnect();
}

/** Makes the collections and indexes that are missing, and anew what was stored in an earlier way. Safe to repeat. */
export async function prepare(): Promise<void> {
  for (const model of Object.values(mongoose.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
  await renewTerms();
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

/** Runs `work` in one transaction: all of its writes or none. Repeats it when it met another writer. */
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
