import { partyRoles } from '../../domain/roles';
import {
  Cases,
  Mediators,
  Notices,
  Users,
  type Case,
  type Delivery,
  type Mediator,
  type Notice,
  type User,
} from '../../models';
import type { Job } from '../../workflows/hostContract';
import { cityOf } from '../../domain/regions';
import { given, givenText, givenTexts, misused, type JobDeps, type JobType } from './JobType';

const province = '340000';

/**
 * Notifies people: in the application immediately, and by e-mail and webhook if available. It never fails because a
 * channel is missing.
 */
export const noticeSend: JobType = async (job, deps) => {
  const to = givenTexts(job, 'to');
  const text = bilingual(job, 'text');
  const title = bilingual(job, 'title') ?? text;
  if (!to.length || !text)
    throw misused(job, '需要收件人 to 和内容 text', 'it needs recipients (to) and a text (text)');
  const about = await Cases.findById(job.case, { parties: 1, region: 1, organisation: 1, mediator: 1 }).lean<Case>();
  const audience = (await Promise.all(to.map((role) => audienceOf(role, job, about)))).flat();
  await putNotice(
    {
      _id: job.id,
      case: job.case,
      audience: [...new Set(audience)],
      title: title!,
      text,
      limit: givenText(job, 'limit'),
      at: deps.clock(),
      readBy: [],
      deliveries: [],
    },
    deps,
  );
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

/** Stores the notice with its deliveries; the same job sends one notice. */
export async function putNotice(notice: Notice, deps: JobDeps, more: Delivery[] = []): Promise<void> {
  const deliveries = [...more, ...(await emails(notice, deps)), ...(deps.webhook ? [waiting('webhook')] : [])];
  const stored = { ...notice, deliveries, ...(deliveries.length ? { nextAt: notice.at } : {}) };
  await Notices.collection.updateOne(
    { _id: notice._id } as never,
    { $setOnInsert: withoutId(stored) },
    { upsert: true },
  );
}

export const waiting = (channel: Delivery['channel'], more: Partial<Delivery> = {}): Delivery => ({
  channel,
  status: 'waiting',
  attempts: 0,
  ...more,
});

const withoutId = ({ _id, ...rest }: Notice): Omit<Notice, '_id'> => rest;

async function emails({ audience }: Notice, { smtp }: JobDeps): Promise<Delivery[]> {
  if (!smtp) return [];
  const ids = audience.filter((each) => each.startsWith('user:')).map((each) => each.slice('user:'.length));
  const parties = audience.filter((each) => each.startsWith('party:')).map((each) => each.slice('party:'.length));
  const users = await Users.find({ active: true, _id: { $in: ids } }, { email: 1 }).lean<User[]>();
  const owners = parties.length
    ? await Users.find({ active: true, parties: { $in: parties } }, { email: 1 }).lean<User[]>()
    : [];
  return [...new Set([...users, ...owners].flatMap(({ email }) => email ?? []))].map((to) => waiting('email', { to }));
}

/**
 * The recipients of a notice to a role: the parties of this case, its mediator, or those in charge of the level's area.
 */
async function audienceOf(role: string, job: Job, about: Case | null): Promise<string[]> {
  if (role.includes(':')) return [role];
  if ((partyRoles as readonly string[]).includes(role))
    return (about?.parties ?? []).filter((key) => key.startsWith(`${role}:`)).map((key) => `party:${key}`);
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
