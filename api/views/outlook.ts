import { roles } from '../../domain/roles';
import type { Graph, Instance, Wait } from '../../engine';
import { outside } from '../access/targets';
import type { Bilingual } from '../contract/common';
import type { Happened, Past } from '../history';
import type { InForce } from '../references';
import { titleOf } from './deadlines';
import { followers, nameOf } from './nodes';
import type { Names } from './people';

/** `groups`: who may do the tasks that are open, by key. */
export interface Standing { past: Past; graph: Graph; groups?: ReadonlyMap<number, readonly string[]> }
interface Here { instance: string; element: string; name: Bilingual; since: string; why: Bilingual }
interface Next { instance: string; element: string; name: Bilingual; at: string | null; limit?: string; then: Bilingual }

/** Where a case stands and why, and what comes when if nobody acts: read off the engine's own waits. */
export function outlookOf(standing: Standing[], names: Names, references: InForce): { here: Here[]; next: Next[] } {
  const active = standing.filter(({ past }) => past.state?.status === 'active');
  const here = active.flatMap((each) => Object.values(each.past.state!.instances).filter(isPlace).map((instance) => hereOf(each, instance, names)));
  const next = active.flatMap((each) => Object.values(each.past.state!.instances).flatMap((instance) => (instance.waits ?? []).flatMap((wait) => nextOf(each, instance, wait, references))));
  return { here, next: next.sort((a, b) => (a.at ?? '~').localeCompare(b.at ?? '~')) };
}

/** What a person would point at: where a person, another system or a called process is waited for, or something stands still. */
const isPlace = (instance: Instance): boolean => instance.incident !== undefined || ownWaits(instance).some(({ type }) => type !== 'condition' && type !== 'data');

/** Without those of boundary events and event sub-processes, which only might happen. */
const ownWaits = ({ waits = [] }: Instance): Wait[] => waits.filter((wait) => !('element' in wait && wait.element));

function hereOf({ past, graph, groups }: Standing, instance: Instance, names: Names): Here {
  const entered = past.entered.get(instance.key);
  const [what, came] = [waitingFor(instance, groups?.get(instance.key) ?? []), cameBy(entered?.by, graph, past, names)];
  return {
    instance: outside(past.instance), element: instance.element, name: nameOf(graph, instance.element), since: entered?.at ?? past.state!.at,
    why: { zh: `${came.zh}${what.zh}`, en: `${came.en} ${what.en}`.trim() },
  };
}

function waitingFor(instance: Instance, groups: readonly string[]): Bilingual {
  const { incident } = instance;
  if (incident) return { zh: `此处出现异常（${incident.message}），等待管理员处理。`, en: `It stands still here (${incident.message}) and waits for an operator.` };
  const types = new Set(ownWaits(instance).map(({ type }) => type));
  if (types.has('task')) {
    const [zh, en] = [groups.map((code) => roles.name(code, 'zh')).join('、') || '经办人', groups.map((code) => roles.name(code, 'en').toLowerCase()).join(' or ') || 'person in charge'];
    return { zh: `现等待${zh}办理。`, en: `It waits for the ${en}.` };
  }
  if (types.has('call')) return { zh: '所调用的流程正在进行。', en: 'The process called here is under way.' };
  if (types.has('job')) return { zh: '系统正在自动办理。', en: 'The system is doing its part.' };
  if (types.has('timer')) return { zh: '现等待约定的时间。', en: 'It waits for a time to come.' };
  return { zh: '现等待外部消息。', en: 'It waits for a message from outside.' };
}

function cameBy(by: Happened | undefined, graph: Graph, past: Past, names: Names): Bilingual {
  const who = names(by?.by)?.name;
  switch (by?.type) {
    case 'taskCompleted': return { zh: `${who ?? '经办人'}办结上一步后到此。`, en: `It came here when ${who ?? 'somebody'} completed the step before.` };
    case 'timeCame': return { zh: '期限届满后到此。', en: 'It came here when a limit passed.' };
    case 'messageArrived': return { zh: '收到消息后到此。', en: 'It came here when a message arrived.' };
    case 'jobCompleted': return { zh: '系统办完上一步后到此。', en: 'It came here when the system had done the step before.' };
    case 'callCompleted': return { zh: '上一阶段结束后到此。', en: 'It came here when the stage before had ended.' };
    case 'tokensMoved': case 'elementSkipped': case 'incidentRetried': return { zh: `${who ?? '管理员'}修复流程后到此。`, en: `${who ?? 'An operator'} brought it here by a repair.` };
    case 'start': return { zh: `「${nameOf(graph, past.process).zh}」开始后到此。`, en: `It came here when “${nameOf(graph, past.process).en}” began.` };
    default: return { zh: '', en: '' };
  }
}

function nextOf({ past, graph }: Standing, instance: Instance, wait: Wait, references: InForce): Next[] {
  if (wait.type !== 'timer') return [];
  const element = wait.element ?? instance.element;
  const node = graph.nodes[element];
  const limit = node?.properties?.limit;
  const title = limit ? titleOf(limit, references) : nameOf(graph, element);
  const then = followers(graph, element).map(({ id }) => nameOf(graph, id));
  const [zh, en] = [then.map((name) => `「${name.zh}」`).join('、') || '结束', then.map((name) => `“${name.en}”`).join(', ') || 'the end'];
  const goesOn = node?.type === 'boundaryEvent' && node.interrupting === false;
  return [{
    instance: outside(past.instance), element, name: nameOf(graph, element), at: wait.due ? new Date(wait.due).toISOString() : null, ...(limit && { limit }),
    then: goesOn
      ? { zh: `到了「${title.zh}」规定的时间${then.length ? `，同时进行${zh}` : ''}；当前步骤继续。`, en: `The time that “${title.en}” sets comes${then.length ? `, and ${en} is done beside it` : ''}; the step itself goes on.` }
      : { zh: `到了「${title.zh}」规定的时间，转到${zh}。`, en: `The time that “${title.en}” sets comes: it goes on to ${en}.` },
  }];
}
