import mongoose from 'mongoose';

/** A change that readers may want to know about. `position` orders changes across all processes. */
export interface Change {
  position: string;
  collection: string;
  operation: 'insert' | 'update' | 'replace';
  id: string;
  fields: string[];
  document: Record<string, unknown> | null;
}

export interface Watch {
  close(): Promise<void>;
}

/**
 * Reports changes of some collections as they become durable, from now on. `ended` is called when the stream breaks
 * (the database became unavailable): the watcher then starts again, and changes in between are lost to it.
 */
export function watchChanges(
  collections: string[],
  onChange: (change: Change) => void,
  ended: (error?: unknown) => void,
): Watch {
  const pipeline = [
    { $match: { 'ns.coll': { $in: collections }, operationType: { $in: ['insert', 'update', 'replace'] } } },
  ];
  const stream = mongoose.connection.db!.watch(pipeline, { fullDocument: 'updateLookup' });
  stream.on('change', (change) => {
    if (change.operationType !== 'insert' && change.operationType !== 'update' && change.operationType !== 'replace')
      return;
    const { clusterTime, documentKey, ns, fullDocument } = change;
    const fields =
      change.operationType === 'update'
        ? [
            ...Object.keys(change.updateDescription.updatedFields ?? {}),
            ...(change.updateDescription.removedFields ?? []),
          ]
        : [];
    onChange({
      position: `${clusterTime?.getHighBits() ?? 0}.${clusterTime?.getLowBits() ?? 0}`,
      collection: ns.coll,
      operation: change.operationType,
      id: String(documentKey._id),
      fields,
      document: (fullDocument ?? null) as Record<string, unknown> | null,
    });
  });
  stream.on('error', ended);
  stream.on('close', () => ended());
  return { close: () => stream.close() };
}
