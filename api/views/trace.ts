import { compartmentOf, type Compartment } from '../../domain/compartments';
import { isInternalMatter } from '../../domain/internalMatters';
import { acts } from '../../domain/acts';
import { capacities, type Capacity } from '../../domain/capacities';
import { identificationMeans, type RecordedFor } from '../../domain/identification';
import { roles } from '../../domain/roles';
import { pipelineStages } from '../../domain/stages';
import { toDay } from '../../domain/limits/dates';
import { splitLanguages, textOfIncident, type Fact, type Graph } from '../../engine';
import { outside } from '../access/targets';
import type { Bilingual } from '../contract/common';
import { OPERATIONS, PARTIES_COMPLETED, taskId } from '../../workflows/messages';
import type { Batch, Happened } from '../history';
import type { InForce } from '../references';
import { titleOf } from './deadlines';
import { nameOf } from './nodes';
import type { Names, Person } from './people';

export interface Entry {
  instance: string;
  process: string;
  sequence: number;
  at: string;
  by?: Person;
  type: string;
  element?: string;
  name?: Bilingual;
  act?: string;
  for?: RecordedFor[];
  task?: string;
  text: Bilingual;
  fact?: Record<string, unknown>;
}
interface Look {
  graph: Graph;
  names: Names;
  references: InForce;
  detail: 'story' | 'all';
  /** Whether the reader works on the case; others, its parties, see no internal matters and no repairs. */
  inside: boolean;
  /** Whether the reader may learn that something happened. */
  isTold(event: Happened): boolean;
  /** Whether the reader may open a compartment. */
  isOpen(compartment: Compartment): boolean;
}

/**
 * The history entries of a step: its events in words, then the consequences of interest to people, or with `all` every
 * fact, for those who work on the case.
 */
export function entriesOf(batch: Batch, look: Look): Entry[] {
  const head = { instance: outside(batch.instance), process: batch.process, sequence: batch.sequence };
  const told = batch.events.filter((event) => look.inside || look.isTold(event));
  const events = told.flatMap((event) => eventEntry(event, batch, look));
  // What follows from something that is not told would tell of it.
  const facts = (told.length < batch.events.length ? [] : batch.facts).flatMap((fact) => factEntry(fact, batch, look));
  return [...events, ...facts].map((entry) => ({ ...head, ...entry }));
}

/** What operators do to keep the system running, and the trouble itself: for those who work on the case. */
const repairs: ReadonlySet<string> = new Set([
  'variablesSet',
  'incidentRetried',
  'elementSkipped',
  'tokensMoved',
  'migrated',
  'workflowEnded',
  'incidentRaised',
  'incidentResolved',
]);

/** Whether something is withheld from a reader who does not work on the case. */
const isWithheld = (type: string, element: string | undefined, { graph, inside }: Look): boolean =>
  !inside && (repairs.has(type) || isInternalMatter(graph, element ?? graph.process));

type Line = Omit<Entry, 'instance' | 'process' | 'sequence'>;
type OpenTask = Extract<Batch['commands'][number], { type: 'openTask' }>;

function eventEntry(event: Happened, batch: Batch, look: Look): Line[] {
  const { graph, names } = look;
  const by = names(event.by);
  const about =
    event.key !== undefined &&
    [...batch.facts, ...batch.commands].find((each) => 'element' in each && each.key === event.key);
  const id = about && 'element' in about ? about.element : undefined;
  // A step of each process that has the case among its variables; the one of the case itself tells of it.
  const completes = event.act === PARTIES_COMPLETED;
  if (completes ? batch.parent !== undefined : isWithheld(event.type, id, look)) return [];
  const text =
    event.type === 'start' && !batch.parent
      ? filed
      : words(event, id ? nameOf(graph, id) : nameOf(graph, batch.process), by?.name);
  return text
    ? [
        {
          at: new Date(event.at).toISOString(),
          by,
          type: event.type,
          ...(id && { element: id, name: nameOf(graph, id) }),
          ...(event.act && { act: event.act }),
          ...(event.for && { for: event.for }),
          ...(event.type === 'taskCompleted' && { task: outside(taskId(batch.instance, event.key!)) }),
          text,
        },
      ]
    : [];
}

const filed: Bilingual = { zh: '申请已提交', en: 'The application was filed' };

function words({ type, reason, act, for: named }: Happened, name: Bilingual, who?: string): Bilingual | undefined {
  const [zh, en, why] = [
    who ?? '系统',
    who ?? 'The system',
    reason ? { zh: `：${reason}`, en: `: ${reason}` } : { zh: '', en: '' },
  ];
  switch (type) {
    case 'start':
      return { zh: `「${name.zh}」开始`, en: `“${name.en}” began` };
    case 'taskCompleted':
      if (named) return recorded(named, act, name, [zh, en]);
      return {
        zh: `${zh}办结「${name.zh}」${act && acts.has(act) ? `：${acts.name(act, 'zh')}` : ''}`,
        en: `${en} completed “${name.en}”${act && acts.has(act) ? `: ${acts.name(act, 'en')}` : ''}`,
      };
    case 'messageArrived':
      if (named) return recorded(named, 'withdraw', name, [zh, en], why);
      return { zh: '收到消息', en: 'A message arrived' };
    case 'signalArrived':
      return { zh: '收到信号', en: 'A signal arrived' };
    case 'variablesSet':
      if (act === PARTIES_COMPLETED)
        return { zh: `${zh}补全当事人信息${why.zh}`, en: `${en} completed the parties${why.en}` };
      return { zh: `${zh}更正案件信息${why.zh}`, en: `${en} corrected the data of the case${why.en}` };
    case 'contextChanged':
      return {
        zh: `按新的日历或规定重新计算期限${why.zh}`,
        en: `Dates were derived again from a new calendar or new rules${why.en}`,
      };
    case 'cancelled':
      if (act === OPERATIONS)
        return {
          zh: `${zh}（运行管理）终止了流程，当事人没有撤回${why.zh}`,
          en: `${en} (operations) ended the process; no party withdrew${why.en}`,
        };
      if (named) return recorded(named, 'withdraw', name, [zh, en], why);
      return { zh: `${zh}撤回${why.zh}`, en: `${en} withdrew it${why.en}` };
    case 'incidentRetried':
      return { zh: `${zh}重试「${name.zh}」${why.zh}`, en: `${en} tried “${name.en}” again${why.en}` };
    case 'elementSkipped':
      return { zh: `${zh}跳过「${name.zh}」${why.zh}`, en: `${en} skipped “${name.en}”${why.en}` };
    case 'tokensMoved':
      return { zh: `${zh}移动流程位置${why.zh}`, en: `${en} moved the process to another place${why.en}` };
    case 'migrated':
      return { zh: `${zh}迁移到流程的新版本${why.zh}`, en: `${en} moved it to a new version of the process${why.en}` };
    case 'workflowEnded': {
      const cause = splitLanguages(reason ?? '');
      return {
        zh: `流程服务中止了该流程${cause.zh && `：${cause.zh}`}`,
        en: `The workflow service ended it${cause.en && `: ${cause.en}`}`,
      };
    }
    default:
      return undefined;
  }
}

/** Who did it, and who recorded it: each person and how they were identified. */
function recorded(
  named: RecordedFor[],
  act: string | undefined,
  name: Bilingual,
  [zh, en]: [string, string],
  why: Bilingual = { zh: '', en: '' },
): Bilingual {
  const people = (lang: 'zh' | 'en') =>
    named
      .map(({ side, name: who, capacity, means, mandate }) =>
        mandate
          ? byMandate(who, mandate, capacity, lang)
          : lang === 'zh'
            ? `${roles.name(side, lang)}方${who}（${capacities.name(capacity, lang)}，${identificationMeans.name(means, lang)}）`
            : `${who} for the ${roles.name(side, lang).toLowerCase()} (${capacities.name(capacity, lang).toLowerCase()}, ${identificationMeans.name(means, lang).toLowerCase()})`,
      )
      .join(lang === 'zh' ? '、' : ' and ');
  const done = (lang: 'zh' | 'en') => (act && acts.has(act) ? acts.name(act, lang) : name[lang]);
  if (named.every(({ confirmed }) => confirmed))
    return {
      zh: `${people('zh')}：${done('zh')}，以一次性验证码确认（${name.zh}）${why.zh}`,
      en: `${done('en')}: ${people('en')}, confirmed by a one-time code (${name.en})${why.en}`,
    };
  // An agent who came by their own key did it, and nobody recorded it.
  if (named.every(({ mandate }) => mandate))
    return {
      zh: `${people('zh')}：${done('zh')}（${name.zh}）${why.zh}`,
      en: `${done('en')}: ${people('en')} (${name.en})${why.en}`,
    };
  return {
    zh: `${people('zh')}：${done('zh')}，由${zh}当场记录（${name.zh}）${why.zh}`,
    en: `${done('en')}: recorded by ${en} for ${people('en')} (${name.en})${why.en}`,
  };
}

/** Who acted for whom, and by which mandate. */
function byMandate(
  agent: string,
  { id, principal }: NonNullable<RecordedFor['mandate']>,
  capacity: Capacity,
  lang: 'zh' | 'en',
): string {
  const [short, as] = [id.slice(0, 8), capacities.name(capacity, lang)];
  return lang === 'zh'
    ? `${agent}（${as}）代${principal}，授权委托 ${short}`
    : `${agent} (${as.toLowerCase()}) for ${principal} by mandate ${short}`;
}

function factEntry(fact: Fact, batch: Batch, look: Look): Line[] {
  const { graph, inside, detail } = look;
  const element = 'element' in fact ? fact.element : undefined;
  if (isWithheld(fact.type, limited(fact) ?? element, look)) return [];
  const open = look.isOpen(compartmentOf(graph, element ?? graph.process));
  const text =
    storyFact(fact, batch, look) ??
    // For parties not every move of the process, which would tell of internal matters.
    (inside && detail === 'all' ? plain(fact.type, element ? nameOf(graph, element) : undefined) : undefined);
  if (!text) return [];
  return [
    {
      at: new Date(batch.at).toISOString(),
      type: fact.type,
      ...(element && { element, name: nameOf(graph, element) }),
      text,
      ...(inside && open && detail === 'all' && { fact: fact as unknown as Record<string, unknown> }),
    },
  ];
}

/** Other facts recorded by the engine, for detailed reading. */
const otherFacts: Partial<Record<Fact['type'], Bilingual>> = {
  started: { zh: '流程开始', en: 'The process began' },
  clock: { zh: '时间推进', en: 'Time passed' },
  entered: { zh: '进入', en: 'Entered' },
  completed: { zh: '完成', en: 'Completed' },
  terminated: { zh: '终止', en: 'Ended early' },
  flowTaken: { zh: '沿连线前进', en: 'Took a flow' },
  arrived: { zh: '到达网关', en: 'Reached a gateway' },
  joined: { zh: '汇合', en: 'Joined' },
  dropped: { zh: '丢弃多余的令牌', en: 'Discarded a token' },
  waiting: { zh: '开始等待', en: 'Started to wait' },
  waitEnded: { zh: '等待结束', en: 'Stopped waiting' },
  waitChanged: { zh: '等待改变', en: 'Changed what it waits for' },
  variablesSet: { zh: '数据改变', en: 'Data changed' },
  remembered: { zh: '记下', en: 'Remembered' },
  compensableAdded: { zh: '可以补偿', en: 'Can be compensated' },
  compensableUsed: { zh: '已经补偿', en: 'Was compensated' },
  thrown: { zh: '抛出事件', en: 'Threw an event' },
  decided: { zh: '作出决策', en: 'Decided' },
  migrated: { zh: '迁移到新版本', en: 'Migrated' },
  repaired: { zh: '修复', en: 'Repaired' },
};

function plain(type: Fact['type'], name: Bilingual | undefined): Bilingual {
  const words = otherFacts[type] ?? { zh: type, en: type };
  return name ? { zh: `${words.zh}「${name.zh}」`, en: `${words.en}: “${name.en}”` } : words;
}

/** The timer event whose wait it is, which may be attached to the element. */
const limited = (fact: Fact): string | undefined =>
  (fact.type === 'waitEnded' || fact.type === 'waitChanged') && 'element' in fact.wait ? fact.wait.element : undefined;

/** The facts that make up the story. */
function storyFact(fact: Fact, batch: Batch, { graph, references, isOpen }: Look): Bilingual | undefined {
  switch (fact.type) {
    case 'entered':
      return arrival(fact, batch, graph);
    case 'waitEnded':
      return passed(fact, graph, references);
    case 'waitChanged':
      return moved(fact, graph, references);
    case 'incidentRaised': {
      const why = isOpen(compartmentOf(graph, fact.element)) ? textOfIncident(fact.incident) : undefined;
      return {
        zh: `「${nameOf(graph, fact.element).zh}」出现异常${why ? `：${why.zh}` : ''}`,
        en: `“${nameOf(graph, fact.element).en}” is stuck${why ? `: ${why.en}` : ''}`,
      };
    }
    case 'incidentResolved':
      return {
        zh: `「${nameOf(graph, fact.element).zh}」的异常已处理`,
        en: `“${nameOf(graph, fact.element).en}” continues`,
      };
    case 'ended':
      return { zh: `「${nameOf(graph, graph.process).zh}」结束`, en: `“${nameOf(graph, graph.process).en}” ended` };
    default:
      return undefined;
  }
}

function arrival(
  { element, key }: Extract<Fact, { type: 'entered' }>,
  { commands }: Batch,
  graph: Graph,
): Bilingual | undefined {
  const node = graph.nodes[element];
  const stage = node?.properties?.stage;
  if (stage)
    return {
      zh: `进入${pipelineStages.name(stage, 'zh')}阶段`,
      en: `Entered the stage of ${pipelineStages.name(stage, 'en').toLowerCase()}`,
    };
  const opened = commands.find((command) => command.type === 'openTask' && command.key === key) as OpenTask | undefined;
  // A task for several people is listed with the roles of each.
  if (node?.type !== 'userTask' || (node.loop && !opened)) return undefined;
  const who = opened?.candidateGroups ?? [];
  return {
    zh: `待办「${nameOf(graph, element).zh}」${who.length ? `（${who.map((code) => roles.name(code, 'zh')).join('、')}）` : ''}`,
    en: `To do: “${nameOf(graph, element).en}”${who.length ? ` (${who.map((code) => roles.name(code, 'en')).join(', ')})` : ''}`,
  };
}

function limitOfFact(fact: Extract<Fact, { type: 'waitEnded' | 'waitChanged' }>, graph: Graph, references: InForce) {
  if (fact.wait.type !== 'timer') return undefined;
  const properties = graph.nodes[fact.wait.element ?? fact.element]?.properties;
  return properties?.limit
    ? { moment: properties.moment ?? 'breach', title: titleOf(properties.limit, references) }
    : undefined;
}

function passed(fact: Extract<Fact, { type: 'waitEnded' }>, graph: Graph, references: InForce): Bilingual | undefined {
  const found = fact.fired ? limitOfFact(fact, graph, references) : undefined;
  if (!found) return undefined;
  const [zh, en] = {
    remind: ['即将届满，已提醒', 'is about to end: reminder sent'],
    escalate: ['逾期未办，已上报', 'was breached: escalated'],
  }[found.moment as string] ?? ['届满', 'has passed'];
  return { zh: `「${found.title.zh}」${zh}`, en: `“${found.title.en}” ${en}` };
}

function moved(fact: Extract<Fact, { type: 'waitChanged' }>, graph: Graph, references: InForce): Bilingual | undefined {
  const found = limitOfFact(fact, graph, references);
  if (!found || fact.before.type !== 'timer' || fact.wait.type !== 'timer' || fact.before.due === fact.wait.due)
    return undefined;
  // A limit that ends at 24:00 is shown with its last day.
  const dayOf = (due?: string) => due && toDay(new Date(Date.parse(due) - 1).toISOString());
  const [zh, en] = [(due?: string) => dayOf(due) ?? '停止计算', (due?: string) => dayOf(due) ?? 'stopped'];
  return {
    zh: `「${found.title.zh}」重新计算：${zh(fact.before.due)} → ${zh(fact.wait.due)}`,
    en: `“${found.title.en}” derived again: ${en(fact.before.due)} → ${en(fact.wait.due)}`,
  };
}
