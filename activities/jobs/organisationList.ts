import { mayMediate, mediatingKinds } from '../../domain/organisations';
import { upward } from '../../domain/regions';
import { Cases, Organisations, type Case, type Organisation } from '../../models';
import { givenText, type JobType } from './JobType';

/**
 * Lists the organisations that could mediate instead, for a person to choose from: those of the place and of the places
 * above it, nearest first, without the one that has the case. Returns `organisations`, as the options of a form field.
 */
export const organisationList: JobType = async (job) => {
  const about = await Cases.findById(job.case, { organisation: 1, data: 1, region: 1 }).lean<Case>();
  const places = upward(givenText(job, 'region') ?? about?.region ?? job.region ?? '');
  const present = about?.organisation;
  const employer = (about?.data?.employer as { creditCode?: string } | undefined)?.creditCode;
  const found = await Organisations.find({
    region: { $in: places },
    kind: { $in: mediatingKinds },
    active: true,
    _id: { $ne: present },
  })
    .sort({ _id: 1 })
    .lean<Organisation[]>();
  const nearest = found
    .filter((each) => mayMediate(each, employer))
    .sort((a, b) => places.indexOf(a.region) - places.indexOf(b.region));
  return { organisations: nearest.map(({ _id, name }) => ({ value: _id, label: name.zh, label_en: name.en })) };
};
