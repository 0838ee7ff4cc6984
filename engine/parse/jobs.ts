import type { Job, UserTask } from '../graph';
import { binding, extension, headers, text } from './extensions';
import type { ModdleElement } from './read';

/**
 * The job that an element requests from outside: `zeebe:taskDefinition`, or the implementation of its operation
 * (§8.4.3).
 */
export function jobOf(element: ModdleElement): Job | undefined {
  const definition = extension(element, 'TaskDefinition');
  const type = text(definition?.type ?? operationName(element));
  if (!type) return undefined;
  const retries = text(definition?.retries);
  const values = headers(element);
  return { type, ...(retries ? { retries } : {}), ...(values ? { headers: values } : {}) };
}

/** Only a service task's operation is a job; that of a send or receive task identifies its message. */
const operationName = (element: ModdleElement): string | undefined =>
  element.$type === 'bpmn:ServiceTask'
    ? (element.operationRef?.implementationRef ?? element.operationRef?.name)
    : undefined;

/** What a person is asked to do: form, candidates, deadlines. */
export function userTaskOf(element: ModdleElement): UserTask {
  const form = extension(element, 'FormDefinition');
  const assignment = extension(element, 'AssignmentDefinition');
  const schedule = extension(element, 'TaskSchedule');
  const formBinding = form && binding(form);
  return clean({
    form: form?.formId ?? form?.formKey ?? form?.externalReference,
    formBinding,
    assignee: text(assignment?.assignee ?? performer(element, 'bpmn:HumanPerformer')),
    candidateGroups: text(assignment?.candidateGroups ?? performer(element, 'bpmn:PotentialOwner')),
    candidateUsers: text(assignment?.candidateUsers),
    dueDate: text(schedule?.dueDate),
    followUpDate: text(schedule?.followUpDate),
    priority: text(extension(element, 'PriorityDefinition')?.priority),
    headers: headers(element),
  });
}

/** BPMN's own resource roles (§10.3.1): the assignment expression, otherwise the resource's name. */
function performer(element: ModdleElement, type: string): string | undefined {
  const role = element.resources?.find((resource: ModdleElement) => resource.$type === type);
  return role?.resourceAssignmentExpression?.expression?.body ?? role?.resourceRef?.name;
}

/** The object without its undefined members: a graph is JSON and compared by value. */
export const clean = <T extends object>(object: T): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
