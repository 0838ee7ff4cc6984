import { model } from './schema';
import { bytes } from './Definition';

/**
 * What an instance runs (graph, decisions, calendar, rules, parameters), by the SHA-256 of its bytes. Workflow
 * histories contain only the hash.
 */
export interface Bundle {
  _id: string;
  body: Buffer;
  at: Date;
}

export const Bundles = model<Bundle>('Bundle', 'bundles', { body: Buffer, at: Date });

export async function readBundle(hash: string): Promise<Buffer | null> {
  const found = await Bundles.findById(hash).lean<Bundle>();
  return found && bytes(found.body);
}

/** Stores it once; storing it again changes nothing. */
export async function keepBundle(hash: string, body: Buffer, at: Date): Promise<void> {
  await Bundles.collection.updateOne({ _id: hash } as never, { $setOnInsert: { body, at } }, { upsert: true });
}
