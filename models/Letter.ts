import { createHash } from 'node:crypto';
import type { LetterState } from '../domain/letters';
import { bilingual, model, type Bilingual } from './schema';

/**
 * A notice on paper, to whom no other channel reaches: what it says was fixed when it was put on the list. It names its
 * reader and the case, never what is not open.
 */
export interface Letter {
  /** Of the delivery (`letterId`), so that trying again writes no second letter. */
  _id: string;
  notice: string;
  case: string;
  /** The step that it is about. */
  task?: string;
  /** Whom it addresses (domain/letters.ts), by name and address for service. */
  addressee: string;
  name: string;
  address: string;
  /** In whose name it is sent. */
  sender: string;
  title: Bilingual;
  lines: Bilingual[];
  day?: string;
  region: string;
  city: string;
  organisation?: string;
  status: LetterState;
  at: Date;
  /** With which others it was printed last. */
  batch?: string;
  /** The number under which it was posted, and on which day. */
  number?: string;
  postedOn?: string;
  /** The day on which it arrived or came back, and why it did. */
  endedOn?: string;
  why?: string;
}

/** The letter of a delivery. */
export const letterId = (delivery: string): string => createHash('sha256').update(delivery).digest('hex').slice(0, 32);

export const Letters = model<Letter>(
  'Letter',
  'letters',
  {
    notice: String,
    case: String,
    task: String,
    addressee: String,
    name: String,
    address: String,
    sender: String,
    title: bilingual,
    lines: [bilingual],
    day: String,
    region: String,
    city: String,
    organisation: String,
    status: String,
    at: Date,
    batch: String,
    number: String,
    postedOn: String,
    endedOn: String,
    why: String,
  },
  [
    [{ case: 1, at: 1, _id: 1 }],
    [{ batch: 1 }, { sparse: true }],
    [{ at: 1, _id: 1 }],
    [{ region: 1, at: 1, _id: 1 }],
    [{ city: 1, at: 1, _id: 1 }],
    [{ status: 1, at: 1, _id: 1 }],
    [{ region: 1, status: 1, at: 1, _id: 1 }],
    [{ city: 1, status: 1, at: 1, _id: 1 }],
  ],
);
