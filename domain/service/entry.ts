import * as z from 'zod';

import { absent, dayFromFeel } from './day';
import { servers, serviceMethods } from './methods';

const day = dayFromFeel();
const text = (most: number) => absent(z.coerce.string().max(most));
const files = absent(z.array(z.coerce.string().max(200)).max(20));

/** One attempt to serve a paper, and its result. */
const attemptSchema = z.looseObject({
  method: z.preprocess((value) => (serviceMethods.has(value) ? value : 'in-person'), z.enum(serviceMethods.codes)),
  on: day,
  result: z.enum(['received', 'refused', 'returned']),
  proof: files,
  /** For electronic service: the address, and the document in which the recipient confirmed it and consented. */
  address: text(300),
  addressConfirmation: files,
  /** Who signed for it, and in what capacity. */
  receivedBy: text(200),
  /** Why it was returned, or why only public notice was possible. */
  why: text(1000),
});
export type Attempt = z.infer<typeof attemptSchema>;

const entrySchema = z.looseObject({
  /** `<instance of the service>/<recipient>`. */
  id: z.string().max(300),
  paper: z.string().max(100),
  recipient: z.string().max(60),
  by: z.enum(servers),
  /** Role codes of those who serve it, and the last day for it. */
  servers: absent(z.array(z.coerce.string().max(60)).max(20)),
  until: absent(day),
  madeOn: absent(day),
  /** The limits that run from this service. */
  counts: absent(z.array(z.coerce.string().max(100)).max(20)),
  attempts: z.array(attemptSchema).max(200),
  servedOn: absent(day),
  corrected: absent(z.array(z.looseObject({ from: day, to: day, why: z.string() })).max(200)),
});
/** A paper and one recipient of it in the ledger of service (送达台账). */
export type Entry = z.infer<typeof entrySchema>;

export const readEntry = (value: unknown): Entry => entrySchema.parse(value);

/** The maximum number of entries that are read in one case; further ones are ignored. */
const MOST = 2_000;

/** The valid entries of a ledger; invalid ones are skipped, so that a bad entry does not hide others. */
export function readLedger(value: unknown): Entry[] {
  const list = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
  return list.slice(-MOST).flatMap((each) => {
    const read = entrySchema.safeParse(each);
    return read.success ? [read.data] : [];
  });
}

/** The last effective service of a paper on a recipient. */
export const servedEntry = (ledger: readonly Entry[], paper: string, recipient: string): Entry | undefined =>
  ledger.findLast((each) => each.paper === paper && each.recipient === recipient && each.servedOn !== undefined);
