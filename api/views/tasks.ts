import { acts, bound } from '../../domain/acts';
import type { Side } from '../../domain/reach';
import { isIrrevocable } from '../../domain/weight';
import { Cases, Definitions, Drafts, fieldName, type Case, type Definition, type Draft, type Task } from '../../models';
import { bytes } from '../../models';
import type { Form } from '../../engine/form';
import type { Lang } from '../../domain/text';
import { actsAsParty, isEnteredByOthers, mayBind, mayRecord, sideOn, speaksForSide } from '../access/binding';
import { mayOpen } from '../access/compartments';
import { contactOf, holderOf, personOf } from '../access/person';
import { deputised } from '../absences';
import { reaches } from '../access/reach';
import { mayWith, turnOf } from '../access/tasks';
import { outside } from '../access/targets';
import type { Who } from '../access/Who';
import type { Task as Shown, TaskRow } from '../contract/tasks';
import type { InForce } from '../references';
import { fieldsOfAppointment, kindOf } from '../appointments/planned';
import { roomOptions, roomsFor } from '../appointments/rooms';
import { shownPapers } from '../documents/edits';
import { inOrder } from './acts';
import { limitOfTask } from './deadlines';
import { namesUsed } from '../../engine/form/namesUsed';
import { masked } from './masked';
import { namesOf, type Names } from './people';

/** What a list of tasks needs for display. */
export interface Look {
  now: Date;
  lang: Lang;
  references: InForce;
  /** Whether one-time codes can be sent. */
  texts: boolean;
}

export async function taskRows(tasks: Task[], look: Look): Promise<TaskRow[]> {
  const names = await namesOf(tasks.flatMap((task) => [task.assignee, task.closedBy, task.keeper, insteadOf(task)]));
  return tasks.map((task) => taskRow(task, names, look));
}

export function taskRow(task: Task, names: Names, { now, lang, references }: Look): TaskRow {
  return {
    id: outside(task._id),
    case: task.case,
    title: task.title ?? '',
    name: { zh: task.name, en: task.nameEn ?? task.name },
    stage: task.stage ?? undefined,
    region: task.region,
    organisation: task.organisation ?? undefined,
    groups: task.groups,
    ...(task.notGiven?.length && { notGiven: task.notGiven.map(({ name, why }) => ({ name, why })) }),
    level: (task.level ?? undefined) as TaskRow['level'],
    assignee: names(task.assignee),
    ...(task.keeper && !task.assignee && { keeper: names(task.keeper) }),
    ...(insteadOf(task) && { insteadOf: names(insteadOf(task)) }),
    status: task.status,
    priority: task.priority,
    limit: limitOfTask(task, now, references, lang),
    openedAt: task.openedAt.toISOString(),
    closedAt: task.closedAt?.toISOString(),
    closedBy: names(task.closedBy),
    act: task.act ?? undefined,
    ...(task.recordedFor && { for: task.recordedFor }),
    version: task.version,
  };
}

/** For whom a deputy has it, or did it. */
const insteadOf = ({ given, assignee, closedBy }: Task): string | undefined => {
  const last = given?.at(-1);
  return last?.deputy && (closedBy ?? assignee) === last.to ? last.from : undefined;
};

/** A task with everything needed to do it. */
export async function taskView(task: Task, who: Who, look: Look): Promise<Shown> {
  const [row] = await taskRows([task], look);
  const [form, draft] = await Promise.all([
    formOf(task),
    Drafts.findById(`${task._id}|${holderOf(who)}`).lean<Draft>(),
  ]);
  const away = await deputised(who, look.now);
  const turn = turnOf(task);
  const absent = turn !== undefined && turn !== who.id && away.includes(turn) ? turn : undefined;
  const documentation = task.properties.instructions;
  const seen = reaches(who, 'case.change', task) ? <T>(value: T): T => value : masked;
  const open = mayOpen(who, task, task);
  const party = actsAsParty(who, task);
  const contact = party && look.texts && task.status === 'open' ? await contactOf(await personOf(who)) : undefined;
  const side = party ? sideOn(who, task) : undefined;
  const several = side !== undefined && !(await speaksForSide(who, task.case, side));
  const mayDo = mayWith(who, task, away);
  if (several && (await isEnteredByOthers(who, task))) Object.assign(mayDo, { claim: false, complete: false });
  const edited = open && task.status === 'open' ? await shownPapers(task) : undefined;
  const variables = open ? { ...(await shownVariables(task, form)), ...edited } : {};
  return {
    ...row!,
    instance: outside(task.instance),
    element: task.element,
    process: task.process,
    definition: task.definition,
    ...(documentation && { instructions: { zh: documentation, en: task.properties.instructions_en ?? documentation } }),
    ...(open ? form && { form } : { sealed: true as const }),
    variables: seen(variables),
    ...(open && task.result && { result: seen(task.result) }),
    acts: inOrder(open ? task.acts : [], form, variables, look.now).map(({ code, sets, primary }) => ({
      code,
      label: actLabel(code),
      sets,
      primary,
      ...bindsOf(code, task),
      ...(isIrrevocable(code) && { irrevocable: true as const }),
    })),
    ...(draft && { draft: { data: draft.data, at: draft.at.toISOString() } }),
    may: {
      ...mayDo,
      ...(absent !== undefined && { standsIn: (await namesOf([absent]))(absent) }),
      bind: party && !several && (mayBind(who) || contact !== undefined),
      ...(several && { several }),
      ...(contact && { confirm: { tail: contact.tail } }),
      record: mayRecord(who, task),
    },
  };
}

function bindsOf(act: string, task: Task): { binds?: { sides: Side[]; all: boolean } } {
  const { sides, all } = bound(act, task);
  return sides.length > 0 ? { binds: { sides: [...sides], all } } : {};
}

const actLabel = (code: string) => ({ zh: acts.name(code, 'zh'), en: acts.name(code, 'en') });

/** The form of a task, in the version to which its instance is pinned. */
export async function formOf(task: Pick<Task, 'formHash'>): Promise<Form | undefined> {
  if (!task.formHash) return undefined;
  const known = forms.get(task.formHash);
  if (known) return known;
  const found = await Definitions.findOne({ hash: task.formHash }, { source: 1 }).lean<Definition>();
  if (!found) return undefined;
  const form = JSON.parse(bytes(found.source).toString('utf8')) as Form;
  if (forms.size > 500) forms.clear();
  forms.set(task.formHash, form);
  return form;
}

/** Cached by hash: the content of a hash never changes. */
const forms = new Map<string, Form>();

/**
 * The variables that a task shows: its input mapping; without one, only those variables of the case that its form and
 * acts use. Not everyone with a task may know the whole case: a task in the open compartment shows only open variables.
 * A form that fixes a meeting also offers the rooms.
 */
export async function shownVariables(task: Task, form: Form | undefined): Promise<Record<string, unknown>> {
  const kind = kindOf(task);
  const rooms = kind && fieldsOfAppointment(form).room ? { rooms: roomOptions(await roomsFor(task, kind)) } : {};
  return { ...(await ownVariables(task, form)), ...rooms };
}

async function ownVariables(task: Task, form: Form | undefined): Promise<Record<string, unknown>> {
  if (Object.keys(task.variables ?? {}).length) return task.variables;
  const found = await Cases.findById(task.case, { data: 1, facts: 1, factsIn: 1 }).lean<Case>();
  return found ? variablesOf(task, form, found) : {};
}

/** The same without the rooms, of a case that has been read. */
export function variablesOf(
  task: Task,
  form: Form | undefined,
  found: Pick<Case, 'data' | 'facts' | 'factsIn'>,
): Record<string, unknown> {
  if (Object.keys(task.variables ?? {}).length) return task.variables;
  const { compartment = 'sealed' } = task;
  const kept = compartment === 'open' ? {} : { ...found.factsIn?.sealed, ...found.factsIn?.[compartment] };
  const known: Record<string, unknown> = { ...found.facts, ...kept, case: found.data };
  const used = namesUsed(
    form,
    task.acts.map(({ sets }) => sets),
  );
  return Object.fromEntries(
    used.map((name) => [name, known[fieldName(name)]]).filter(([, value]) => value !== undefined),
  );
}
