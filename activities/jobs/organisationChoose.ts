import { mediatingKinds } from '../../domain/organisations';
import { upward } from '../../domain/regions';
import { Cases, Organisations, type Organisation } from '../../models';
import type { Job } from '../../workflows/hostContract';
import { given, givenText, givenTexts, type JobType } from './JobType';

/**
 * Chooses the mediating organisation: one of the place, or otherwise of the place above it, that deals with the
 * industry and the cause, of a requested kind (`kinds`), which has not had the case (`exclude`), and among these the
 * one with the fewest open cases. An organisation that a supervisor `wanted` is taken. Returns `organisation`, null if
 * there is none: the process then asks a person.
 */
export const organisationChoose: JobType = async (job) => {
  const wanted = idOf(given(job, 'wanted'));
  if (wanted) {
    const named = await Organisations.findById(wanted).lean<Organisation>();
    if (named?.active) return { organisation: shown(named) };
  }
  const region = givenText(job, 'region') ?? job.region ?? '';
  for (const place of upward(region)) {
    const fitting = (await Organisations.find({ region: place, active: true }).lean<Organisation[]>()).filter((each) =>
      fits(each, job),
    );
    if (fitting.length) return { organisation: shown(await leastBusy(fitting, 'organisation')) };
  }
  return { organisation: null };
};

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

function fits({ _id, kind, industries, causes }: Organisation, job: Job): boolean {
  const kinds = givenTexts(job, 'kinds');
  const [industry, cause] = [givenText(job, 'industry'), givenText(job, 'cause')];
  return (
    (kinds.length ? kinds.includes(kind) : (mediatingKinds as readonly string[]).includes(kind)) &&
    !givenTexts(job, 'exclude').includes(_id) &&
    (!industry || !industries.length || industries.includes(industry)) &&
    (!cause || !causes.length || causes.includes(cause))
  );
}

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
