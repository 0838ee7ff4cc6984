import type { Logger } from 'pino';
import type { Registry as MetricsRegistry } from 'prom-client';
import { largestUpload } from '../domain/uploads';
import type { Events } from './events/Events';
import type { Streams } from './events/Streams';
import type { Keys } from './keys';
import type { Library } from './library';
import type { HandOver } from './post';
import type { References } from './references';
import type { Providers } from './signIn/providers';
import type { Temporal } from './temporal';

export interface Settings {
  version: string;
  /** Origin under which the app is reached, `https://…`: cookies are then Secure, and no other page may use them. */
  origin?: string;
  /** How many proxies stand before this server, whose word about the client's address is taken. */
  proxies: number;
  /** Folder of the built web app; absent: the API alone. */
  web?: string;
  /** Requests a minute from one address, and sign-ins that may fail. */
  requestsPerMinute: number;
  failedSignIns: number;
  /** Roles that need a second factor, where they do not sign in at a provider. */
  secondFactor: readonly string[];
  /** Bytes of an uploaded file, and of a JSON body. */
  largestUpload: number;
  largestBody: number;
  /** Shared with the court's system. */
  courtSecret?: string;
  /** Lets a collector elsewhere read the metrics. */
  metricsToken?: string;
  /** How long an answer of Temporal is waited for before it is called unknown, in milliseconds. */
  patience: number;
}

export const defaults: Settings = {
  version: '0.1.0',
  proxies: 0,
  requestsPerMinute: 3000,
  failedSignIns: 10,
  secondFactor: [],
  largestUpload,
  largestBody: 2 * 1024 * 1024,
  patience: 15_000,
};

/** All that the routes work with. */
export interface Deps {
  settings: Settings;
  keys: Keys;
  /** The one clock: the time that the API believes it is. */
  clock(): Date;
  log: Logger;
  temporal: Temporal;
  handOver: HandOver;
  library: Library;
  references: References;
  events: Events;
  streams: Streams;
  providers: Providers;
  metrics: MetricsRegistry;
}
