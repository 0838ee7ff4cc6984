import type { Derivation } from '../../domain/limits/derive';
import { workingDaysBetween } from '../../domain/limits/count';
import { lastDayOf, toDay } from '../../domain/limits/dates';
import { explain } from '../../domain/limits/explain';
import { citeAll } from '../../domain/limits/laws';
import { limitOf, type Limit } from '../../domain/limits/rules';
import { never, type Deadline, type Task } from '../../models';
import { outside } from '../access/targets';
import type { Deadline as Shown } from '../contract/deadlines';
import type { InForce } from '../references';

/** A due instant, or null if there is none. */
export const dueOf = (due: Date | undefined | null): string | null =>
  due && due.getTime() !== never.getTime() ? due.toISOString() : null;

/** Working days from today to the last day of a limit; 0 on the last day itself, negative once it has passed. */
export function workingDaysLeft(due: Date | undefined | null, now: Date, { calendar }: InForce): number | null {
  if (!dueOf(due)) return null;
  const last = lastDayOf(due!);
  const today = toDay(now.toISOString());
  if (last < today) return -Math.max(1, workingDaysBetween(last, today, calendar.bound));
  return workingDaysBetween(today, last, calendar.bound);
}

const articles = (limit: Limit) => ({ zh: citeAll(limit.source, 'zh'), en: citeAll(limit.source, 'en') });

export const titleOf = (id: string, { rules }: InForce) => limitOf(rules.data, id)?.title ?? { zh: id, en: id };

/**
 * The limit of a task that ends soonest, for lists. A supervisor's time is not that of the breached limit, but the time
 * until escalation to the next level.
 */
export function limitOfTask(
  { limit: id, moment, due }: Pick<Task, 'limit' | 'moment' | 'due'>,
  now: Date,
  references: InForce,
  lang: 'zh' | 'en',
) {
  if (!id) return undefined;
  const { zh, en } = titleOf(id, references);
  const row = limitOf(references.rules.data, id);
  return {
    id,
    ...(moment === 'escalate'
      ? { zh: `督办「${zh}」，逾期上报上一级`, en: `Supervise “${en}”, or it goes one level up` }
      : { zh, en }),
    due: dueOf(due),
    workingDaysLeft: workingDaysLeft(due, now, references),
    ...(row && { article: articles(row)[lang] }),
    provisional: dueOf(due) !== null && !references.calendar.bound.kindOf(lastDayOf(due)).announced,
  };
}

export function deadlineView(deadline: Deadline, now: Date, references: InForce): Shown {
  const row = limitOf(references.rules.data, deadline.limit);
  const derivation =
    deadline.basis && ({ ...deadline.basis, due: deadline.due?.toISOString() ?? null } as unknown as Derivation);
  return {
    id: outside(deadline._id),
    case: deadline.case,
    instance: outside(deadline.instance),
    element: deadline.element,
    limit: deadline.limit,
    title: titleOf(deadline.limit, references),
    kind: deadline.kind,
    moment: deadline.moment,
    status: deadline.status,
    due: dueOf(deadline.due),
    workingDaysLeft: workingDaysLeft(deadline.due, now, references),
    ...(row && { article: articles(row) }),
    ...inWords(derivation),
    provisional: derivation?.provisional ?? false,
    armedAt: deadline.armedAt.toISOString(),
    endedAt: deadline.endedAt?.toISOString(),
    history: deadline.history.map(({ until, due }) => ({ until: until.toISOString(), due: dueOf(due) })),
  };
}

/** A date that was not derived from the law (a model's own timer) is shown without an explanation. */
function inWords(derivation: Derivation | undefined) {
  if (!derivation || !('sources' in derivation)) return {};
  return {
    explanation: { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') },
    derivation: derivation as unknown as Record<string, unknown>,
  };
}
