import { caseFiledOn, type Case as Filed } from '../../domain/case';
import { displayCaseNumber } from '../../domain/caseNumber';
import { toDay } from '../../domain/limits/dates';
import { sidesOf } from '../../domain/reach';
import {
  Cases,
  Comments,
  Deadlines,
  Sessions,
  Steps,
  StoredDocuments,
  Tasks,
  type Case,
  type Comment,
  type Deadline,
  type StoredDocument,
  type Task,
} from '../../models';
import { mayReadDocument } from '../access/documents';
import { reaches } from '../access/reach';
import { belonging, inside, outside } from '../access/targets';
import type { Who } from '../access/Who';
import { audit } from '../audit/audit';
import * as contract from '../contract/cases';
import { Problem } from '../errors';
import { firstTask } from '../firstTask';
import { PIPELINE, planFiling, runInputOf } from '../filing';
import { route, type Call } from '../http/Route';
import { valid } from '../http/validate';
import { codeHash, newCode } from '../keys';
import { firstStep } from '../preview';
import { caseRows } from '../views/cases';
import { deadlineView } from '../views/deadlines';
import { documentViews } from '../views/documents';
import { masked } from '../views/masked';
import { taskRows } from '../views/tasks';
import { lookOf } from './tasks';

type On<Suffix extends string, Body = unknown> = Call<`/cases/{number}${Suffix}`, unknown, Body>;

export const caseRoutes = [
  route(contract.fileCase, fileCase),
  route(contract.previewCase, async ({ body, at, deps }) => {
    const filed = filedToday(body, at);
    const { variables } = await firstStep(
      deps.library,
      PIPELINE,
      { case: { ...filed, number: '', filedAt: at.toISOString(), filedOn: toDay(at.toISOString()) } },
      at,
    );
    return { triage: (variables.triage as Record<string, unknown> | undefined) ?? null };
  }),
  route(contract.readCase, readCase),
  route(contract.caseDeadlines, async ({ target, at, deps }) => {
    const references = await deps.references.inForce();
    return { rows: (await deadlinesOf(target)).map((deadline) => deadlineView(deadline, at, references)) };
  }),
  route(contract.withdrawCase, withdraw),
  route(contract.reissueCode, reissue),
  route(contract.listComments, async ({ target }) => ({
    rows: (await Comments.find({ case: target._id }).sort({ at: 1 }).lean<Comment[]>()).map(commentView),
  })),
  route(contract.addComment, addComment),
];

/** A case as it may be filed today: nothing in it lies in the future. */
const filedToday = (filed: Filed, now: Date): Filed => valid(caseFiledOn(toDay(now.toISOString())), filed, 'INVALID');

async function fileCase(call: Call<'/cases', unknown, Filed>) {
  const { body, asker, at, deps, plan } = call;
  const filed = filedToday(body, at);
  const decided = await plan(() => planFiling(filed, at));
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
    codes: decided.codes,
    tasks: await taskRows(
      tasks.filter(({ groups }) => groups.includes(filed.applicant)),
      await lookOf(call),
    ),
  };
}

async function readCase(call: On<''>) {
  const { target: found, who, at, deps } = call;
  const references = await deps.references.inForce();
  const [row] = await caseRows([found], at, references);
  const [tasks, deadlines, documents] = await Promise.all([
    Tasks.find({ case: found._id, status: 'open' }).sort({ due: 1 }).lean<Task[]>(),
    deadlinesOf(found),
    StoredDocuments.find({ case: found._id }).sort({ createdAt: 1 }).lean<StoredDocument[]>(),
  ]);
  const insider = reaches(who, 'case.inside', belonging(found));
  // Whoever works on the case must know who they have before them; all others need only recognise them.
  const seen = reaches(who, 'case.change', belonging(found)) ? <T>(value: T): T => value : masked;
  return {
    ...row!,
    data: seen(found.data),
    triage: (found.facts.triage as Record<string, unknown> | undefined) ?? null,
    ...(insider && { facts: seen(found.facts) }),
    stages: found.stages.map(({ stage, at: since }) => ({ stage, at: since.toISOString() })),
    tasks: await taskRows(tasks, await lookOf(call)),
    deadlines: deadlines.map((deadline) => deadlineView(deadline, at, references)),
    documents: await documentViews(documents.filter((document) => mayReadDocument(who, document))),
    may: {
      withdraw: found.status === 'open' && mayWithdraw(who, found),
      comment: reaches(who, 'case.comment', belonging(found)),
      upload: reaches(who, 'document.write', belonging(found)),
      reissue: reaches(who, 'case.code', belonging(found)),
      inside: insider,
    },
  };
}

const deadlinesOf = ({ _id }: Case): Promise<Deadline[]> =>
  Deadlines.find({ case: _id }).sort({ armedAt: 1, due: 1 }).lean<Deadline[]>().exec();

/** Of the parties, the one who applied; staff put on record what that one says. */
function mayWithdraw(who: Who, found: Case): boolean {
  if (!reaches(who, 'case.withdraw', belonging(found))) return false;
  const sides = sidesOf(who, belonging(found));
  const asStaff = who.roles.some((role) => role !== 'worker' && role !== 'employer');
  return asStaff || sides.includes((found.data.applicant as 'worker' | 'employer' | undefined) ?? 'worker');
}

async function withdraw({ target: found, who, body, key, deps }: On<'/withdraw', { reason: string }>) {
  if (!mayWithdraw(who, found))
    throw new Problem('FORBIDDEN', {
      detail: {
        zh: '只有申请人可以撤回，或由工作人员记录其撤回。',
        en: 'Only the applicant may withdraw, or staff on the applicant’s word.',
      },
    });
  if (found.status === 'closed' && !(await Steps.exists({ updates: key })))
    throw new Problem('CASE_CLOSED', { more: { outcome: found.outcome } });
  await deps.temporal.withdraw(found._id, key, { by: who.id, reason: body.reason });
  const now = (await Cases.findById(found._id).lean<Case>())!;
  return { number: now._id, status: now.status, outcome: now.outcome };
}

async function reissue(call: On<'/codes', { side: 'worker' | 'employer'; reason: string }>) {
  const { target: found, body, plan } = call;
  const code = await plan(newCode);
  await Cases.updateOne({ _id: found._id }, { $set: { [`access.${body.side}`]: codeHash(found._id, code) } });
  await Sessions.deleteMany({ 'party.case': found._id, 'party.side': body.side });
  await audit(call, found._id, 'code.reissue', body.side, { reason: body.reason });
  return { side: body.side, code };
}

const commentView = ({ _id, case: number, task, by, byName, at, text }: Comment) => ({
  id: _id,
  case: number,
  ...(task && { task: outside(task) }),
  by: { id: by, name: byName },
  at: at.toISOString(),
  text,
});

async function addComment(call: On<'/comments', { text: string; task?: string }>) {
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
  };
  const added = await Comments.updateOne({ _id: key }, { $setOnInsert: comment }, { upsert: true });
  if (added.upsertedCount) await audit(call, found._id, 'comment', key);
  return commentView((await Comments.findById(key).lean<Comment>())!);
}
