import { model } from './schema';

/**
 * A browser in which somebody wants to be told (Web Push, RFC 8030). Whoever knows the endpoint and its keys can reach
 * that browser, so they are encrypted.
 */
export interface PushSubscription {
  /** SHA-256 of the endpoint. */
  _id: string;
  /** Whom it tells (api/access/person.ts). */
  person: string;
  /** Endpoint and keys, encrypted. */
  content: string;
  /** Browser and operating system, for the person's own list. */
  device?: string;
  at: Date;
}

export const PushSubscriptions = model<PushSubscription>(
  'PushSubscription',
  'pushSubscriptions',
  { person: String, content: String, device: String, at: Date },
  [[{ person: 1, at: 1 }]],
);
