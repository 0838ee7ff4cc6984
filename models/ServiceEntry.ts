import type { Compartment, CompartmentSide } from '../domain/compartments';
import type { Server } from '../domain/service/methods';
import { json, model, placed } from './schema';

/** A limit moved by a corrected day of service. */
export interface MovedLimit {
  /** The correction of the entry that moved it. */
  correction: number;
  limit: string;
  from?: Date;
  to?: Date;
}

/**
 * A paper and one of its recipients in the ledger of service (送达台账). The process keeps the entry itself in its variable
 * `serviceEntry`; this projection is for lists.
 */
export interface ServiceEntry {
  /** `<case> <id of the entry>`. */
  _id: string;
  case: string;
  instance: string;
  /** The scope in that instance that serves this recipient. */
  key: number;
  paper: string;
  recipient: string;
  /** Whose rules of service apply. */
  by: Server;
  /** Role codes of those who serve it. */
  groups: string[];
  /** `waiting`: done, and counts as served once days have passed. `withdrawn`: no longer to be served. */
  status: 'pending' | 'waiting' | 'served' | 'withdrawn';
  /** The end of the time limit for service (the year 9999: none). */
  due: Date;
  /** The entry as the process has it: attempts, day, rule, corrections (domain/service/entry.ts). */
  entry: Record<string, unknown>;
  /** Who recorded each attempt, and who made each correction, by position. */
  recordedBy: Record<string, string>;
  correctedBy: Record<string, string>;
  moved: MovedLimit[];
  /** For lists: worker against employer. */
  title?: string;
  region: string;
  city: string;
  organisation?: string;
  parties: string[];
  /** Of a matter other than a dispute: the roles that may see it, and who began it. */
  readers?: string[];
  begunBy?: string;
  compartment?: Compartment;
  side?: CompartmentSide;
  openedAt: Date;
  endedAt?: Date;
}

export const ServiceEntries = model<ServiceEntry>(
  'ServiceEntry',
  'services',
  {
    case: String,
    instance: String,
    key: Number,
    paper: String,
    recipient: String,
    by: String,
    groups: [String],
    status: String,
    due: Date,
    entry: json,
    recordedBy: json,
    correctedBy: json,
    moved: [{ _id: false, correction: Number, limit: String, from: Date, to: Date }],
    title: String,
    region: String,
    city: String,
    organisation: String,
    parties: [String],
    readers: { type: [String], default: undefined },
    begunBy: String,
    ...placed,
    openedAt: Date,
    endedAt: Date,
  },
  [
    [{ case: 1, openedAt: 1 }],
    [{ instance: 1, key: 1 }],
    [{ status: 1, due: 1, _id: 1 }],
    [{ status: 1, region: 1, due: 1, _id: 1 }],
    [{ status: 1, city: 1, due: 1, _id: 1 }],
  ],
);
