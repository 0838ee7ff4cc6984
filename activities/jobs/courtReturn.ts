import { cityOf } from '../../domain/regions';
import { Cases, type Case } from '../../models';
import { putNotice, waiting } from '../notices/put';
import { given, givenText, type JobType } from './JobType';

/**
 * Returns the result of a mediation that a court referred: always as a record that its liaison sees, and to the court's
 * system if one is configured, retried until it arrives.
 */
export const courtReturn: JobType = async (job, deps) => {
  const about = await Cases.findById(job.case, { data: 1, region: 1 }).lean<Case>();
  const referral =
    given(job, 'referral') ?? (about?.data as { courtReferral?: unknown } | undefined)?.courtReferral ?? null;
  const result = givenText(job, 'result') ?? '';
  const at = deps.clock();
  const region = about?.region ?? job.region ?? '340000';
  const body = {
    case: job.case,
    referral,
    result,
    reason: given(job, 'reason') ?? null,
    agreement: given(job, 'agreement') ?? null,
    confirmation: given(job, 'confirmation') ?? null,
    returnedAt: at.toISOString(),
  };
  const number = (referral as { number?: string } | null)?.number ?? '';
  await putNotice(
    {
      _id: job.id,
      case: job.case,
      audience: [`court@${region}`, 'court@340000'],
      region,
      city: cityOf(region),
      at,
      title: { zh: `调解结果已返回法院 ${number}`.trim(), en: `The result was returned to the court ${number}`.trim() },
      text: {
        zh: `案件 ${job.case} 的调解结果：${result}`,
        en: `Result of the mediation of case ${job.case}: ${result}`,
      },
    },
    deps.court ? [waiting(job.id, 'court', { body })] : [],
  );
  return { courtReturn: { result, returnedAt: at.toISOString() } };
};
