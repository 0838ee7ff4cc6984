import type { NoticeChannel } from '../../domain/noticeChannels';
import type { Lang } from '../../domain/text';
import type { Delivery, Notice } from '../../models';
import type { Deps } from '../deps';

/** A person who is to be told something. */
export interface Recipient {
  /** `user:<id>`, or `code:<id>` for the holder of a tracking code (api/access/person.ts). */
  person: string;
  /** Works on cases; absent: a party. */
  staff?: true;
  language?: Lang;
  email?: string;
  /** Which party of the notice they are: keys of parties, or the side itself. */
  of?: readonly string[];
  /** The channels that the person does not want. */
  without?: readonly NoticeChannel[];
}

/** Where a channel takes a notice. */
export type Address = Pick<Delivery, 'person' | 'device' | 'to' | 'language' | 'body'> & {
  /** Not before this instant. */
  from?: Date;
};

/** What is to be handed over, under an id that is the same on every attempt. */
export interface Outgoing {
  id: string;
  notice: Notice;
  delivery: Delivery;
}

/** One way by which a notice leaves Heyi. Each is a file in this folder, listed in index.ts. */
export interface Channel {
  /**
   * The addresses to which it takes a notice: none if it is not set up here, or for nobody of these people. `taken`: what
   * the channels before it take.
   */
  addresses(
    notice: Notice,
    people: readonly Recipient[],
    deps: Deps,
    taken: readonly Delivery[],
  ): Address[] | Promise<Address[]>;
  /**
   * Hands it over. Throws `Refused` if trying again is useless and `Later` if the other side asks for patience; any
   * other error means that its outcome is unknown, and it is tried again under the same id. `covered`: another notice
   * said the same meanwhile.
   */
  send(outgoing: Outgoing, deps: Deps, now: Date): Promise<void | 'covered'>;
}

/** It will never be accepted. */
export class Refused extends Error {
  override name = 'Refused';
}

/** The other side asked to be left alone for some time. */
export class Later extends Error {
  override name = 'Later';
  constructor(
    status: number,
    readonly seconds: number | undefined,
  ) {
    super(`answered ${status}`);
  }
}
