import { compartmentSideOf, compartmentOf } from '../../domain/compartments';
import { offersOf } from '../../domain/offers';
import { keptRole } from '../../domain/roles';
import { englishName } from '../../domain/text';
import { Cases, Tasks, type Task } from '../../models';
import type { NotedCommand } from '../../workflows/hostContract';
import { taskId } from '../../workflows/messages';
import { followAppointment, reopenAppointment } from './appointments';
import { soonestOf, type CaseHead, type Running, type Soonest } from './CaseView';
import { noteOpened } from './notices';
import type { Scene } from './Scene';

type OpenTask = Extract<NotedCommand, { type: 'openTask' }>;
type CloseTask = Extract<NotedCommand, { type: 'closeTask' }>;

/** A task opens: it is in the inbox of those who may do it. */
export function openTask(scene: Scene, command: OpenTask): void {
  const { batch, writes, head } = scene;
  const task = { ...taskOf(scene, command), ...limitFor(scene, command) };
  if (!batch.facts.some((fact) => fact.type === 'waiting' && fact.key === command.key && fact.wait.type === 'task'))
    return writes.set(Tasks, task._id, offer(task));
  writes.insert(Tasks, task, scene.repeats);
  noteOpened(scene, task);
  reopenAppointment(scene, command.element);
  if (head) countOpen(scene, 1);
}

/** A task that is announced again (another version of its process) keeps its assignee. */
const offer = ({
  element,
  process,
  definition,
  name,
  nameEn,
  form,
  formHash,
  groups,
  users,
  notGiven,
  level,
  priority,
  dueDate,
  followUpDate,
  acts,
  properties,
  headers,
  variables,
  compartment,
  side,
}: Omit<Task, 'due'>): Partial<Task> => ({
  element,
  process,
  definition,
  name,
  nameEn,
  form,
  formHash,
  groups,
  users,
  notGiven,
  level,
  priority,
  dueDate,
  followUpDate,
  acts,
  properties,
  headers,
  variables,
  compartment,
  side,
});

function taskOf(scene: Scene, command: OpenTask): Omit<Task, 'due'> {
  const { batch, bundle, head, region, city, at } = scene;
  const { assignee, keeper, users, groups, notGiven } = assignmentOf(scene, command);
  const { key, element, name, form, priority, dueDate, followUpDate, properties, headers, variables } = command;
  return {
    _id: taskId(batch.instance, key),
    case: batch.case,
    instance: batch.instance,
    key,
    element,
    process: batch.process,
    definition: batch.definition,
    name,
    nameEn: englishName(scene.node(element)?.documentation),
    form,
    formHash: form && bundle.forms[form],
    region,
    city,
    stage: head?.stage,
    organisation: head?.organisation,
    mediator: head?.mediator,
    title: head && (head.title ?? [head.worker, head.employer].filter(Boolean).join(' — ')),
    parties: head?.parties ?? [],
    ...ofMatter(head, properties),
    groups,
    users,
    level: headers.level ?? properties.level,
    assignee,
    claimedAt: assignee === undefined ? undefined : at,
    ...(keeper !== undefined && { keeper }),
    ...(notGiven.length > 0 && { notGiven }),
    status: 'open',
    priority,
    dueDate,
    followUpDate,
    openedAt: at,
    acts: offersOf(properties),
    properties,
    headers,
    variables,
    compartment: compartmentOf(bundle.graph, element),
    side: compartmentSideOf(bundle.graph, element, variables),
    version: 1,
    openedStep: batch.sequence,
  };
}

/** What decides access to a task of a matter other than a dispute. `independent`: not for whoever began it. */
const ofMatter = (head: CaseHead | undefined, { independent }: Record<string, string>): Partial<Task> =>
  head?.readers
    ? { readers: head.readers, begunBy: head.filedBy, ...(independent === 'true' && { independent: true }) }
    : {};

/** If a model names nobody who can do the task and no group, somebody has to see it and reassign it. */
const KEEPERS = ['administrator'];

/**
 * The users named by a model, by id, if they can work on the case; the others are left out. Whom a model names has the
 * case from then on, unless it was taken from them; where it names nobody, whoever has the case keeps the task.
 */
function assignmentOf(scene: Scene, command: OpenTask) {
  const { batch, head, region, views, writes } = scene;
  const { assignee, candidateUsers, candidateGroups, properties } = command;
  const thing = {
    case: batch.case,
    region,
    organisation: head?.organisation,
    parties: head?.parties,
    ...(head?.readers && { readers: head.readers, begunBy: head.filedBy }),
  };
  const notGiven: NonNullable<Task['notGiven']> = [];
  const known = (name: string): string[] => {
    const found = views.assignees.resolve(name, thing, candidateGroups);
    return 'user' in found ? [found.user] : [];
  };
  const resolved = (name: string): string[] => {
    const found = views.assignees.resolve(name, thing, candidateGroups);
    if ('user' in found) return [found.user];
    notGiven.push({ name: name.slice(0, 200), why: found.why });
    return [];
  };
  const [named] = assignee ? resolved(assignee) : [];
  const role = keptRole(candidateGroups);
  const handler = role && head?.handlers?.[role];
  const taken = named !== undefined && handler?.instead?.includes(named);
  // Somebody in particular signs or decides, or just not somebody: whoever has the case may be the wrong one.
  const free = !['onlyBy', 'notBy', 'suspends'].some((name) => properties[name] !== undefined);
  const [holder] = handler && (taken || (named === undefined && free)) ? known(handler.user) : [];
  if (role && head && named !== undefined && !taken && handler?.user !== named) {
    head.handlers = { ...head.handlers, [role]: { ...handler, user: named } };
    writes.set(Cases, head._id, { handlers: head.handlers });
  }
  const given = taken ? (holder ?? named) : named;
  const users = [...new Set(candidateUsers.flatMap(resolved))];
  const nobody = !given && !users.length && !candidateGroups.length && notGiven.length > 0;
  const keeper = given === undefined ? holder : undefined;
  return { assignee: given, keeper, users, groups: nobody ? KEEPERS : candidateGroups, notGiven };
}

/** A task closes: completed by a person (who, by which act, with what), or withdrawn by the process. */
export function closeTask(scene: Scene, command: CloseTask): void {
  const { batch, writes, at } = scene;
  const { key, reason } = command;
  const completed =
    reason === 'completed'
      ? batch.events.find((event) => event.type === 'taskCompleted' && event.key === key)
      : undefined;
  const by = completed?.by ?? batch.events.find((event) => event.by)?.by;
  writes.set(Tasks, taskId(batch.instance, key), {
    status: reason,
    closedAt: at,
    closedStep: batch.sequence,
    ...(by ? { closedBy: by } : {}),
    ...(completed?.act ? { act: completed.act } : {}),
    ...(completed?.for ? { recordedFor: completed.for } : {}),
    ...(completed?.variables ? { result: completed.variables } : {}),
  });
  followAppointment(scene, command);
  if (scene.head) countOpen(scene, -1);
}

function countOpen({ head, writes }: Scene, by: 1 | -1): void {
  head!.openTasks += by;
  writes.inc(Cases, head!._id, 'openTasks', by);
}

/** Open tasks now show the limit that comes next. */
export function showLimit(scene: Scene): void {
  const { batch, writes, head, views } = scene;
  const opened = batch.facts.filter((fact) => fact.type === 'waiting' && fact.wait.type === 'task').length;
  const closed = batch.commands.filter(({ type }) => type === 'closeTask').length;
  const others = head ? head.openTasks - opened + closed > closed : true;
  if (!others) return;
  const bound = views.runningIn(batch.case, batch.instance).flatMap((running) => boundTo(scene, running) ?? []);
  const [keys, elements] = [
    new Set(bound.flatMap(({ key }) => key ?? [])),
    new Set(bound.flatMap(({ element }) => element ?? [])),
  ];
  const show = (filter: Record<string, unknown>, { limit, moment, due }: Soonest) =>
    writes.setMany(
      Tasks,
      { instance: batch.instance, status: 'open', ...filter },
      { limit: limit ?? null, moment: moment ?? null, due },
    );
  show(
    { ...(keys.size && { key: { $nin: [...keys] } }), ...(elements.size && { element: { $nin: [...elements] } }) },
    limitFor(scene),
  );
  for (const key of keys) show({ key }, limitFor(scene, { key }));
  for (const element of elements) show({ element }, limitFor(scene, { element }));
}

/**
 * The next limit of a task of the batch's instance: its own or one that covers the whole instance, not that of a
 * parallel task.
 */
function limitFor(scene: Scene, task?: Bound): Soonest {
  const { batch, views } = scene;
  return soonestOf(
    views.runningIn(batch.case, batch.instance).filter((running) => {
      const bound = boundTo(scene, running);
      return !bound || (task && (bound.element ? bound.element === task.element : bound.key === task.key));
    }),
  );
}

/**
 * The tasks to which a limit on the boundary of a user task applies: the task, or all tasks of that element if it is
 * multi-instance.
 */
interface Bound {
  key?: number;
  element?: string;
}

/** Undefined for a limit that covers the whole instance. */
function boundTo(scene: Scene, { key, element }: Running): Bound | undefined {
  const id = scene.node(element)?.attachedTo ?? '';
  const task = scene.node(id);
  if (task?.type !== 'userTask') return undefined;
  return task.loop ? { element: id } : { key };
}
