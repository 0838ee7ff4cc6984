import type { Binding, Job, UserTask } from '../graph';
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

/** The form that an element names, and how its version is chosen. */
export function formOf(element: ModdleElement): { form: string; binding?: Binding } | undefined {
  const named = extension(element, 'FormDefinition');
  const form: string | undefined = named?.formId ?? named?.formKey ?? named?.externalReference;
  return form ? clean({ form, binding: binding(named!) }) : undefined;
}

/** What a person is asked to do: form, candidates, deadlines. */
export function userTaskOf(element: ModdleElement): UserTask {
  const named = formOf(element);
  const assignment = extension(element, 'AssignmentDefinition');
  const schedule = extension(element, 'TaskSchedule');
  return clean({
    form: named?.form,
    formBinding: named?.binding,
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
