import { model } from './schema';

/** A closed case drawn at random to see how well it was handled, and what was found. */
export interface Review {
  _id: string;
  case: string;
  region: string;
  city: string;
  drawnAt: Date;
  drawnBy: string;
  result?: 'sound' | 'flawed';
  note?: string;
  reviewedBy?: string;
  reviewedAt?: Date;
}

export const Reviews = model<Review>(
  'Review',
  'reviews',
  {
    case: String,
    region: String,
    city: String,
    drawnAt: Date,
    drawnBy: String,
    result: String,
    note: String,
    reviewedBy: String,
    reviewedAt: Date,
  },
  [
    [{ case: 1 }],
    [{ region: 1, drawnAt: -1, _id: -1 }],
    [{ city: 1, drawnAt: -1, _id: -1 }],
    [{ drawnAt: -1, _id: -1 }],
  ],
);
