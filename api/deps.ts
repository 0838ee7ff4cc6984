import type { Logger } from 'pino';
import type { Registry as MetricsRegistry } from 'prom-client';
import { largestUpload } from '../domain/uploads';
import type { Events } from './events/Events';
import type { Streams } from './events/Streams';
import type { Keys } from './keys';
import type { Library } from './library';
import type { Deliver } from './receiveMessage';
import type { References } from './references';
import type { Providers } from './signIn/providers';
import type { Temporal } from './temporal';

export interface Settings {
  version: string;
  /** Public origin of the app, `https://…`: cookies are then Secure, and no other origin may use them. */
  origin?: string;
  /** Domain for which passkeys are created: the host of `origin` (the default), or a parent domain of it. */
  passkeyDomain?: string;
  /** Number of trusted proxies in front of this server, which report the client's address. */
  proxies: number;
  /** Folder of the built web app; absent: the API alone. */
  web?: string;
  /** Requests per minute from one address, and permitted failed sign-ins. */
  requestsPerMinute: number;
  failedSignIns: number;
  /** Roles that need a second factor unless they sign in at a provider. */
  secondFactor: readonly string[];
  /** Maximum bytes of an uploaded file, and of a JSON body. */
  largestUpload: number;
  largestBody: number;
  /** … and of somebody who has not signed in: enough for a filing of a thousand workers by name. */
  strangersBody: number;
  /** Secret shared with the court's system. */
  courtSecret?: string;
  /** Whether text messages can be sent. */
  texts: boolean;
  /** The public key for push messages, and the services that may be subscribed at; absent: nobody is pushed. */
  push?: { key: string; hosts?: readonly string[] };
  /** Lets a collector on another machine read the metrics. */
  metricsToken?: string;
  /** How long to wait for an answer of Temporal before its outcome counts as unknown, in milliseconds. */
  patience: number;
}

export const defaults: Settings = {
  version: '0.1.0',
  proxies: 0,
  requestsPerMinute: 3000,
  failedSignIns: 10,
  secondFactor: [],
  texts: false,
  largestUpload,
  largestBody: 2 * 1024 * 1024,
  strangersBody: 500_000,
  patience: 15_000,
};

/** The dependencies of the routes. */
export interface Deps {
  settings: Settings;
  keys: Keys;
  /** The only clock: the current time as far as the API is concerned. */
  clock(): Date;
  log: Logger;
  temporal: Temporal;
  deliver: Deliver;
  library: Library;
  references: References;
  events: Events;
  streams: Streams;
  providers: Providers;
  metrics: MetricsRegistry;
}
