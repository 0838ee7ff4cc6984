import mongoose, { Schema, type Model, type SchemaDefinition } from 'mongoose';

/** Free JSON. */
export const json = Schema.Types.Mixed;
/** The compartment of something in its case (domain/compartments.ts). */
export const placed = { compartment: String, side: String };
/** A text in both languages. */
export interface Bilingual {
  zh: string;
  en: string;
}
/** A separate schema, not a nested path: what is absent stays absent. */
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
 * A model over `collection`: unknown fields are refused, ids are ours (strings), nothing is added silently. `indexes`
 * are created by `prepare` (models/connection.ts), never implicitly by a query.
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
  // A second load of this module in one process (a test's own registry) finds the model already defined.
  return (mongoose.models[name] ?? mongoose.model(name, schema)) as unknown as Model<T>;
}

const DOT = '．';
const DOLLAR = '＄';
const EMPTY = '␠';
const NUL = '␀';
/** A variable's name as a field name: MongoDB treats `.` and a leading `$` specially, and refuses some names. */
export const fieldName = (name: string): string => keyName(name).replaceAll('.', DOT);
/** A name inside a value. */
const keyName = (name: string): string => (name === '' ? EMPTY : name.replace(/^\$/, DOLLAR).replaceAll('\0', NUL));

/** JSON that may contain what no database can store: an empty name, one with a leading `$`, a NUL. */
const SUSPECT = /"":|"\$|\\u0000/;

/**
 * The value of a JSON text in a form that can be stored for display: names and texts that MongoDB refuses are written
 * with look-alike characters. The text itself stays unchanged.
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
