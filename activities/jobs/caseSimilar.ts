import type { Claim } from '../../domain/case';
import type { Workers } from '../../domain/party';
import { isJoinable } from '../../domain/repeated';
import { asApplied, Cases, type Case } from '../../models';
import { plain } from '../../models/terms';
import { given, type JobType } from './JobType';

/** The maximum number of filings that are offered for joining, and that are looked at for it. */
const most = 100;
const looked = 300;

/**
 * The other open filings of workers against the same employer (`employer`) on the same matter, as repeated filings are
 * recognised, for which the commission of this case is competent, in other areas too, as long as they are not decided:
 * `similar`, each as domain/joining reads it, with names but no identity numbers.
 */
export const caseSimilar: JobType = async (job) => {
  const employer = given(job, 'employer') as { creditCode?: string; ownerIdentityNumber?: string } | null;
  const code = employer?.creditCode ?? employer?.ownerIdentityNumber;
  const claims = (given(job, 'claims') as Claim[] | null) ?? [];
  if (!code || !job.case) return { similar: [] };
  // Where the case is now: it may have been transferred since its instances began.
  const own = await Cases.findById(job.case, { region: 1 }).lean<Case>();
  const found = await Cases.find(
    {
      terms: plain(code),
      status: 'open',
      stage: 'arbitration',
      // What is decided is not joined any more.
      'facts.arbitration.result': null,
      causes: { $in: claims.map(({ cause }) => cause) },
      _id: { $ne: job.case },
    },
    { data: 1, facts: 1 },
  )
    .sort({ filedAt: -1, _id: -1 })
    .limit(looked)
    .lean<Case[]>();
  const lead = { region: own?.region ?? job.region, claims };
  return {
    similar: found
      .filter((each) => {
        const applied = asApplied(each);
        return (applied.applicant ?? 'worker') === 'worker' && isJoinable(lead, applied);
      })
      .slice(0, most)
      .map(shown),
  };
};

function shown({ _id, data }: Case) {
  const { workers, claims } = data as unknown as { workers: Workers; claims: Claim[] };
  return {
    number: _id,
    label: workers.label,
    count: workers.count,
    claims: claims.map(({ cause, amount, facts }) => ({ cause, amount, facts })),
    ...(workers.members && { members: workers.members.map(({ name }) => ({ name })) }),
  };
}
