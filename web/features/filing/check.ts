import { caseFiledOn } from '../../../domain/case';
import { problems } from '../../../domain/problems';
import type { Day } from '../../../domain/limits/dates';
import { language } from '../../texts';
import type { Data } from './useFiling';

/** The errors of a filing made today, by path, found with the same schema that the server uses. */
export function check(body: Data, today: string): { path: string; message: string }[] {
  const read = caseFiledOn(today as Day).safeParse(body);
  if (read.success) return [];
  return problems(read.error, body).map(({ path, zh, en }) => ({
    path: path.join('.'),
    message: language() === 'zh' ? zh : en,
  }));
}
