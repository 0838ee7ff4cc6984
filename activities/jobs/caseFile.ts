import type { Case as Filed } from '../../domain/case';
import { formatCaseNumber } from '../../domain/caseNumber';
import { commissionName } from '../../domain/competence';
import { toDay } from '../../domain/limits/dates';
import { cityOf } from '../../domain/regions';
import { keysOfSide, partyKeys } from '../../domain/partyKeys';
import { Cases, numberFor, readFile, storeFile, StoredDocuments, type Case, type StoredDocument } from '../../models';
import { filingInput } from '../../workflows/messages';
import { startInstance } from '../messages/startInstance';
import { putNotice } from '../notices/put';
import { given, givenText, misused, type JobType } from './JobType';

/** The most papers of the applicant that are carried over. */
const most = 500;

/** A case as its process has it. */
type Going = Filed & { number?: string; filedAt?: string; filedOn?: string };

/**
 * Files the dispute (`filing`, on the day `on`) with the commission of its region, as a case with a number of its own
 * that names the one it comes from, and carries over what the applicant had filed: `filedAs` { number }. Having applied
 * here began the limitation anew (Law art. 27(2)).
 */
export const caseFile: JobType = async (job, deps) => {
  const { number: from, filedAt: _, filedOn, ...dispute } = (given(job, 'filing') ?? {}) as Going;
  const commission = commissionName(dispute.region);
  const about = await Cases.findById(job.case, { parties: 1 }).lean<Case>();
  if (!from || !commission || !about)
    throw misused(job, '没有可以立案的争议或者受理地区', 'there is no dispute to file, or no place to file it in');
  const filedAt = deps.clock().toISOString();
  // Of the day on which it was asked for, so that a later attempt draws from the same series.
  const year = Number((givenText(job, 'on') ?? toDay(filedAt)).slice(0, 4));
  const sequence = await numberFor(`case/${dispute.region}/${year}`, job.id);
  const number = formatCaseNumber({ region: dispute.region, year, sequence });
  const filed = {
    ...dispute,
    filedFrom: from,
    interruptions: [...(dispute.interruptions ?? []), { on: filedOn ?? toDay(filedAt), kind: 'relief' as const }],
  };
  await startInstance(deps, filingInput(filed, { number, filedAt, parties: about.parties }), true);
  await carryDocuments(from, { number, region: dispute.region }, dispute.applicant);
  await putNotice({
    _id: job.id,
    case: number,
    audience: keysOfSide(partyKeys(about.parties), dispute.applicant).map((key) => `party:${key}`),
    title: { zh: `已向${commission.zh}申请仲裁`, en: `Filed with the ${commission.en}` },
    text: {
      zh: `原案${from}不属于原仲裁委员会管辖，已转为新案${number}，您提交的材料已一并带去。`,
      en: `Case ${from} was outside the jurisdiction of its commission and is filed anew as ${number}, with what you had filed.`,
    },
    region: dispute.region,
    city: cityOf(dispute.region),
    at: deps.clock(),
  });
  return { filedAs: { number } };
};

/** Copies what the applicant filed openly; what was said in negotiation and mediation stays where it is. */
async function carryDocuments(
  from: string,
  to: { number: string; region: string },
  applicant: Filed['applicant'],
): Promise<void> {
  const filed = await StoredDocuments.find({
    case: from,
    createdAs: applicant,
    compartment: { $in: [null, 'open'] },
  })
    .sort({ createdAt: 1 })
    .limit(most)
    .lean<StoredDocument[]>();
  for (const { _id, task: _task, instance: _instance, element: _element, ...document } of filed) {
    const own = `${to.number}/${_id}`;
    if (await StoredDocuments.exists({ _id: own })) continue;
    const file = await storeFile(document.fileName, await readFile(document.file, document.size));
    await StoredDocuments.create({ ...document, _id: own, case: to.number, region: to.region, file });
  }
}
