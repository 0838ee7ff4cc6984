import { tellStep, whyThatDay } from '../../domain/noticeTexts';
import { lastDayOf } from '../../domain/limits/dates';
import { compileFeel } from '../../engine/feel';
import { formScope } from '../../engine/form';
import { Deadlines, limitOfStep, noticeTextsInForce, Tasks, type Deadline, type Notice, type Task } from '../../models';
import { putNotice } from './put';

/** `say`: what it says; `again`: to be looked at then; `nothing`: there is nothing to tell any more. */
export type Composed = { say: Partial<Notice> } | { again: Date } | 'nothing';

const DAY = 86_400_000;
/** A side is reminded when a third of its time is left, at most three days before. */
const LONGEST_LEAD = 3 * DAY;

/** What a notice says now, from the step that it is about and the limit that runs. */
export async function compose(notice: Notice, now: Date): Promise<Composed> {
  if (!notice.kind) return { say: await limitNamed(notice) };
  const task = await Tasks.findById(notice.task).lean<Task>();
  if (task?.status !== 'open') return 'nothing';
  const limit = await limitOfStep(task);
  if (notice.kind === 'nears') return nearing(task, limit, now);
  await remindLater(notice, now);
  return { say: { ...(await told('waits', task, now)), ...(limit && saying(limit)) } };
}

async function told(kind: 'waits' | 'nears', { name, nameEn, acts, variables }: Task, now: Date) {
  const offered = acts.filter(({ sets }) => isOffered(sets, variables, now));
  return tellStep(kind, { name, nameEn, acts: offered }, await noticeTextsInForce());
}

/** Whether an act is certainly available: what its context needs is known, and it is not null. */
function isOffered(sets: string, variables: Record<string, unknown>, now: Date): boolean {
  try {
    return (compileFeel(sets.replace(/^=/, '')).evaluate(formScope(variables, now.toISOString())) ?? null) !== null;
  } catch {
    return false;
  }
}

const saying = ({ limit, due, basis }: Deadline): Partial<Notice> => {
  const why = whyThatDay(basis, due!);
  return { limit, day: lastDayOf(due!), ...(why && { why }) };
};

/** Every open step is looked at again each day, because its limit may begin, move or stop after it opened. */
const remindLater = ({ case: of, task, audience, compartment, side, ...notice }: Notice, now: Date): Promise<void> => {
  const { parties, region, city, organisation, mediator } = notice;
  const place = { parties, region, city, organisation, mediator };
  return putNotice({
    _id: `nears/${task}`,
    kind: 'nears',
    case: of,
    task,
    audience,
    compartment,
    side,
    ...place,
    at: now,
  });
};

async function nearing(task: Task, limit: Deadline | undefined, now: Date): Promise<Composed> {
  const tomorrow = new Date(now.getTime() + DAY);
  if (!limit || limit.due! <= now) return { again: tomorrow };
  const lead = Math.min(LONGEST_LEAD, (limit.due!.getTime() - limit.armedAt.getTime()) / 3);
  const from = new Date(limit.due!.getTime() - lead);
  if (from > now) return { again: from < tomorrow ? from : tomorrow };
  // Its process reminds of this limit itself.
  if (await Deadlines.exists({ instance: task.instance, limit: limit.limit, moment: 'remind' })) return 'nothing';
  return { say: { ...(await told('nears', task, now)), ...saying(limit), at: now } };
}

/** A process names a limit: the day, and why, of the one that runs in its case. */
async function limitNamed({ case: number, limit }: Notice): Promise<Partial<Notice>> {
  if (!number || !limit) return {};
  const [found] = await Deadlines.find({ case: number, status: 'running', limit, moment: 'breach' })
    .sort({ due: 1 })
    .limit(1)
    .lean<Deadline[]>();
  return found?.due ? saying(found) : {};
}
