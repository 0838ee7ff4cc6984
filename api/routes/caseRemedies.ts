import { bothSides } from '../../domain/acts';
import { forums } from '../../domain/remedies/forums';
import { isParty, sidesOf } from '../../domain/reach';
import { upward } from '../../domain/regions';
import {
  Deadlines,
  Organisations,
  StoredDocuments,
  Tasks,
  type Case,
  type Deadline,
  type Organisation,
  type StoredDocument,
  type Task,
} from '../../models';
import { mayOpen, openCompartments } from '../access/compartments';
import { belonging } from '../access/targets';
import * as contract from '../contract/remedies';
import { route, type Call } from '../http/Route';
import { remediesOf, type PartyTask } from '../views/remediesOf';
import { resultsOf } from '../views/results';
import { formOf, variablesOf } from '../views/tasks';
import { applicantOf, confirmingTail, factsOf, isWithdrawable } from './cases';

/** The result of a case, and what its parties may do now. */
export const caseRemedyRoutes = [route(contract.caseRemedies, readRemedies)];

async function readRemedies(call: Call<'/cases/{number}/remedies'>) {
  const { target: found, who, at, deps } = call;
  const own = sidesOf(who, belonging(found));
  const sides = own.length > 0 || isParty(who) ? own : bothSides;
  const [tasks, deadlines, documents, bodies, references, withdraws] = await Promise.all([
    Tasks.find({ case: found._id, status: 'open', groups: { $in: [...sides] } })
      .sort({ due: 1 })
      .limit(100)
      .lean<Task[]>(),
    Deadlines.find({ case: found._id, status: 'running' }).lean<Deadline[]>(),
    StoredDocuments.find({ case: found._id }).sort({ createdAt: 1 }).limit(1000).lean<StoredDocument[]>(),
    bodiesOf(found),
    deps.references.inForce(),
    confirmingTail(call).then((tail) => isWithdrawable(who, found, tail)),
  ]);
  return {
    results: resultsOf(found, factsOf(found, openCompartments(who, belonging(found)))),
    rows: remediesOf({
      found,
      sides,
      tasks: await Promise.all(tasks.filter((task) => mayOpen(who, task, task)).map((task) => partyTask(task, found))),
      deadlines,
      documents: documents.filter((document) => mayOpen(who, belonging(found), document)),
      bodies,
      ...(withdraws && { withdraws: applicantOf(found) }),
      now: at,
      references,
    }),
  };
}

async function partyTask(task: Task, found: Case): Promise<PartyTask> {
  const form = await formOf(task);
  return { task, form, variables: variablesOf(task, form, found) };
}

const forumKinds = [...new Set(forums.codes.flatMap((code) => forums.rows[code].kinds as readonly string[]))];

/** The bodies to which the parties of a case may turn: of its place and of those above, nearest first. */
async function bodiesOf({ region }: Case): Promise<Organisation[]> {
  const places = upward(region);
  const found = await Organisations.find(
    { region: { $in: places }, kind: { $in: forumKinds }, active: true, employer: null },
    { name: 1, kind: 1, region: 1, address: 1, phone: 1 },
  )
    .sort({ _id: 1 })
    .limit(200)
    .lean<Organisation[]>();
  return found.sort((a, b) => places.indexOf(a.region) - places.indexOf(b.region));
}
