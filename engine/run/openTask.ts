import type { OpenTask } from '../commands';
import type { Text, UserTask } from '../graph';
import type { Instance } from '../state';
import { textOf, value } from './evaluate';
import type { Step } from './Step';
import { Stuck } from './Stuck';
import { instantOf } from './time';
import { own } from './variables';

const PRIORITY = 50;

/** A user task with its expressions evaluated. Throws Stuck. */
export function openTask(step: Step, instance: Instance): OpenTask {
  const { node } = step.element(instance);
  const task: UserTask = node.task ?? {};
  const text = (written: Text | undefined) => textOf(step, instance.key, written);
  const date = (written: Text | undefined) => {
    const found = dateText(step, instance, written);
    return found === undefined ? undefined : instantOf(found);
  };
  const assignee = text(task.assignee);
  const candidateGroups = list(step, instance, task.candidateGroups);
  const candidateUsers = list(step, instance, task.candidateUsers);
  const dueDate = date(task.dueDate);
  const followUpDate = date(task.followUpDate);
  return {
    name: node.name ?? node.id,
    ...(task.form !== undefined && { form: task.form }),
    ...(task.formBinding !== undefined && { formBinding: task.formBinding }),
    ...(assignee !== undefined && { assignee }),
    candidateGroups,
    candidateUsers,
    ...(dueDate !== undefined && { dueDate }),
    ...(followUpDate !== undefined && { followUpDate }),
    priority: priority(text(task.priority)),
    properties: node.properties ?? {},
    headers: task.headers ?? {},
    variables: own(instance, node),
  };
}

/** Static text is separated by commas; FEEL gives a list, or one text. */
function list(step: Step, instance: Instance, written: Text | undefined): string[] {
  if (!written) return [];
  const found = 'static' in written ? written.static.split(',') : value(step, instance.key, written.feel);
  if (found === null) return [];
  return (Array.isArray(found) ? found : [found]).map((each) => String(each).trim()).filter(Boolean);
}

/** A date, or the `due` of a derived one. */
function dateText(step: Step, instance: Instance, written: Text | undefined): string | undefined {
  if (!written || 'static' in written) return written?.static;
  const found = value(step, instance.key, written.feel);
  const due = found !== null && typeof found === 'object' && 'due' in found ? found.due : found;
  if (due === null || typeof due === 'string') return due ?? undefined;
  throw new Stuck(
    'NOT_A_DATE',
    `日期表达式「${written.feel}」没有给出日期。`,
    `The expression “${written.feel}” does not give a date.`,
  );
}

function priority(text: string | undefined): number {
  const found = text === undefined ? PRIORITY : Number(text);
  if (!Number.isFinite(found))
    throw new Stuck('NOT_A_NUMBER', `优先级「${text}」不是数。`, `The priority “${text}” is not a number.`);
  return found;
}
