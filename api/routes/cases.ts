import type { RecordedFor } from '../../domain/identification';
import type { Compartment } from '../../domain/compartments';
import { caseFiledOn, type Case as Filed } from '../../domain/case';
import { filingChannels, isOwnChannel } from '../../domain/channels';
import { documents, mayFile, type Course } from '../../domain/documents';
import { displayCaseNumber } from '../../domain/caseNumber';
import { isInternalMatter } from '../../domain/internalMatters';
import { toDay } from '../../domain/limits/dates';
import { mayMediate, mediatingKinds } from '../../domain/organisations';
import { upward } from '../../domain/regions';
import { endingWithdrawal, withdrawalBar } from '../../domain/weight';
import { keysOfSide } from '../../domain/partyKeys';
import { began, sidesOf, isParty, type Side } from '../../domain/reach';
import { partyRoles, type Role } from '../../domain/roles';
import {
  agentsAmong,
  agentsOf,
  asApplied,
  filedAs,
  Cases,
  Comments,
  Deadlines,
  Instances,
  Organisations,
  Steps,
  StoredDocuments,
  Tasks,
  transferredFrom,
  type Case,
  type Comment,
  type Deadline,
  type Instance,
  type Organisation,
  type StoredDocument,
  type Task,
} from '../../models';
import { confirmByCode, demandNamed, demandPower, mayBind, rolesInCharge, speaksFor } from '../access/binding';
import { contactOf, personOf } from '../access/person';
import { withdrawing } from '../texts/confirming';
import { sendCode } from '../texts/oneTimeCodes';
import { mayKnowOf, mayOpen, openCompartments } from '../access/compartments';
import { demandAgents, demandImpartial } from '../access/exclusions';
import { reaches } from '../access/reach';
import { belonging, inside, outside } from '../access/targets';
import type { Who } from '../access/Who';
import { audit } from '../audit/audit';
import { putCode } from '../codes';
import * as contract from '../contract/cases';
import { courseOf } from '../documents/course';
import { demandDocuments } from '../validateInput';
import { invalid, Problem } from '../errors';
import { firstTask } from '../firstTask';
import { planFiling, runInputOf, type FilingPlan } from '../filing';
import { partiesOf } from '../partyKeys';
import { PIPELINE } from '../../workflows/messages';
import { route, type Call } from '../http/Route';
import { valid } from '../http/validate';
import { sha256 } from '../keys';
import { similarCases } from '../similar';
import { firstStep } from '../preview';
import { caseRows } from '../views/cases';
import { deadlineView } from '../views/deadlines';
import { documentViews } from '../views/documents';
import { masked } from '../views/masked';
import { taskRows } from '../views/tasks';
import { namesOf } from '../views/people';
import { matterKinds, nameOfOutcome } from '../matterKinds';
import { subjectsShown } from '../views/subjects';
import { lookOf } from './tasks';

type On<Suffix extends string, Body = unknown> = Call<`/cases/{number}${Suffix}`, unknown, Body>;

export const caseRoutes = [
  route(contract.fileCase, fileCase),
  route(contract.previewCase, async ({ body, at, asker, deps }) => {
    const filed = filedToday(body, at);
    const { variables } = await firstStep(
      deps.library,
      PIPELINE,
      { case: { ...filed, number: '', filedAt: at.toISOString(), filedOn: toDay(at.toISOString()) } },
      at,
    );
    return {
      triage: (variables.triage as Record<string, unknown> | undefined) ?? null,
      organisations: (await mediatingFor(filed)).map(({ _id, name, kind }) => ({ id: _id, name, kind })),
      similar: await similarCases(asker, {
        parties: partiesOf(filed, deps.keys),
        employer: filed.employer.name,
        claims: filed.claims,
      }),
    };
  }),
  route(contract.similarCases, async ({ target, who }) =>
    similarCases(who, {
      parties: target.parties,
      employer: target.employer,
      claims: asApplied(target).claims as Filed['claims'],
      except: target._id,
    }),
  ),
  route(contract.readCase, readCase),
  route(contract.caseDeadlines, async ({ target, who, at, deps }) => {
    const references = await deps.references.inForce();
    const shown = deadlinesFor(reaches(who, 'case.inside', belonging(target)), await deadlinesOf(target));
    return { rows: shown.map((deadline) => deadlineView(deadline, at, references)) };
  }),
  route(contract.withdrawCase, withdraw),
  route(contract.sendWithdrawalCode, async (call) => {
    const { target: found, who, deps } = call;
    const person = await personOf(who);
    const contact = await contactOf(person);
    if (!person || !contact) throw new Problem('NEEDS_IDENTITY');
    if (!mayWithdraw(who, found)) throw new Problem('FORBIDDEN');
    if (!(await speaksFor(who, found, applicantOf(found)))) throw new Problem('SEVERAL');
    return sendCode(call, withdrawing(found._id)(person), {
      to: deps.keys.open(contact.number) as string,
      purpose: { zh: `撤回案件${found._id}`, en: `the withdrawal of case ${found._id}` },
      chain: found._id,
      case: found._id,
    });
  }),
  route(contract.listComments, async ({ target, who }) => {
    const rows = await Comments.find({ case: target._id }).sort({ at: 1 }).lean<Comment[]>();
    return { rows: rows.filter((comment) => mayOpen(who, belonging(target), comment)).map(commentView) };
  }),
  route(contract.addComment, addComment),
];

/** A case as it may be filed today: nothing in it is dated in the future. */
const filedToday = (filed: Filed, now: Date): Filed => valid(caseFiledOn(toDay(now.toISOString())), filed, 'INVALID');

async function fileCase(call: Call<'/cases', unknown, Filed>) {
  const { body, asker, at, deps, plan } = call;
  const filed = filedToday(body, at);
  demandOwn(asker, filed, partiesOf(filed, deps.keys));
  if (!isStaff(asker)) demandUnsent(filed);
  await demandAgents({ region: filed.region, stage: filed.entryStage, data: filed }, agentsOf(filed));
  await demandMediating(filed);
  const decided = await plan(() => planFiling(filed, at));
  const access = isStaff(asker) ? undefined : await filersCode(call, filed, decided);
  const first = firstTask(deps.events, decided.number);
  try {
    await deps.temporal.start(runInputOf(filed, decided, deps.keys, asker?.id));
    if (!(await Tasks.exists({ case: decided.number }))) await first.came;
  } finally {
    first.forget();
  }
  const found = (await Cases.findById(decided.number).lean<Case>())!;
  const tasks = await Tasks.find({ case: decided.number, status: 'open' }).sort({ due: 1 }).lean<Task[]>();
  return {
    number: decided.number,
    display: displayCaseNumber(decided.number),
    filedAt: decided.filedAt,
    stage: found.stage,
    ...(access && { access }),
    tasks: await taskRows(
      tasks.filter(({ groups }) => groups.includes(filed.applicant)),
      await lookOf(call),
    ),
  };
}

const isStaff = (asker: Who | undefined): asker is Who => asker !== undefined && !isParty(asker);

/** The organisations that may mediate a dispute, of its place and of those above, nearest first. */
async function mediatingFor({ region, employer }: Filed): Promise<Organisation[]> {
  const places = upward(region);
  const found = await Organisations.find({ region: { $in: places }, kind: { $in: mediatingKinds }, active: true })
    .sort({ _id: 1 })
    .limit(200)
    .lean<Organisation[]>();
  return found
    .filter((each) => mayMediate(each, employer.creditCode))
    .sort((a, b) => places.indexOf(a.region) - places.indexOf(b.region));
}

/** The organisation that the applicant chose must be able to mediate it (Law art. 10; Reg17 art. 16). */
async function demandMediating(filed: Filed): Promise<void> {
  if (!filed.wantedOrganisation) return;
  if (!(await mediatingFor(filed)).some(({ _id }) => _id === filed.wantedOrganisation))
    throw invalid(
      'wantedOrganisation',
      '这个组织不能调解本案：请从本地的调解组织中选择；企业调解委员会只调解本企业的争议（企业劳动争议协商调解规定第16条）',
      'This organisation cannot mediate the case: choose one of those of the place; an enterprise committee mediates only the disputes of its own enterprise (Reg17 art. 16)',
    );
}

/** The account of a party may file only for its own side, and for itself by its own name: it could not follow the case. */
function demandOwn(asker: Who | undefined, { applicant, employer }: Filed, parties: readonly string[]): void {
  if (asker?.kind !== 'user' || !isParty(asker)) return;
  if (!asker.roles.includes(applicant))
    throw invalid('applicant', '只能以自己一方的名义提出申请', 'You can file only for your own side');
  const owns = (keys: readonly string[] = []) => keysOfSide(keys, applicant).some((key) => parties.includes(key));
  // An owner without a licence applies in the name of the firm, which is not theirs: staff see first whose it is.
  const byOwner = applicant === 'employer' && !employer.creditCode;
  if (owns(asker.persons) && !owns(asker.parties) && !byOwner)
    throw invalid(
      applicant === 'worker' ? 'workers.label' : 'employer.name',
      '您填写了自己的号码，但名称与核验身份时登记的不一致：请按证件或者营业执照填写',
      'The number is yours, but the name is not the one with which your identity was checked: enter it as on the document or licence',
    );
}

/**
 * Applicants cannot claim to be referred: a referral by a court or an authority is recorded by staff or sent by the
 * court itself.
 */
function demandUnsent({ channel, courtReferral }: Filed): void {
  if (!isOwnChannel(channel))
    throw invalid(
      'channel',
      `“${filingChannels.name(channel, 'zh')}”由工作人员登记；自己申请的请用“网上”`,
      `“${filingChannels.name(channel, 'en')}” can be recorded only by staff: applicants file online`,
    );
  if (courtReferral)
    throw invalid(
      'courtReferral',
      '法院委派、委托的案件由法院或工作人员登记',
      'A referral by a court is recorded by the court or by staff',
    );
}

/**
 * A filer receives the code of their own side only. The contact that a filer gives for the other side is an address for
 * service: nothing secret is sent there.
 */
async function filersCode({ at }: Pick<Call, 'at'>, { applicant }: Filed, { number, code }: FilingPlan) {
  await putCode({ key: sha256(`${number}|filer`), code, at, case: number, side: applicant });
  return { side: applicant, code };
}

async function readCase(call: On<''>) {
  const { target: found, who, at, deps } = call;
  const references = await deps.references.inForce();
  const [row] = await caseRows([found], at, references, isParty(who));
  const [all, limits, documents] = await Promise.all([
    Tasks.find({ case: found._id, status: 'open' }).sort({ due: 1 }).lean<Task[]>(),
    deadlinesOf(found),
    StoredDocuments.find({ case: found._id }).sort({ createdAt: 1 }).lean<StoredDocument[]>(),
  ]);
  const insider = reaches(who, 'case.inside', belonging(found));
  const deadlines = deadlinesFor(insider, limits);
  const tasks = insider ? all : await tasksForParties(who, all, deps.library);
  const tail = await confirmingTail(call);
  // Those who handle the case must know exactly who the parties are; others need only recognise them.
  const seen = reaches(who, 'case.change', belonging(found)) ? <T>(value: T): T => value : masked;
  return {
    ...row!,
    ...(found.matter && { matter: await matterOf(found, deps) }),
    data: found.matter ? found.data : seen(asApplied(found)),
    triage: (found.facts.triage as Record<string, unknown> | undefined) ?? null,
    ...(insider && { facts: seen(factsOf(found, openCompartments(who, belonging(found)))) }),
    filedAs: filedAs(found),
    filedFrom: found.data.filedFrom as string | undefined,
    transferredFrom: transferredFrom(found),
    stages: found.stages.map(({ stage, at: since }) => ({ stage, at: since.toISOString() })),
    tasks: await taskRows(tasks, await lookOf(call)),
    deadlines: deadlines.map((deadline) => deadlineView(deadline, at, references)),
    documents: await documentViews(documents.filter((document) => mayOpen(who, belonging(found), document))),
    may: {
      withdraw: await isWithdrawable(who, found, tail),
      /** The end of the number to which the code goes that confirms a withdrawal. */
      ...(tail !== undefined && { confirmTail: tail }),
      comment: reaches(who, 'case.comment', belonging(found)),
      upload: reaches(who, 'document.write', belonging(found)),
      papers: papersOf(who, found, await courseOf(found)),
      codes: reaches(who, 'case.code', belonging(found)),
      complete: found.status === 'open' && recordingRoles(who, found).length > 0,
      inside: insider,
      sealed: mayOpen(who, belonging(found), { compartment: 'sealed' }),
    },
  };
}

/** What a matter other than a dispute is. */
async function matterOf(
  { matter: kind = '', title = '', filedBy, from, subjects, outcome }: Case,
  { library }: Call['deps'],
) {
  const found = (await matterKinds(library)).find((each) => each.kind === kind);
  return {
    kind,
    name: found?.name ?? { zh: kind, en: kind },
    title,
    begunBy: (await namesOf([filedBy]))(filedBy),
    ...(from !== undefined && { from: outside(from) }),
    subjects: await subjectsShown(subjects ?? []),
    ...(outcome && { outcome: nameOfOutcome(found, outcome) }),
    fields: Object.entries(found?.labels ?? {}).map(([name, label]) => ({ name, label })),
  };
}

const deadlinesOf = ({ _id }: Case): Promise<Deadline[]> =>
  Deadlines.find({ case: _id }).sort({ armedAt: 1, due: 1 }).lean<Deadline[]>().exec();

/** For the parties only the days themselves: when whom to remind and to whom to escalate is a matter of the authorities. */
const deadlinesFor = (insider: boolean, all: Deadline[]): Deadline[] =>
  insider ? all : all.filter(({ moment }) => moment === 'breach');

/** Without internal matters of the authorities, and what would tell what the other side asks for. */
async function tasksForParties(who: Who, all: Task[], library: Call['deps']['library']): Promise<Task[]> {
  const staffs = all.filter(({ groups }) => !groups.some((group) => partyRoles.includes(group as Role)));
  const instances = await Instances.find(
    { _id: { $in: [...new Set(staffs.map(({ instance }) => instance))] } },
    { bundle: 1 },
  ).lean<Pick<Instance, '_id' | 'bundle'>[]>();
  const graphs = new Map(
    await Promise.all(instances.map(async ({ _id, bundle }) => [_id, await library.graph(bundle)] as const)),
  );
  const isInternal = ({ instance, element }: Task): boolean => {
    const graph = graphs.get(instance);
    return !graph || isInternalMatter(graph, element);
  };
  return all.filter((task) => mayKnowOf(who, task) && (!staffs.includes(task) || !isInternal(task)));
}

/** The official documents that the caller may file. */
function papersOf(who: Who, found: Case, course: Course): string[] {
  const [own] = sidesOf(who, belonging(found));
  return documents.codes.filter((code) => mayFile(code, own ? [own] : who.roles, course));
}

/** Whether the caller is the applicant, or staff who record the applicant's withdrawal. */
function mayWithdraw(who: Who, found: Case): boolean {
  if (!reaches(who, 'case.withdraw', belonging(found))) return false;
  if (found.matter) return began(who, belonging(found));
  return recordingRoles(who, found).length > 0 || sidesOf(who, belonging(found)).includes(applicantOf(found));
}

/** The roles by which the caller records what the parties do now; none for whoever is one of them. */
const recordingRoles = (who: Who, found: Case): Role[] =>
  sidesOf(who, belonging(found)).length > 0 ? [] : rolesInCharge(who, { ...belonging(found), stage: found.stage });

/** Whether an award or judgment has been made in the case, after which nothing can be withdrawn. */
const isDecided = async ({ _id, facts }: Case): Promise<boolean> =>
  (await Tasks.exists({ case: _id, status: 'completed', act: { $in: endingWithdrawal(facts) } })) !== null;

/** The end of the number to which the code goes that confirms what a party does. */
export const confirmingTail = async ({ who, deps }: Pick<Call, 'who' | 'deps'>): Promise<string | undefined> =>
  isParty(who) && deps.settings.texts ? (await contactOf(await personOf(who)))?.tail : undefined;

/** Whether the caller can withdraw the case now, or record that the applicant does; `tail`: see `confirmingTail`. */
export const isWithdrawable = async (who: Who, found: Case, tail: string | undefined): Promise<boolean> =>
  found.status === 'open' &&
  mayWithdraw(who, found) &&
  !withdrawalBar(found.facts) &&
  !(await isDecided(found)) &&
  (!isParty(who) || ((mayBind(who) || tail !== undefined) && (await speaksFor(who, found, applicantOf(found)))));

/** What is withdrawn, as an act of the applicant. */
const withdrawalOf = (found: Case) => ({ groups: [applicantOf(found)] });

/** Who applied for what runs now. */
export const applicantOf = (found: Case): Side => (asApplied(found).applicant as Side | undefined) ?? 'worker';

async function withdraw(call: On<'/withdraw', { reason: string; for?: RecordedFor[]; code?: string }>) {
  const { target: found, who, body, key, deps } = call;
  const { reason } = body;
  let named = body.for;
  if (!mayWithdraw(who, found))
    throw new Problem('FORBIDDEN', {
      detail: {
        zh: '只有申请人可以撤回，或由工作人员记录其撤回。',
        en: 'Only the applicant may withdraw, or staff on the applicant’s behalf.',
      },
    });
  const roles = recordingRoles(who, found);
  if (found.matter) {
    // Whoever began it withdraws it, for nobody else.
    if (named) throw new Problem('FORBIDDEN');
  } else if (!roles.length) {
    if (named) throw new Problem('FORBIDDEN');
    demandPower(who, 'withdraw', withdrawalOf(found));
    if (found.status === 'open')
      named = await confirmByCode(call, withdrawing(found._id), applicantOf(found), found._id);
  } else {
    await demandImpartial(who, found._id, roles);
    demandNamed([applicantOf(found)], true, true, named);
    await demandDocuments(found._id, named);
    await demandAgents(found, agentsAmong(named));
  }
  if (!(await Steps.exists({ updates: key }))) {
    if (found.status === 'closed') throw new Problem('CASE_CLOSED', { more: { outcome: found.outcome } });
    if (await isDecided(found)) throw new Problem('DECIDED');
    const bar = withdrawalBar(found.facts);
    if (bar) throw new Problem(bar);
  }
  await deps.temporal.withdraw(found._id, key, { by: who.id, reason, ...(named && { for: named }) });
  const now = (await Cases.findById(found._id).lean<Case>())!;
  return { number: now._id, status: now.status, outcome: now.outcome };
}

const commentView = ({ _id, case: number, task, by, byName, at, text, compartment }: Comment) => ({
  id: _id,
  case: number,
  ...(task && { task: outside(task) }),
  by: { id: by, name: byName },
  at: at.toISOString(),
  text,
  sealed: compartment !== 'internal',
});

/** The facts of a case in the compartments that the caller may open. */
export function factsOf(
  { facts, factsIn }: Case,
  isOpen: (compartment: Compartment) => boolean,
): Record<string, unknown> {
  // Not split by compartment yet, so any of them may be sealed.
  if (!factsIn) return isOpen('sealed') ? facts : {};
  const kept = Object.entries(factsIn).filter(([compartment]) => isOpen(compartment as Compartment));
  return Object.assign({ ...facts }, ...kept.map(([, known]) => known)) as Record<string, unknown>;
}

/**
 * A comment by those who lead the talks is visible only to them, unless it is addressed to everyone who works on the
 * case; comments by others are visible to everyone who does.
 */
async function addComment(call: On<'/comments', { text: string; task?: string; compartment?: 'internal' | 'sealed' }>) {
  const { target: found, who, body, key, at } = call;
  const task = body.task === undefined ? undefined : inside(body.task);
  if (task && !(await Tasks.exists({ _id: task, case: found._id }))) throw new Problem('NOT_FOUND');
  const comment: Comment = {
    _id: key,
    case: found._id,
    ...(task && { task }),
    by: who.id,
    byName: who.name,
    at,
    text: body.text,
    ...(mayOpen(who, belonging(found), { compartment: 'sealed' }) && body.compartment !== 'internal'
      ? { compartment: 'sealed', side: 'neither' }
      : { compartment: 'internal' }),
  };
  const added = await Comments.updateOne({ _id: key }, { $setOnInsert: comment }, { upsert: true });
  if (added.upsertedCount) await audit(call, found._id, 'comment', key);
  return commentView((await Comments.findById(key).lean<Comment>())!);
}
