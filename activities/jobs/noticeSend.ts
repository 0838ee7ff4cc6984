import { partyRoles } from '../../domain/roles';
import { keysOfSide, partyKeys } from '../../domain/partyKeys';
import { Cases, Mediators, type Case, type Mediator } from '../../models';
import type { Job } from '../../workflows/hostContract';
import { cityOf } from '../../domain/regions';
import { putNotice } from '../notices/put';
import { given, givenText, givenTexts, misused, placeOf, type JobType } from './JobType';

const province = '340000';
const placeFields = { parties: 1, region: 1, city: 1, organisation: 1, mediator: 1 };

/** Where the case of a notice belongs: it decides who may read what is not open, and who sees what became of it. */
function placeOfCase(about: Case | null, { region = province }: Pick<Job, 'region'>) {
  if (!about) return { region, city: cityOf(region) };
  const { parties, region: at, city, organisation, mediator } = about;
  return { parties, region: at, city, organisation, mediator };
}

/**
 * Notifies people: in the pages, and by the channels that reach them (activities/channels/). It never fails because a
 * channel is missing.
 */
export const noticeSend: JobType = async (job, deps) => {
  const to = givenTexts(job, 'to');
  const text = bilingual(job, 'text');
  const title = bilingual(job, 'title') ?? text;
  if (!to.length || !text)
    throw misused(job, '需要收件人 to 和内容 text', 'it needs recipients (to) and a text (text)');
  const about = await Cases.findById(job.case, placeFields).lean<Case>();
  const audience = (await Promise.all(to.map((role) => audienceOf(role, job, about)))).flat();
  await putNotice({
    _id: job.id,
    case: job.case,
    audience: [...new Set(audience)],
    title: title!,
    text,
    limit: givenText(job, 'limit'),
    compartment: placeOf(job),
    side: job.side,
    ...placeOfCase(about, job),
    at: deps.clock(),
  });
  return {};
};

/** `title` and `title_en`, or a context of `zh` and `en`. */
function bilingual(job: Job, name: string): { zh: string; en: string } | undefined {
  const value = given(job, name);
  if (typeof value === 'object' && value !== null && 'zh' in value)
    return { zh: String(value.zh), en: String('en' in value ? value.en : value.zh) };
  const zh = givenText(job, name);
  return zh === undefined ? undefined : { zh, en: givenText(job, `${name}_en`) ?? zh };
}

/**
 * The recipients of a notice to a role: the parties of this case, its mediator, or those in charge of the level's area; with
 * a place (`arbitrator@340111`), those there.
 */
async function audienceOf(role: string, job: Job, about: Case | null): Promise<string[]> {
  if (role.includes(':') || role.includes('@')) return [role];
  if ((partyRoles as readonly string[]).includes(role))
    return keysOfSide(partyKeys(about?.parties ?? []), role).map((key) => `party:${key}`);
  if (role === 'mediator' && about?.mediator) {
    const mediator = await Mediators.findById(about.mediator, { user: 1 }).lean<Mediator>();
    if (mediator?.user) return [`user:${mediator.user}`];
  }
  return areasOf(role, job, about).map((area) => `${role}@${area}`);
}

function areasOf(role: string, job: Job, about: Case | null): string[] {
  const region = about?.region ?? job.region ?? province;
  const organisation = givenText(job, 'organisation') ?? about?.organisation;
  switch (givenText(job, 'level')) {
    case 'organisation':
      return organisation ? [organisation] : [region];
    case 'county':
      return [region];
    case 'city':
      return [cityOf(region)];
    case 'province':
      return [province];
    default:
      return role === 'mediator' && organisation ? [organisation] : [...new Set([region, cityOf(region), province])];
  }
}
