import { model } from './schema';

/** A text message that is to be sent, or was. */
export interface TextMessage {
  _id: string;
  kind: string;
  case?: string;
  /** The end of the number: enough to say where a message went. */
  tail: string;
  /** Number and text, encrypted; removed as soon as it was sent or given up. */
  content?: string;
  status: 'waiting' | 'sent' | 'failed';
  attempts: number;
  error?: string;
  at: Date;
  /** Afterwards it is of no use to anybody and is given up. */
  until: Date;
  /** When it is to be tried next; absent if it no longer is. */
  nextAt?: Date;
  /** When the row is deleted, by the database's own clock. */
  removeAt: Date;
}

export const TextMessages = model<TextMessage>(
  'TextMessage',
  'textMessages',
  {
    kind: String,
    case: String,
    tail: String,
    content: String,
    status: String,
    attempts: Number,
    error: String,
    at: Date,
    until: Date,
    nextAt: Date,
    removeAt: Date,
  },
  [
    [{ nextAt: 1 }, { sparse: true }],
    [{ removeAt: 1 }, { expireAfterSeconds: 0 }],
  ],
);
