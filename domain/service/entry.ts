import * as z from 'zod';
import { toDay } from '../limits/dates';
import { serviceMethods } from './methods';

/** What FEEL has not is null; a date may be FEEL's own. */
const absent = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value ?? undefined, schema.optional());
const day = z.preprocess((value) => {
  try {
    return toDay(value);
  } catch {
    return value;
  }
}, z.iso.date());
const text = (most: number) => absent(z.coerce.string().max(most));
const files = absent(z.array(z.coerce.string().max(200)).max(20));

/** One try to serve a paper, and what came of it. */
const attemptSchema = z.looseObject({
  method: z.preprocess((value) => (serviceMethods.has(value) ? value : 'in-person'), z.enum(serviceMethods.codes)),
  on: day,
  result: z.enum(['received', 'refused', 'returned']),
  proof: files,
  /** Of electronic service: where it went, and the paper by which the recipient confirmed that and agreed. */
  address: text(300),
  addressConfirmation: files,
  /** Who signed for it, and as what. */
  receivedBy: text(200),
  /** Why it came back, or why nothing but a public notice was left. */
  why: text(1000),
});
export type Attempt = z.infer<typeof attemptSchema>;

const entrySchema = z.looseObject({
  /** `<instance of the service>/<recipient>`. */
  id: z.string().max(300),
  paper: z.string().max(100),
  recipient: z.string().max(60),
  by: z.enum(['commission', 'court']),
  /** Role codes of who serves it, and the last day for it. */
  servers: absent(z.array(z.coerce.string().max(60)).max(20)),
  until: absent(day),
  madeOn: absent(day),
  /** The limits that count from this service. */
  counts: absent(z.array(z.coerce.string().max(100)).max(20)),
  attempts: z.array(attemptSchema).max(200),
  servedOn: absent(day),
  corrected: absent(z.array(z.looseObject({ from: day, to: day, why: z.string() })).max(200)),
});
/** A paper and one recipient of it in the ledger of service (送达台账). */
export type Entry = z.infer<typeof entrySchema>;

export const readEntry = (value: unknown): Entry => entrySchema.parse(value);

/** As many papers are served in one case as anybody reads; what is kept beyond is looked at no more. */
const MOST = 2_000;

/** The entries of a ledger; what is none is passed over, so that one bad entry hides no other. */
export function readLedger(value: unknown): Entry[] {
  const list = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
  return list.slice(-MOST).flatMap((each) => {
    const read = entrySchema.safeParse(each);
    return read.success ? [read.data] : [];
  });
}

/** The last service of a paper on a recipient that has come about. */
export const servedEntry = (ledger: readonly Entry[], paper: string, recipient: string): Entry | undefined =>
  ledger.findLast((each) => each.paper === paper && each.recipient === recipient && each.servedOn !== undefined);
