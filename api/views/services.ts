import { isParty } from '../../domain/reach';
import { countedFrom } from '../../domain/service/correct';
import { readEntry } from '../../domain/service/entry';
import { methodTraits } from '../../domain/service/methods';
import { paperName } from '../../domain/documents';
import { deemed, type Deadline as Derive } from '../../domain/service/served';
import { citeAll } from '../../domain/limits/laws';
import { derive } from '../../domain/limits/derive';
import { limitOf } from '../../domain/limits/rules';
import { StoredDocuments, Tasks, type ServiceEntry, type StoredDocument, type Task } from '../../models';
import { isFor } from '../access/tasks';
import { outside } from '../access/targets';
import type { Who } from '../access/Who';
import type { Service } from '../contract/services';
import type { InForce } from '../references';
import { dueOf, titleOf, workingDaysLeft } from './deadlines';
import { namesOf, type Names } from './people';

/** Rows of the ledger of service for a reader: who signed and where a paper was sent is shown only to staff. */
export async function serviceViews(
  rows: readonly ServiceEntry[],
  who: Who,
  now: Date,
  references: InForce,
): Promise<Service[]> {
  const open = rows.filter(({ status }) => status === 'pending');
  const [names, tasks, numbers] = await Promise.all([
    namesOf(
      rows.flatMap(({ recordedBy, correctedBy }) => [...Object.values(recordedBy), ...Object.values(correctedBy)]),
    ),
    Tasks.find({ instance: { $in: [...new Set(open.map(({ instance }) => instance))] }, status: 'open' }).lean<
      Task[]
    >(),
    numbersOf(rows),
  ]);
  return rows.map((row) =>
    serviceView(row, {
      who,
      now,
      references,
      names,
      number: numbers(row),
      task: tasks.find((task) => serves(task, row) && isFor(who, task)),
    }),
  );
}

/** The number of the paper of each entry: that of the last document of its kind made before it was to be served. */
async function numbersOf(rows: readonly ServiceEntry[]): Promise<(row: ServiceEntry) => string | undefined> {
  const made = await StoredDocuments.find(
    { case: { $in: [...new Set(rows.map((row) => row.case))] }, number: { $exists: true } },
    { case: 1, code: 1, number: 1, createdAt: 1 },
  )
    .sort({ case: 1, createdAt: 1 })
    .lean<StoredDocument[]>();
  return (row) =>
    made.findLast(({ case: of, code, createdAt }) => of === row.case && code === row.paper && createdAt <= row.openedAt)
      ?.number;
}

const serves = ({ instance, variables }: Task, row: ServiceEntry): boolean =>
  instance === row.instance && (variables.about as { recipient?: unknown } | undefined)?.recipient === row.recipient;

interface Look {
  who: Who;
  now: Date;
  references: InForce;
  names: Names;
  number?: string;
  task?: Task;
}

function serviceView(row: ServiceEntry, { who, now, references, names, number, task }: Look): Service {
  const entry = readEntry(row.entry);
  const { attempts, servedOn, madeOn, corrected = [] } = entry;
  const inside = !isParty(who);
  const deadline = deriving(references);
  const last = attempts.at(-1);
  const counting = row.status === 'waiting' && last ? deemed(last.method, last.on, row.by, deadline) : undefined;
  const fixed = row.status === 'served' && last ? methodTraits(last.method) : undefined;
  const person = (user: string | undefined) => (inside ? names(user) : undefined);
  return {
    id: outside(row._id),
    case: row.case,
    title: row.title ?? '',
    paper: row.paper,
    name: paperName(row.paper),
    ...(number && { number }),
    recipient: row.recipient,
    by: row.by,
    groups: row.groups,
    status: row.status,
    due: row.status === 'pending' ? dueOf(row.due) : null,
    workingDaysLeft: row.status === 'pending' ? workingDaysLeft(row.due, now, references) : null,
    madeOn,
    attempts: attempts.map(({ method, on, result, proof = [], receivedBy, address, why }, index) => ({
      method,
      on,
      result,
      proof,
      by: person(row.recordedBy[index]),
      ...(inside && { receivedBy, address, why }),
    })),
    servedOn,
    countsOn: counting?.dueDate ?? undefined,
    rule: fixed?.rule[row.by],
    article: fixed && { zh: citeAll(fixed.source[row.by], 'zh'), en: citeAll(fixed.source[row.by], 'en') },
    counts: servedOn === undefined ? [] : countedFrom(entry, servedOn, deadline),
    corrected: corrected.map(({ from, to, why, on }, index) => ({
      from,
      to,
      ...(inside && { why }),
      on: typeof on === 'string' ? on : undefined,
      by: person(row.correctedBy[index]),
      moved: row.moved
        .filter(({ correction }) => correction === index)
        .map((each) => ({
          limit: each.limit,
          title: titleOf(each.limit, references),
          from: dueOf(each.from),
          to: dueOf(each.to),
        })),
    })),
    task: task && outside(task._id),
    openedAt: row.openedAt.toISOString(),
  };
}

/** Derives a limit by the calendar and the rules in force. */
const deriving =
  ({ rules, calendar }: InForce): Derive =>
  (id, trigger) => {
    const limit = limitOf(rules.data, id);
    if (!limit) throw new RangeError(id);
    return derive({ limit, trigger, calendar: calendar.bound });
  };
