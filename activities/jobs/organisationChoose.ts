import { fitness, mayMediate } from '../../domain/organisations';
import { upward } from '../../domain/regions';
import { Cases, Organisations, type Organisation } from '../../models';
import { given, givenText, givenTexts, type JobType } from './JobType';

/**
 * Chooses the mediating organisation: the one that the parties or a supervisor `wanted`, if it may mediate the dispute;
 * otherwise one of the place, or else of the place above it, that has not had the case (`exclude`): the kinds, industries
 * and causes weigh in that order (`fitness`), and among equals the fewest open cases. Returns `organisation`, null if
 * there is none: the process then asks a person.
 */
export const organisationChoose: JobType = async (job) => {
  const had = givenTexts(job, 'exclude');
  const about = {
    kinds: givenTexts(job, 'kinds'),
    employer: givenText(job, 'employer'),
    industry: givenText(job, 'industry'),
    causes: givenTexts(job, 'causes'),
  };
  const wanted = idOf(given(job, 'wanted'));
  if (wanted && !had.includes(wanted)) {
    const named = await Organisations.findById(wanted).lean<Organisation>();
    if (named?.active && mayMediate(named, about.employer)) return { organisation: shown(named) };
  }
  const region = givenText(job, 'region') ?? job.region ?? '';
  for (const place of upward(region)) {
    const fitting = (await Organisations.find({ region: place, active: true }).lean<Organisation[]>()).flatMap(
      (each) => {
        const rank = had.includes(each._id) ? undefined : fitness(each, about);
        return rank ? [{ each, rank: rank.join('/') }] : [];
      },
    );
    const best = fitting.map(({ rank }) => rank).sort(byNumbers)[0];
    const equal = fitting.filter(({ rank }) => rank === best).map(({ each }) => each);
    if (equal.length) return { organisation: shown(await leastBusy(equal, 'organisation')) };
  }
  return { organisation: null };
};

/** Orders ranks such as 0/1/0. */
const byNumbers = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

const shown = ({ _id, name, kind, region }: Organisation) => ({
  id: _id,
  name: name.zh,
  name_en: name.en,
  kind,
  region,
});

/** Chosen by its id, or as the object that an earlier choice returned. */
const idOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : value ? String(value) : undefined;

/** The one with the fewest open cases; among equals the first by id, so that a retry makes the same choice. */
export async function leastBusy<T extends { _id: string }>(
  candidates: T[],
  field: 'organisation' | 'mediator',
): Promise<T> {
  const loads = await Promise.all(
    candidates.map(async (each) => ({ each, load: await Cases.countDocuments({ [field]: each._id, status: 'open' }) })),
  );
  return loads.sort((a, b) => a.load - b.load || (a.each._id < b.each._id ? -1 : 1))[0]!.each;
}
