import { model } from './schema';

/**
 * The number at which a person can be reached with secrets. Only a person whose identity is established has one: an
 * account whose identity was checked, or the holder of a tracking code that staff handed over. What the other side
 * entered about somebody is never a contact.
 */
export interface Contact {
  /** The person (api/access/person.ts); one contact each. */
  _id: string;
  /** In E.164, encrypted. */
  number: string;
  /** Its last digits. */
  tail: string;
  /** How the person was identified who gave it (domain/identification.ts). */
  means: string;
  note?: string;
  /** The member of staff who recorded it; absent if the person entered it, with a code sent to it. */
  recordedBy?: string;
  at: Date;
}

export const Contacts = model<Contact>('Contact', 'contacts', {
  number: String,
  tail: String,
  means: String,
  note: String,
  recordedBy: String,
  at: Date,
});
