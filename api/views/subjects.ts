import { subjectOfKey, type Subject } from '../../domain/matters';
import { Employers, type Employer } from '../../models';
import { outside } from '../access/targets';
import { namesOf } from './people';

/** A side of a case (`worker@…`) is no person of the register: whoever enters a number would read who its parties are. */
const isSide = (id: string): boolean => id.includes('@');

/** What a matter is about, by its keys, as people recognise it; ids of matters are as in URLs. */
export async function subjectsShown(keys: readonly string[]): Promise<(Subject & { name?: string })[]> {
  const subjects = keys.flatMap((key) => subjectOfKey(key) ?? []);
  const codes = subjects.filter(({ kind }) => kind === 'employer').map(({ id }) => id);
  const employers = codes.length
    ? await Employers.find({ codes: { $in: codes } }, { name: 1, codes: 1 }).lean<Employer[]>()
    : [];
  const isNamed = ({ kind, id }: Subject) => (kind === 'organisation' || kind === 'person') && !isSide(id);
  const names = await namesOf(subjects.filter(isNamed).map(({ id }) => id));
  return subjects.map(({ kind, id }) => {
    if (kind === 'matter') return { kind, id: outside(id) };
    if (isSide(id)) return { kind, id };
    const name = kind === 'employer' ? employers.find((each) => each.codes.includes(id))?.name : names(id)?.name;
    return { kind, id, ...(name !== undefined && { name }) };
  });
}
