import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { programOf } from '../workflows/programs';

/** What the activities need from outside; made in bin/worker.ts. */
export interface Deps {
  /** The one clock: real time, or the test server's. */
  clock(): Date;
  /** Carries messages, signals and starts to other instances. */
  client: Client;
  taskQueue: string;
  log: Logger;
  /** Makes a bundle runnable (workflows/programs.ts). */
  programOf: typeof programOf;
  /** Takes steps of a case that MongoDB has lost out of Temporal's histories (bin/restoreSteps.ts). */
  restore?(of: string): Promise<number>;
  /**
   * What a user reaches now by a permission, as a filter of what belongs to a place; undefined: nothing. Decided in
   * api/access.
   */
  reachOf(user: string, permission: 'operation.repair' | 'reference.write'): Promise<object | undefined>;
  /** Hosts that `http.request` may call; it refuses all others. */
  httpAllowed: string[];
  /** Signs requests that leave the house (HMAC-SHA256). */
  httpSecret?: string;
  /** Where results of court referrals go. */
  court?: { url: string; secret: string };
  /** Ways out for notices. */
  smtp?: { url: string; from: string };
  webhook?: { url: string; secret: string };
}
