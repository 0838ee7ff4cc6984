import { createHash } from 'node:crypto';
import { AccessCodes, type AccessCode } from '../AccessCode';
import { Cases } from '../Case';
import { Sessions } from '../people';

const MANY = 500;
const sides = ['worker', 'employer'] as const;
type Old = { _id: string; access: Partial<Record<(typeof sides)[number], string>> };

/**
 * Codes of both sides used to be given to the filer: all of them end, so that each side gets its own from staff who
 * check who is asking. Whoever tries an old one is told the reason. Does nothing if already done. Returns how many
 * cases had such codes.
 */
export async function endOldCodes(at: Date): Promise<number> {
  let done = 0;
  for (;;) {
    const cases = (await Cases.collection
      .find({ access: { $exists: true } }, { projection: { access: 1 }, limit: MANY })
      .toArray()) as unknown as Old[];
    if (cases.length === 0) return done;
    const ended = cases.flatMap(endedOf(at));
    if (ended.length > 0)
      await AccessCodes.collection.bulkWrite(
        ended.map(({ _id, ...code }) => ({
          updateOne: { filter: { _id } as never, update: { $setOnInsert: code }, upsert: true },
        })),
      );
    const numbers = cases.map(({ _id }) => _id);
    await Sessions.deleteMany({ 'party.case': { $in: numbers }, 'party.code': { $exists: false } });
    await Cases.collection.updateMany({ _id: { $in: numbers } } as never, { $unset: { access: '' } });
    done += cases.length;
  }
}

const endedOf =
  (at: Date) =>
  ({ _id: number, access }: Old): AccessCode[] =>
    sides.flatMap((side) => {
      const hash = access?.[side];
      if (!hash) return [];
      const _id = createHash('sha256').update(hash).digest('hex').slice(0, 24);
      return [
        {
          _id,
          hash,
          case: number,
          side,
          issuedAt: at,
          revokedAt: at,
          revokedBy: 'system',
          reason: 'both were given to the filer',
        },
      ];
    });
