import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { QuietHours } from '../domain/quietHours';
import type { Text } from '../domain/text';
import type { Reassignment } from '../models';
import type { PushSettings } from './channels/push';
import type { TextMessages } from './channels/textMessages';

/** The external dependencies of the activities; created in bin/worker.ts. */
export interface Deps {
  /** The one clock: real time, or the test server's. */
  clock(): Date;
  /** Carries messages, signals and starts to other instances. */
  client: Client;
  taskQueue: string;
  log: Logger;
  /** Restores steps of a case that MongoDB has lost from Temporal's histories (bin/restoreSteps.ts). */
  restore?(of: string): Promise<number>;
  /**
   * What a user may reach now by a permission, as a filter on what belongs to a place; undefined: nothing. Decided in
   * api/access.
   */
  reachOf(
    user: string,
    permission: 'operation.repair' | 'reference.write' | 'task.reassign',
  ): Promise<object | undefined>;
  /** Those of some cases to which a user, or somebody in whose hands they are, is a party. Decided in api/access. */
  ownAmong(user: string, cases: string[]): Promise<Set<string>>;
  /** Reassigns a task once per bulk work; returns why not if it is refused. Decided in api/reassign.ts. */
  reassign(order: Reassignment): Promise<(Text & { code: string }) | undefined>;
  /** The only hosts that `http.request` may call. */
  httpAllowed: string[];
  /** Signs outgoing requests (HMAC-SHA256). */
  httpSecret?: string;
  /** Where results of court referrals are sent. */
  court?: { url: string; secret: string };
  /** Where people open Heyi, for what is sent to them; without a slash at its end. */
  site?: string;
  /** Delivery channels for notices. */
  smtp?: { url: string; from: string };
  webhook?: { url: string; secret: string };
  push?: PushSettings;
  /** Sends text messages; absent: there is no gateway. */
  texts?: TextMessages;
  /** Decrypts what the API has stored encrypted, and a keyed hash that nobody else can compute (api/keys.ts). */
  open?(sealed: string): unknown;
  sign?(text: string): string;
  /** When text and push messages wait; absent: as usual. */
  quiet?: QuietHours;
  /** How many days a one-time link lasts at most. */
  linkDays?: number;
}
