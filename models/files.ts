import mongoose from 'mongoose';
import type { Readable } from 'node:stream';

const bucket = () => new mongoose.mongo.GridFSBucket(mongoose.connection.db!, { bucketName: 'files' });

/** Stores bytes in GridFS; returns the file's id (hex). */
export function storeFile(name: string, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const stream = bucket().openUploadStream(name);
    stream.on('error', reject).on('finish', () => resolve(stream.id.toHexString()));
    stream.end(bytes);
  });
}

/** A writable stream into GridFS, for uploads that are not held in memory. */
export const openUpload = (name: string) => bucket().openUploadStream(name);
/** The bytes of a file, or `start` to `end` (exclusive) of them. */
export const openFile = (id: string, range?: { start: number; end: number }): Readable =>
  bucket().openDownloadStream(new mongoose.mongo.ObjectId(id), range);
/** All bytes of a file; `most` limits how many are held. */
export async function readFile(id: string, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of openFile(id)) {
    size += (chunk as Buffer).length;
    if (size > most) throw new RangeError(`larger than ${most} bytes`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
export const deleteFile = (id: string): Promise<void> => bucket().delete(new mongoose.mongo.ObjectId(id));
