import samples from '../../../../domain/case.samples.json';
import type { Job } from './Trial';

interface Sample {
  title: string;
  filed: string;
  region: string;
  [field: string]: unknown;
}

/** Disputes as input for a trial, in the form in which the pipeline receives them. */
export const sampleCases = (samples as unknown as Sample[]).map(({ title, filed, ...data }, index) => {
  const number = `AH-${data.region}-${filed.slice(0, 4)}-${String(index + 1).padStart(6, '0')}`;
  return { title, filed, number, case: { ...data, number, filedOn: filed, filedAt: `${filed}T09:00:00+08:00` } };
});

/** Default results of jobs of outside systems; the person may enter others. */
type JobRequest = Pick<Job, 'job' | 'variables' | 'key'>;
const results: Record<string, (job: JobRequest) => Record<string, unknown>> = {
  'case.file': () => ({ filedAs: { number: 'AH-340104-2026-000001' } }),
  'document.create': ({ variables, key }) => ({ documentId: `${String(variables.document ?? 'document')}-${key}` }),
  'notice.send': () => ({}),
  'organisation.choose': ({ variables }) => ({
    organisation: { id: 'trial-organisation', name: '试运行调解组织', region: variables.region ?? null },
  }),
  'organisation.list': () => ({
    organisations: [{ value: 'trial-organisation', label: '试运行调解组织', label_en: 'Trial organisation' }],
  }),
  'mediator.choose': () => ({ mediator: { id: 'trial-mediator', name: '试运行调解员' } }),
  'http.request': () => ({ status: 200, body: {} }),
  'court.return': () => ({ returned: true }),
};

export const resultOf = (job: JobRequest): Record<string, unknown> => results[job.job]?.(job) ?? {};
