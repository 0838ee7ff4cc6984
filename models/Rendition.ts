import { model } from './schema';

/** A PDF made from a document or from a volume of a case file, kept by the SHA-256 of what it was made from. */
export interface Rendition {
  /** `<SHA-256 of the source>/<edition>`. */
  _id: string;
  /** GridFS file id (hex). */
  file: string;
  size: number;
  sha256: string;
  pages: number;
  at: Date;
}

export const Renditions = model<Rendition>('Rendition', 'renditions', {
  file: String,
  size: Number,
  sha256: String,
  pages: Number,
  at: Date,
});
