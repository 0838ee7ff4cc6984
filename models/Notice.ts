import { bilingual, json, model, type Bilingual } from './schema';

/**
 * A notice to a person. `audience` says who sees it: `user:<id>`, `party:<key>`, or `<role>@<area>` where area is a
 * region code or an organisation id.
 */
export interface Notice {
  /** For a notice from a process: the job's id, so that a retry sends no second notice. */
  _id: string;
  case?: string;
  audience: string[];
  title: Bilingual;
  text: Bilingual;
  limit?: string;
  at: Date;
  readBy: string[];
  /** External deliveries, tried until they succeed or `attempts` is reached. */
  deliveries: Delivery[];
  /** When a delivery is to be tried next; absent if none is left. */
  nextAt?: Date;
}
export interface Delivery {
  channel: 'email' | 'webhook' | 'court';
  to?: string;
  body?: Record<string, unknown>;
  status: 'waiting' | 'done' | 'failed';
  attempts: number;
  error?: string;
  at?: Date;
}

export const Notices = model<Notice>(
  'Notice',
  'notices',
  {
    case: String,
    audience: [String],
    title: bilingual,
    text: bilingual,
    limit: String,
    at: Date,
    readBy: [String],
    deliveries: [
      {
        _id: false,
        channel: String,
        to: String,
        body: json,
        status: String,
        attempts: Number,
        error: String,
        at: Date,
      },
    ],
    nextAt: Date,
  },
  [[{ audience: 1, at: -1, _id: -1 }], [{ case: 1, at: 1 }], [{ nextAt: 1 }, { sparse: true }]],
);
