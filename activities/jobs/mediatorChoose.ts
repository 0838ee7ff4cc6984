import { Cases, Mediators, type Case, type Mediator } from '../../models';
import { givenText, givenTexts, type JobType } from './JobType';
import { leastBusy } from './organisationChoose';

/**
 * Chooses a mediator of the organisation (or of the region): never one with a conflict of interest with a party, nor an
 * excluded one; preferably one who speaks the parties' languages; among these the one with the fewest open cases.
 * Returns `mediator` or null.
 */
export const mediatorChoose: JobType = async (job) => {
  const about = await Cases.findById(job.case, { organisation: 1, region: 1, parties: 1, data: 1 }).lean<Case>();
  const organisation = givenText(job, 'organisation') ?? about?.organisation;
  const place = organisation ? { organisation } : { region: givenText(job, 'region') ?? about?.region ?? job.region };
  const data = about?.data as
    | { employer?: { creditCode?: string; name?: string }; workers?: { languages?: string[] } }
    | undefined;
  const sides = new Set(
    [...(about?.parties ?? []), data?.employer?.creditCode, data?.employer?.name].filter((side) => side !== undefined),
  );
  const excluded = new Set(givenTexts(job, 'exclude'));
  const free = (await Mediators.find({ ...place, active: true }).lean<Mediator[]>()).filter(
    ({ _id, conflicts }) => !excluded.has(_id) && !conflicts.some((each) => sides.has(each)),
  );
  const languages = givenTexts(job, 'languages').length
    ? givenTexts(job, 'languages')
    : (data?.workers?.languages ?? []);
  const fluent = free.filter((mediator) => languages.every((language) => mediator.languages.includes(language)));
  if (!free.length) return { mediator: null };
  const { _id, name, user, organisation: of } = await leastBusy(fluent.length ? fluent : free, 'mediator');
  return { mediator: { id: _id, name, user, organisation: of } };
};
