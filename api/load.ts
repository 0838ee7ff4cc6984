import { Tasks } from '../models';

/** What somebody has to do now: open tasks, those past their limit or due within three days, and their cases. */
export interface Load {
  open: number;
  overdue: number;
  soon: number;
  cases: number;
  /** When the oldest of them came. */
  since?: string;
}

const SOON = 3 * 86_400_000;

interface Counted {
  open: number;
  overdue: number;
  soon: number;
  cases: string[];
  since: Date;
}

const count = async (filter: Record<string, unknown>, at: Date): Promise<Counted | undefined> => {
  const [found] = await Tasks.aggregate<Counted>([
    { $match: { ...filter, status: 'open' } },
    {
      $group: {
        _id: null,
        open: { $sum: 1 },
        overdue: { $sum: { $cond: [{ $lte: ['$due', at] }, 1, 0] } },
        soon: {
          $sum: {
            $cond: [{ $and: [{ $gt: ['$due', at] }, { $lte: ['$due', new Date(at.getTime() + SOON)] }] }, 1, 0],
          },
        },
        cases: { $addToSet: '$case' },
        since: { $min: '$openedAt' },
      },
    },
  ]);
  return found;
};

/** The load of one person: what they have, and what they keep because they have the case. Both are found by an index. */
export async function loadOf(user: string, at: Date): Promise<Load> {
  const both = (
    await Promise.all([count({ assignee: user }, at), count({ keeper: user, assignee: { $in: [null] } }, at)])
  ).flatMap((each) => each ?? []);
  const sum = (field: 'open' | 'overdue' | 'soon') => both.reduce((all, each) => all + each[field], 0);
  const [since] = both.map((each) => each.since).sort((a, b) => a.getTime() - b.getTime());
  return {
    open: sum('open'),
    overdue: sum('overdue'),
    soon: sum('soon'),
    cases: new Set(both.flatMap(({ cases }) => cases)).size,
    ...(since && { since: since.toISOString() }),
  };
}
