import { Problem } from './errors';
import { namesOf } from './views/people';

/** Somebody else was first: who, and when. `by` and `at` are members of the answer. */
export async function changedMeanwhile(by: string | undefined | null, at: Date | undefined | null): Promise<Problem> {
  const first = (await namesOf([by]))(by);
  if (!first || !at) return new Problem('CHANGED_MEANWHILE');
  return new Problem('CHANGED_MEANWHILE', {
    detail: {
      zh: `${first.name}已于 ${shanghai(at)} 先行修改，请刷新后再试。`,
      en: `${first.name} changed it first, at ${shanghai(at)}: load it again.`,
    },
    more: { by: first, at: at.toISOString() },
  });
}

/** An instant as it is told in words: 2026-05-11 09:00, in the time of China. */
export const shanghai = (at: Date | undefined): string =>
  at
    ? new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(at)
    : '';
