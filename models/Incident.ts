import type { Compartment } from '../domain/compartments';
import { model, placed } from './schema';

/** An element cannot continue and needs a person. */
export interface Incident {
  /** `<instance>/<key>/<step that raised it>`. */
  _id: string;
  case: string;
  instance: string;
  key: number;
  element: string;
  elementName?: string;
  elementNameEn?: string;
  process: string;
  definition: string;
  code: string;
  /** What it says. */
  zh?: string;
  en?: string;
  /** In old ones both languages (see `textOfIncident`). */
  message?: string;
  /** The compartment of the data that it mentions. */
  compartment?: Compartment;
  phase: string;
  retriesLeft?: number;
  region: string;
  city: string;
  status: 'open' | 'resolved';
  at: Date;
  /** The number of the step that raised it; absent in old ones. */
  step?: number;
  resolvedAt?: Date;
  resolvedBy?: string;
  how?: 'retried' | 'skipped' | 'completed' | 'terminated' | 'dismissed';
}

export const Incidents = model<Incident>(
  'Incident',
  'incidents',
  {
    case: String,
    instance: String,
    key: Number,
    element: String,
    elementName: String,
    elementNameEn: String,
    process: String,
    definition: String,
    code: String,
    zh: String,
    en: String,
    message: String,
    ...placed,
    phase: String,
    retriesLeft: Number,
    region: String,
    city: String,
    status: String,
    at: Date,
    step: Number,
    resolvedAt: Date,
    resolvedBy: String,
    how: String,
  },
  [
    [{ status: 1, at: -1, _id: -1 }],
    [{ case: 1, status: 1 }],
    [{ instance: 1, key: 1, status: 1 }],
    [{ process: 1, status: 1, at: -1, _id: -1 }],
    [{ code: 1, status: 1, at: -1, _id: -1 }],
  ],
);
