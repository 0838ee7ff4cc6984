import mongoose, { Schema, type Model, type SchemaDefinition } from 'mongoose';

/** Free JSON. */
export const json = Schema.Types.Mixed;
/** Where something lies in its case (domain/compartments.ts). */
export const placed = { compartment: String, side: String };
/** A text in both languages. */
export interface Bilingual {
  zh: string;
  en: string;
}
/** A schema of its own, not a nested path: what is absent stays absent. */
export const bilingual = new Schema<Bilingual>({ zh: String, en: String }, { _id: false, strict: 'throw' });

type Index = [
  fields: Record<string, 1 | -1>,
  options?: {
    unique?: boolean;
    sparse?: boolean;
    expireAfterSeconds?: number;
    partialFilterExpression?: Record<string, unknown>;
  },
];

/**
 * A model over `collection`: unknown fields are refused, ids are ours (strings), nothing is added silently.
 * `indexes` are made by `prepare` (models/connection.ts), never behind a query's back.
 */
export function model<T extends { _id: string }>(
  name: string,
  collection: string,
  definition: SchemaDefinition,
  indexes: Index[] = [],
): Model<T> {
  const schema = new Schema(
    { _id: { type: String, required: true }, ...definition },
    { collection, versionKey: false, strict: 'throw', minimize: false, autoIndex: false, autoCreate: false },
  );
  for (const [fields, options] of indexes) schema.index(fields, options);
  // A second load of this module in one process (a test's own registry) finds the model already made.
  return (mongoose.models[name] ?? mongoose.model(name, schema)) as unknown as Model<T>;
}

const DOT = '．';
const DOLLAR = '＄';
const EMPTY = '␠';
const NUL = '␀';
/** A variable's name as a field name: MongoDB reads `.` and a leading `$` its own way, and some names not at all. */
export const fieldName = (name: string): string => keyName(name).replaceAll('.', DOT);
/** A name inside a value. */
const keyName = (name: string): string => (name === '' ? EMPTY : name.replace(/^\$/, DOLLAR).replaceAll('\0', NUL));

/** JSON in which there may be what no database stores: an empty name, one with a leading `$`, a NUL. */
const SUSPECT = /"":|"\$|\\u0000/;

/**
 * The value of a JSON text as it can be stored to be shown: names and texts that MongoDB refuses are written with
 * characters that look alike. The text itself remains what it was.
 */
export function storable<T>(value: T, json: string): T {
  return SUSPECT.test(json) ? (cleaned(value) as T) : value;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', NUL);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [keyName(name), cleaned(each)]));
}
