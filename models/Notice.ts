import type { CompartmentSide, Compartment } from '../domain/compartments';
import type { NoticeChannel } from '../domain/noticeChannels';
import { bilingual, json, model, placed, type Bilingual } from './schema';

/**
 * A notice to a person. `audience` says who sees it: `user:<id>`, `party:<key>`, or `<role>@<area>` where area is a
 * region code or an organisation id.
 */
export interface Notice {
  /**
   * For a notice from a process: the job's id, so that a retry sends no second notice. Of a step: `waits/<task>`,
   * `nears/<task>`.
   */
  _id: string;
  case?: string;
  /** A step that waits for a side, or whose time ends soon; absent: a process says it. */
  kind?: 'waits' | 'nears';
  task?: string;
  audience: string[];
  /** Absent until it is known what to say (activities/notices/compose.ts): nobody sees it before. */
  title?: Bilingual;
  text?: Bilingual;
  limit?: string;
  /** The last day of the limit, and why that day. */
  day?: string;
  why?: Bilingual;
  /** The compartment of what it says; absent: open. */
  compartment?: Compartment;
  side?: CompartmentSide;
  /** Where its case belongs, and whose it is. */
  parties?: string[];
  region?: string;
  city?: string;
  organisation?: string;
  mediator?: string;
  at: Date;
  readBy: string[];
  /** What leaves Heyi, to each address: tried until it succeeds, is refused, or `attempts` is reached. */
  deliveries: Delivery[];
  /** Whom it reaches by which channels is still to be found out. */
  unplanned?: boolean;
  /** When something is to be done for it next; absent if nothing is left. */
  nextAt?: Date;
  /** When a delivery was given up, for those who look after the system. */
  failedAt?: Date;
  /** How often staff had what was given up tried again. */
  retries?: number;
}

/**
 * `waiting`: to be tried; `done`: handed over, a letter to the list of letters; `covered`: another notice said it;
 * `dropped`: of no more use.
 */
export type DeliveryStatus = 'waiting' | 'done' | 'failed' | 'covered' | 'dropped';
export interface Delivery {
  channel: NoticeChannel;
  /** The same on every attempt, so that nothing is sent twice. Absent in those of before channels had files. */
  id?: string;
  /** To whom (api/access/person.ts; of a letter domain/letters.ts); the address is looked up when it is sent, so that a changed one counts. */
  person?: string;
  /** The subscription of a browser (models/PushSubscription.ts). */
  device?: string;
  /** An address that may be shown: an e-mail address, the end of a number. */
  to?: string;
  /** In which language; absent: both. */
  language?: 'zh' | 'en';
  body?: Record<string, unknown>;
  status: DeliveryStatus;
  attempts: number;
  error?: string;
  at?: Date;
  nextAt?: Date;
}

export const Notices = model<Notice>(
  'Notice',
  'notices',
  {
    case: String,
    kind: String,
    task: String,
    audience: [String],
    title: bilingual,
    text: bilingual,
    limit: String,
    day: String,
    why: bilingual,
    ...placed,
    parties: { type: [String], default: undefined },
    mediator: String,
    region: String,
    city: String,
    organisation: String,
    at: Date,
    readBy: [String],
    deliveries: [
      {
        _id: false,
        channel: String,
        id: String,
        person: String,
        device: String,
        to: String,
        language: String,
        body: json,
        status: String,
        attempts: Number,
        error: String,
        at: Date,
        nextAt: Date,
      },
    ],
    unplanned: Boolean,
    nextAt: Date,
    failedAt: Date,
    retries: Number,
  },
  [
    [{ audience: 1, at: -1, _id: -1 }],
    [{ case: 1, at: 1 }],
    [{ nextAt: 1 }, { sparse: true }],
    [{ failedAt: 1, _id: 1 }, { sparse: true }],
  ],
);

/** What was given up waits again, and is tried as often as a new delivery. */
export const triedAgain = (deliveries: readonly Delivery[], at: Date): Delivery[] =>
  deliveries.map((delivery) => {
    if (delivery.status !== 'failed') return delivery;
    const { error: _, ...given } = delivery;
    return { ...given, status: 'waiting', attempts: 0, nextAt: at };
  });
