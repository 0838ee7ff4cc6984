import { ApplicationFailure } from '@temporalio/common';
import type { JobTypeCode } from '../../domain/jobTypes';
import type { Variables } from '../../engine';
import type { Job } from '../../workflows/hostContract';
import { caseFile } from './caseFile';
import { caseSimilar } from './caseSimilar';
import { courtReturn } from './courtReturn';
import { documentCreate } from './documentCreate';
import { documentSign } from './documentSign';
import { httpRequest } from './httpRequest';
import type { JobDeps, JobType } from './JobType';
import { mediatorChoose } from './mediatorChoose';
import { noticeSend } from './noticeSend';
import { organisationChoose } from './organisationChoose';
import { organisationList } from './organisationList';

/** The types that a task definition may use. */
export const jobTypes: Record<JobTypeCode, JobType> = {
  'case.file': caseFile,
  'case.similar': caseSimilar,
  'document.create': documentCreate,
  'document.sign': documentSign,
  'notice.send': noticeSend,
  'organisation.choose': organisationChoose,
  'organisation.list': organisationList,
  'mediator.choose': mediatorChoose,
  'http.request': httpRequest,
  'court.return': courtReturn,
};

type Activities = Record<string, (job: Job) => Promise<Variables | void>>;

/**
 * One activity each; `default` answers for every other type, so that a mistyped one becomes an incident instead of an
 * endless wait.
 */
export const jobActivities = (deps: JobDeps): Activities => ({
  ...Object.fromEntries(Object.entries(jobTypes).map(([type, run]) => [type, (job: Job) => run(job, deps)])),
  default: ({ element, type }: Job) => {
    throw ApplicationFailure.nonRetryable(
      `没有任务类型「${type}」(${element})，请改正模型。 / There is no job type “${type}” (${element}): correct the model.`,
      'NO_SUCH_JOB_TYPE',
    );
  },
});
