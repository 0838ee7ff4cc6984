import { compartmentOf, type Compartment } from '../../domain/compartments';
import { isInternalMatter } from '../../domain/internalMatters';
import { limitOf } from '../../domain/limits/rules';
import { isRight, offersOf } from '../../domain/offers';
import { roles } from '../../domain/roles';
import { textOfIncident, type Graph, type Instance, type Wait } from '../../engine';
import { outside } from '../access/targets';
import type { Bilingual } from '../contract/common';
import type { TaskRow } from '../contract/tasks';
import type { Happened, Past } from '../history';
import type { InForce } from '../references';
import { titleOf } from './deadlines';
import { followers, nameOf } from './nodes';
import type { Names } from './people';
import type { Entry } from './trace';

/** A task as shown in the outlook; `told`: what everybody who follows the case should know about it. */
type TaskNote = Pick<TaskRow, 'groups' | 'assignee' | 'limit'> & { told?: Bilingual };
/** `tasks`: the open ones, by key. */
export interface Standing {
  past: Past;
  graph: Graph;
  tasks?: ReadonlyMap<number, TaskNote>;
}
interface Here {
  instance: string;
  element: string;
  name: Bilingual;
  since: string;
  why: Bilingual;
  told?: Bilingual;
  groups: string[];
  optional?: true;
  limit?: TaskRow['limit'];
}
interface Next {
  instance: string;
  element: string;
  name: Bilingual;
  at: string | null;
  limit?: string;
  then: Bilingual;
}
/** Whose eyes it is for: which compartments they may open, and whether they are a party rather than staff. */
interface Reader {
  isOpen: (compartment: Compartment) => boolean;
  party: boolean;
  /** Whether the task at a position is kept from the reader. */
  isHidden?(instance: string, key: number): boolean;
}
interface Outlook {
  last?: { at: string; text: Bilingual };
  here: Here[];
  next: Next[];
}

/**
 * What happened last, where a case stands and why, and what follows by when if nobody acts: derived from the waits in
 * the engine's state.
 */
export function outlookOf(
  standing: Standing[],
  story: Entry[],
  names: Names,
  references: InForce,
  reader: Reader,
): Outlook {
  const active = standing.filter(({ past }) => past.state?.status === 'active');
  const places = active.flatMap((each) =>
    Object.values(each.past.state!.instances)
      .filter((instance) => isPlace(instance) && !(reader.party && isInternalMatter(each.graph, instance.element)))
      .filter(({ key }) => !reader.isHidden?.(each.past.instance, key))
      .map((instance) => ({ each, instance })),
  );
  // A called process reports its own position; until it has started, its call activity does.
  const detailed = places.filter(({ instance }) => !calls(instance));
  const last = lastNews(standing, story);
  const here = (detailed.length > 0 ? detailed : places).map(({ each, instance }) =>
    hereOf(each, instance, names, last, reader),
  );
  const next = active.flatMap((each) =>
    Object.values(each.past.state!.instances).flatMap((instance) =>
      (instance.waits ?? []).flatMap((wait) => nextOf(each, instance, wait, references, reader)),
    ),
  );
  return {
    ...(last && { last: { at: last.at, text: last.text } }),
    here: [...here.filter(({ optional }) => !optional), ...here.filter(({ optional }) => optional)],
    next: soonestFirst(next),
  };
}

/** What happened last, or last until an instant. */
export function lastNews(standing: Standing[], story: Entry[], until?: Date): Entry | undefined {
  const called = new Set(standing.flatMap(({ past }) => (past.parent ? [outside(past.instance)] : [])));
  return story.findLast(
    ({ type, instance, at }) =>
      isNews(type) && !(type === 'start' && called.has(instance)) && (!until || new Date(at) <= until),
  );
}

/** If both sides have the same right until the same day, its end is listed once. */
const withoutRepeats = (next: Next[]): Next[] => [
  ...new Map(next.map((one) => [JSON.stringify([one.name, one.at, one.then]), one])).values(),
];

const soonestFirst = (next: Next[]): Next[] => withoutRepeats(next).sort((a, b) => instantOf(a) - instantOf(b));
const instantOf = ({ at }: Next): number => (at ? Date.parse(at) : Number.MAX_SAFE_INTEGER);

/** What somebody did or what happened; its consequences appear as the case's position. */
const isNews = (type: string): boolean => !['entered', 'ended', 'contextChanged', 'waitChanged'].includes(type);

/**
 * A position that a person would name: where a person, another system or a called process is waited for, or an incident
 * is open.
 */
const isPlace = (instance: Instance): boolean =>
  instance.incident !== undefined || ownWaits(instance).some(({ type }) => type !== 'condition' && type !== 'data');

const calls = (instance: Instance): boolean =>
  instance.incident === undefined && ownWaits(instance).some(({ type }) => type === 'call');

/** Without the waits of boundary events and event sub-processes, which are only possibilities. */
const ownWaits = ({ waits = [] }: Instance): Wait[] => waits.filter((wait) => !('element' in wait && wait.element));

function hereOf(
  { past, graph, tasks }: Standing,
  instance: Instance,
  names: Names,
  last: Entry | undefined,
  reader: Reader,
): Here {
  const entered = past.entered.get(instance.key);
  const task = tasks?.get(instance.key);
  // What is already shown as the last event is not repeated.
  const before =
    entered && last && new Date(entered.at).getTime() < new Date(last.at).getTime()
      ? cameBy(entered.by, names)
      : { zh: '', en: '' };
  const optional = isRight(offersOf(graph.nodes[instance.element]!.properties ?? {}));
  const what = waitingFor(instance, task, optional, reader.isOpen(compartmentOf(graph, instance.element)), reader);
  return {
    instance: outside(past.instance),
    element: instance.element,
    name: nameOf(graph, instance.element),
    since: entered?.at ?? past.state!.at,
    groups: [...(task?.groups ?? [])],
    ...(optional && { optional }),
    ...(task?.told && { told: task.told }),
    ...(task?.limit && { limit: task.limit }),
    why: { zh: `${before.zh}${what.zh}`, en: `${before.en} ${what.en}`.trim() },
  };
}

function waitingFor(
  instance: Instance,
  task: Pick<TaskRow, 'groups' | 'assignee'> | undefined,
  optional: boolean,
  open: boolean,
  { party }: Reader,
): Bilingual {
  const { incident } = instance;
  if (incident && party)
    return {
      zh: '这一步遇到问题，工作人员正在处理。',
      en: 'There is a problem at this step; staff are dealing with it.',
    };
  if (incident) {
    const text = textOfIncident(incident);
    return {
      zh: `这里出了故障${open ? `（${text.zh}）` : ''}，等管理员修复后继续。`,
      en: `It is stuck here${open ? ` (${text.en})` : ''} until an administrator has repaired it.`,
    };
  }
  const types = new Set(ownWaits(instance).map(({ type }) => type));
  if (types.has('task')) {
    const [zh, en] = [
      task?.groups.map((code) => roles.name(code, 'zh')).join('或') || '经办人',
      task?.groups.map((code) => roles.name(code, 'en').toLowerCase()).join(' or ') || 'person in charge',
    ];
    const { assignee } = task ?? {};
    if (optional) return { zh: `${zh}可以办理，不是必须。`, en: `The ${en} may do this, but need not.` };
    return {
      zh: `轮到${zh}${assignee ? `（${assignee.name}）` : ''}办理。`,
      en: `It is the turn of the ${en}${assignee ? ` (${assignee.name})` : ''}.`,
    };
  }
  if (types.has('call')) return { zh: '正在进入下一阶段。', en: 'The next stage is about to begin.' };
  if (types.has('job')) return { zh: '系统正在办理，不用等人。', en: 'The system is doing this automatically.' };
  if (types.has('timer')) return { zh: '等规定的时间到来。', en: 'It is waiting for a set time.' };
  return { zh: '等其他单位的回复。', en: 'It is waiting for an answer from another office.' };
}

function cameBy(by: Happened | undefined, names: Names): Bilingual {
  const who = names(by?.by)?.name;
  switch (by?.type) {
    case 'taskCompleted':
      return { zh: `${who ?? '经办人'}办完了上一步。`, en: `${who ?? 'Somebody'} completed the previous step.` };
    case 'timeCame':
      return { zh: '上一步的期限过了。', en: 'The time for the previous step ran out.' };
    case 'messageArrived':
      return { zh: '收到了其他单位的消息。', en: 'A message from another office arrived.' };
    case 'tokensMoved':
    case 'elementSkipped':
    case 'incidentRetried':
      return {
        zh: `${who ?? '管理员'}把案件调整到了这一步。`,
        en: `${who ?? 'An administrator'} moved the case to this step.`,
      };
    default:
      return { zh: '', en: '' };
  }
}

function nextOf(
  { past, graph }: Standing,
  instance: Instance,
  wait: Wait,
  references: InForce,
  { party }: Pick<Reader, 'party'>,
): Next[] {
  if (wait.type !== 'timer') return [];
  const element = wait.element ?? instance.element;
  // Whom to remind, and whom to tell of a delay, is a matter of the authorities.
  if (party && (isInternalMatter(graph, element) || graph.nodes[element]?.properties?.moment === 'remind')) return [];
  const { limit: row } = wait.basis ?? {};
  const limit = typeof row === 'string' ? row : graph.nodes[element]?.properties?.limit;
  return [
    {
      instance: outside(past.instance),
      element,
      name: limit ? titleOf(limit, references) : nameOf(graph, element),
      at: wait.due ? new Date(wait.due).toISOString() : null,
      ...(limit && { limit }),
      then: thenOf(graph, element, references, party),
    },
  ];
}

/**
 * What follows by when if nobody does the task with this key: the timers on it, on what it lies in, and on the calls by
 * which its process was reached, as a party is told them. A time that is not set does not run.
 */
export function silenceOf(standing: Standing[], task: { instance: string; key: number }, references: InForce): Next[] {
  const rows: Next[] = [];
  const party: Pick<Reader, 'party'> = { party: true };
  let { instance: id, key }: { instance: string; key?: number } = task;
  for (let each = of(standing, id); each; each = of(standing, id)) {
    const instances = each.past.state?.instances ?? {};
    for (; key !== undefined; key = instances[key]?.scope)
      for (const wait of instances[key]?.waits ?? [])
        rows.push(...nextOf(each, instances[key]!, wait, references, party));
    const { parent } = each.past;
    if (!parent) break;
    key = Number(id.slice(parent.length + 1));
    id = parent;
  }
  return soonestFirst(rows.filter(({ at }) => at !== null));
}

const of = (standing: Standing[], id: string): Standing | undefined =>
  standing.find(({ past }) => past.instance === id);

/** What happens when the time comes, in words for somebody who has never seen the process. */
function thenOf(graph: Graph, element: string, references: InForce, party: boolean): Bilingual {
  const node = graph.nodes[element]!;
  const goesOn = node.interrupting === false;
  const { limit, moment } = node.properties ?? {};
  const after = followers(graph, element).map(({ id }) => nameOf(graph, id));
  const [zh, en] = [after.map((name) => `「${name.zh}」`).join('、'), after.map((name) => `“${name.en}”`).join(', ')];
  if (moment === 'remind')
    return { zh: '期限快到了，系统提醒该办的人。', en: 'Time is running out: the person responsible is reminded.' };
  if (moment === 'escalate')
    return {
      zh: `仍没有办，报给上一级督办${zh && `：${zh}`}。`,
      en: `Still not done: it is escalated one level up${en && `: ${en}`}.`,
    };
  const row = limit ? limitOf(references.rules.data, limit) : undefined;
  if (party && goesOn && (row?.kind === 'duty' || row?.kind === 'response'))
    return {
      zh: '到时还没有办的，就超期了；这一步仍然要办。',
      en: 'If it has not been done by then it is late; the step still has to be done.',
    };
  if (goesOn && after.length > 0)
    return {
      zh: `同时进行${zh}；现在这一步照常继续。`,
      en: `${en} starts as well; the current step continues.`,
    };
  if (goesOn && row && (row.kind === 'duty' || row.kind === 'response'))
    return {
      zh: '记为超期，报给督办人员；这一步仍然要办。',
      en: 'It counts as overdue and is reported to the supervisors; the step still has to be done.',
    };
  if (goesOn)
    return {
      zh: '期限到此为止；现在这一步照常继续。',
      en: 'Its time is over; the current step continues.',
    };
  return after.length > 0
    ? {
        zh: `现在这一步不再等，接下来是${zh}。`,
        en: `The current step ends without being done; next is ${en}.`,
      }
    : { zh: '现在这一步到此结束。', en: 'The current step ends.' };
}
