import { model } from './schema';

/** That a worker process lives: written by itself every few seconds, under the identity by which Temporal knows it. */
interface WorkerBeat {
  _id: string;
  at: Date;
}
const WorkerBeats = model<WorkerBeat>('WorkerBeat', 'workerBeats', { at: Date }, [
  [{ at: 1 }, { expireAfterSeconds: 86_400 }],
]);

/** Milliseconds between two beats, and after which a worker without one is considered dead. */
export const BEAT = 10_000;
const DEAD = 30_000;

export async function beat(identity: string, at: Date): Promise<void> {
  await WorkerBeats.collection.updateOne({ _id: identity } as never, { $set: { at } }, { upsert: true });
}

/** It stops in an orderly way. */
export async function endBeat(identity: string): Promise<void> {
  await WorkerBeats.deleteOne({ _id: identity });
}

/** The last beat of each worker that lives. */
export async function beats(now: Date): Promise<Map<string, Date>> {
  const found = await WorkerBeats.find({ at: { $gt: new Date(now.getTime() - DEAD) } })
    .limit(1_000)
    .lean<WorkerBeat[]>();
  return new Map(found.map(({ _id, at }) => [_id, at]));
}
