import { model } from './schema';

/** Days on which somebody is absent, and who stands in for them. It ends by itself, or when it is taken back. */
export interface Absence {
  _id: string;
  user: string;
  /** The first and the last day, `YYYY-MM-DD`. */
  from: string;
  to: string;
  deputy: string;
  by: string;
  at: Date;
  endedBy?: string;
  endedAt?: Date;
}

export const Absences = model<Absence>(
  'Absence',
  'absences',
  {
    user: String,
    from: String,
    to: String,
    deputy: String,
    by: String,
    at: Date,
    endedBy: String,
    endedAt: Date,
  },
  [[{ user: 1, to: 1 }], [{ deputy: 1, to: 1 }]],
);

const on = (day: string) => ({ from: { $lte: day }, to: { $gte: day }, endedAt: { $exists: false } });

/** The absences of that day among these people. */
export const absencesOn = (day: string, users: readonly string[]): Promise<Absence[]> =>
  users.length
    ? Absences.find({ user: { $in: [...users] }, ...on(day) })
        .lean<Absence[]>()
        .exec()
    : Promise.resolve([]);

/** Those for whom somebody stands in on that day. */
export const deputisedOn = async (day: string, deputy: string): Promise<string[]> =>
  (await Absences.find({ deputy, ...on(day) }, { user: 1 }).lean<Absence[]>()).map(({ user }) => user);
