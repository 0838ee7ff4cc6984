import { Problem } from './errors';
import { namesOf } from './views/people';

/**
 * The problem that somebody else changed something first, with who and when. `by` and `at` are members of the answer.
 */
export async function changedMeanwhile(by: string | undefined | null, at: Date | undefined | null): Promise<Problem> {
  const first = (await namesOf([by]))(by);
  if (!first || !at) return new Problem('CHANGED_MEANWHILE');
  return new Problem('CHANGED_MEANWHILE', {
    detail: {
      zh: `${first.name}已于 ${shanghaiTime(at)} 先行修改，请刷新后再试。`,
      en: `${first.name} changed it first, at ${shanghaiTime(at)}: reload it.`,
    },
    more: { by: first, at: at.toISOString() },
  });
}

/** An instant as shown in texts: 2026-05-11 09:00, China time. */
export const shanghaiTime = (at: Date | undefined): string =>
  at
    ? new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(at)
    : '';
