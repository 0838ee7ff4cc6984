import type { CompartmentSide, Compartment } from '../domain/compartments';
import { Schema } from 'mongoose';
import { bilingual, json, model, placed, type Bilingual } from './schema';

/** A change of one part of a paper before issue. */
export interface PaperEdit {
  part: string;
  by: string;
  at: Date;
  before: string;
  after: string;
  /** The hash of the paper since then. */
  sha256: string;
}

/** A document of a case: created from a template or uploaded. Its bytes are in GridFS. */
export interface StoredDocument {
  /** For a created document: the job's id, so that a retry creates no second one. */
  _id: string;
  case: string;
  instance?: string;
  task?: string;
  element?: string;
  /** Glossary code; `upload` for what people attach. */
  code: string;
  name: Bilingual;
  fileName: string;
  contentType: string;
  size: number;
  /** SHA-256 (hex) of the bytes. */
  sha256: string;
  /** GridFS file id (hex). */
  file: string;
  /** Its number, drawn by its issuer when it was made: 合肥庐阳劳人仲裁字〔2026〕3号. */
  number?: string;
  /** Who issued it; absent for what parties file. */
  issuer?: Bilingual;
  /** The parts that may be edited before issue, as they were generated, by their bookmarks (domain/freeParts.ts). */
  free?: Record<string, string>;
  /** Once edited: the hash and the file that it was made with, and what was changed. */
  original?: { sha256: string; file: string };
  edits?: PaperEdit[];
  /** Its first signature: from then on nothing is changed. */
  fixedAt?: Date;
  /** SHA-256 of the template's version. */
  template?: string;
  region: string;
  createdAt: Date;
  createdBy?: string;
  /** Whose quota an upload counts for, if that is not `createdBy`: a holder of a code (api/access/person.ts). */
  holder?: string;
  /** The role in which somebody uploaded it; absent if the process created it. */
  createdAs?: string;
  compartment?: Compartment;
  side?: CompartmentSide;
  /** `by`: the account that signed or that recorded it; the others are known if a process had it signed. */
  signatures: {
    by: string;
    role: string;
    at: Date;
    name?: string;
    capacity?: string;
    identifiedBy?: string;
    means?: string;
  }[];
  data?: Record<string, unknown>;
}

export const StoredDocuments = model<StoredDocument>(
  'StoredDocument',
  'documents',
  {
    case: String,
    instance: String,
    task: String,
    element: String,
    code: String,
    name: bilingual,
    fileName: String,
    contentType: String,
    size: Number,
    sha256: String,
    file: String,
    number: String,
    issuer: bilingual,
    free: json,
    original: {
      type: new Schema({ sha256: String, file: String }, { _id: false, strict: 'throw' }),
      default: undefined,
    },
    edits: {
      type: [{ _id: false, part: String, by: String, at: Date, before: String, after: String, sha256: String }],
      default: undefined,
    },
    fixedAt: Date,
    template: String,
    region: String,
    createdAt: Date,
    createdBy: String,
    holder: String,
    createdAs: String,
    ...placed,
    signatures: [
      {
        _id: false,
        by: String,
        role: String,
        at: Date,
        name: String,
        capacity: String,
        identifiedBy: String,
        means: String,
      },
    ],
    data: json,
  },
  [[{ case: 1, createdAt: 1 }], [{ task: 1 }, { sparse: true }]],
);
