import { Schema } from 'mongoose';
import { model } from './schema';

/**
 * A one-time link to one step of one case, sent by text message to the contact of one person. `_id` is the hash of the
 * secret in it. Whether it still holds is derived from what it rests on (api/access/links.ts), so nothing has to end it.
 */
export interface TaskLink {
  _id: string;
  /** Whose it is (api/access/person.ts). */
  person: string;
  case: string;
  task: string;
  /** Since when the person has had the contact to which it was sent: with another contact it ends. */
  contactSince: Date;
  at: Date;
  expiresAt: Date;
  /** Hash, for this link, of the secret of the first browser that opened it; no other may. */
  browser?: string;
  opened?: { at: Date; device?: string; network?: string };
  /** When the step was completed by it, and by which act. */
  usedAt?: Date;
  act?: string;
  /** When the row is deleted, by the database's own clock. */
  removeAt: Date;
}

export const TaskLinks = model<TaskLink>(
  'TaskLink',
  'taskLinks',
  {
    person: String,
    case: String,
    task: String,
    contactSince: Date,
    at: Date,
    expiresAt: Date,
    browser: String,
    opened: {
      type: new Schema({ at: Date, device: String, network: String }, { _id: false }),
      default: undefined,
    },
    usedAt: Date,
    act: String,
    removeAt: Date,
  },
  [[{ removeAt: 1 }, { expireAfterSeconds: 0 }]],
);
