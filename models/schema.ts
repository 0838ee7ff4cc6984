import mongoose, { Schema, type Model, type SchemaDefinition } from 'mongoose';

/** Free JSON. */
export const json = Schema.Types.Mixed;
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
/** A variable's name as a field name: MongoDB reads `.` and a leading `$` its own way. */
export const fieldName = (name: string): string => name.replaceAll('.', DOT).replace(/^\$/, DOLLAR);
