import { MOST_ELEMENTS } from '../../budgets';
import type { Element } from '../Element';
import { attribute, executable, extension, kinds, triggers } from '../facets';
import { runs, should, type Rule } from '../Finding';
import { graphs } from '../graphs';
import { recursion } from '../recursion';

/** A literal name that the host does not have; names from expressions are unknown before run time. */
const unknown = (name: string | undefined, known: Iterable<string> | undefined) =>
  name !== undefined && known !== undefined && !name.startsWith('=') && ![...known].includes(name) && name;

/** The literal candidate groups; those from expressions are unknown before run time. */
const rolesOf = (task: Element): string[] => {
  const groups = attribute(extension(task, 'assignmentDefinition'), 'candidateGroups');
  return groups === undefined || groups.startsWith('=')
    ? []
    : groups
        .split(',')
        .map((group) => group.trim())
        .filter(Boolean);
};

/** The job types that an element requires: its own and those of its listeners. */
const jobsOf = (element: Element): string[] =>
  [
    extension(element, 'taskDefinition'),
    ...(extension(element, 'executionListeners')?.children ?? []),
    ...(extension(element, 'taskListeners')?.children ?? []),
  ].flatMap((asks) => attribute(asks, 'type') ?? []);

const property = (element: Element, name: string) =>
  attribute(
    extension(element, 'properties')?.children.find((child) => attribute(child, 'name') === name),
    'value',
  );

/** A model that is larger is not checked any further. */
export const modelSize = runs({
  id: 'model-size',
  clause: 'Heyi',
  on: 'Definitions',
  zh: `文件中的元素太多，最多 ${MOST_ELEMENTS} 个；请拆成几个流程，用调用活动相连。`,
  en: `The file has too many elements, at most ${MOST_ELEMENTS} are allowed; divide it into processes that call each other.`,
  breaks: (_, model) => {
    const { length } = model.all('FlowElement');
    return length > MOST_ELEMENTS && String(length);
  },
});

/** What an executable process needs in order to run here. */
export const running: Rule[] = [
  modelSize,
  runs({
    id: 'executable-process',
    clause: 'Heyi, 10.2.1',
    on: 'Definitions',
    zh: '没有可执行的流程；请将流程的 isExecutable 设为 true。',
    en: 'There is no executable process; set isExecutable of the process.',
    breaks: (_, model, { profile }) =>
      profile === 'publish' && !model.all('Process').some((process) => process.flag('isExecutable')),
  }),
  runs({
    id: 'engine-runs',
    clause: 'Heyi, docs/bpmn-support.md',
    on: 'Definitions',
    zh: '引擎不能执行此处。',
    en: 'The engine cannot run this.',
    breaks: (_, model) =>
      graphs(model).flatMap(({ process, refusal }) =>
        refusal
          ? [{ blame: (refusal.element && model.byId(refusal.element)) || process, zh: refusal.zh, en: refusal.en }]
          : [],
      ),
  }),
  should({
    id: 'user-task-form',
    clause: 'Heyi',
    on: ['UserTask', 'GlobalUserTask'],
    zh: '用户任务没有表单；请选择一个表单（zeebe:formDefinition）。',
    en: 'The user task has no form; choose one (zeebe:formDefinition).',
    breaks: (task) => executable(task) && !formOf(task),
  }),
  should({
    id: 'user-task-performer',
    clause: 'Heyi, 10.3.2',
    on: ['UserTask', 'GlobalUserTask'],
    zh: '用户任务没有人办理；请指定办理人、候选人或候选组（zeebe:assignmentDefinition）。',
    en: 'Nobody can do the user task; give it an assignee, candidate users or candidate groups (zeebe:assignmentDefinition).',
    breaks: (task) =>
      executable(task) &&
      !['assignee', 'candidateGroups', 'candidateUsers'].some((name) =>
        attribute(extension(task, 'assignmentDefinition'), name),
      ) &&
      task.all('ResourceRole').length === 0,
  }),
  runs({
    id: 'form-exists',
    clause: 'Heyi',
    on: ['UserTask', 'GlobalUserTask'],
    zh: '表单不存在；请先建立该表单或改选现有的。',
    en: 'The form does not exist; create it first or choose another.',
    breaks: (task, _, options) => executable(task) && unknown(formOf(task), options.known?.forms),
  }),
  should({
    id: 'role-exists',
    clause: 'Heyi',
    on: ['UserTask', 'GlobalUserTask'],
    zh: '没有这个角色，没有人会看到该任务；候选角色请填写角色代码，多个用逗号分隔。',
    en: 'Nobody has this role, so nobody will see the task; give the codes of roles as candidate groups, separated by commas.',
    breaks: (task, _, { known }) =>
      executable(task) &&
      rolesOf(task)
        .filter((role) => unknown(role, known?.roles))
        .map((role) => `${role}: ${[...known!.roles!].join(', ')}`)
        .join('; '),
  }),
  runs({
    id: 'job-exists',
    clause: 'Heyi',
    on: 'BaseElement',
    zh: '没有系统会办理这种任务类型；请改用现有的任务类型。',
    en: 'Jobs of this type are not supported here; use one of the existing types.',
    breaks: (element, _, { known }) =>
      executable(element) &&
      jobsOf(element)
        .filter((job) => unknown(job, known?.jobs))
        .map((job) => `${job}: ${[...known!.jobs!].join(', ')}`)
        .join('; '),
  }),
  runs({
    id: 'decision-exists',
    clause: 'Heyi',
    on: 'BusinessRuleTask',
    zh: '决策不存在；请先建立该决策或改选现有的。',
    en: 'The decision does not exist; create it first or choose another.',
    breaks: (task, _, options) =>
      executable(task) && unknown(attribute(extension(task, 'calledDecision'), 'decisionId'), options.known?.decisions),
  }),
  runs({
    id: 'process-exists',
    clause: 'Heyi, 10.3.6',
    on: 'CallActivity',
    zh: '被调用的流程不存在；请先发布该流程或改选现有的。',
    en: 'The called process does not exist; publish it first or choose another.',
    breaks: (call, model, options) => {
      const known = options.known?.processes && [
        ...options.known.processes,
        ...model.all('CallableElement').flatMap((callable) => callable.id ?? []),
      ];
      return executable(call) && unknown(attribute(extension(call, 'calledElement'), 'processId'), known);
    },
  }),
  runs({
    id: 'call-cycle',
    clause: 'Heyi, 10.3.6',
    on: 'CallActivity',
    zh: '流程在每一条路径上都调用自身（直接或经由其他流程），永远不会结束；请加上不再调用的路径。',
    en: 'The process calls itself on every path, directly or through others, and never ends; add a path without the call.',
    breaks: (call, model) => executable(call) && recursion(model).has(call),
  }),
  runs({
    id: 'limit-exists',
    clause: 'Heyi',
    on: 'Event',
    zh: '法定时限表中没有这一行；请改用现有的时限编号。',
    en: 'The table of time limits has no such entry; use the id of an existing one.',
    breaks: (event, _, options) => executable(event) && unknown(property(event, 'limit'), options.known?.limits),
  }),
  should({
    id: 'limit-escalates',
    clause: 'Heyi',
    on: 'Event',
    zh: '时限到期后无人处理：该时限只有提醒，没有 moment 为 breach 或 escalate 的定时事件；请补上。',
    en: 'Nothing happens when the limit passes: none of its timers has the moment breach or escalate; add one.',
    breaks: (event, model) => {
      const limit = property(event, 'limit');
      const follows = () =>
        model
          .all('Event')
          .some(
            (other) =>
              property(other, 'limit') === limit && ['breach', 'escalate'].includes(property(other, 'moment') ?? ''),
          );
      return executable(event) && limit !== undefined && kinds(event).includes('timer') && !follows() && limit;
    },
  }),
  should({
    id: 'message-correlation',
    clause: 'Heyi, 8.4.2',
    on: ['CatchEvent', 'ReceiveTask'],
    zh: '接收的消息没有关联键，任何同名消息都会送到任一实例；请填写关联键（zeebe:subscription）。',
    en: 'The awaited message has no correlation key, so any message of that name reaches any instance; give one (zeebe:subscription).',
    breaks: (node) =>
      executable(node) &&
      !starts(node) &&
      messagesOf(node)
        .filter((m) => !attribute(extension(m, 'subscription'), 'correlationKey') && !correlated(node))
        .map((m) => m.name ?? m.id)
        .join(', '),
  }),
];

const formOf = (task: Element) => {
  const form = extension(task, 'formDefinition');
  return attribute(form, 'formId') ?? attribute(form, 'formKey') ?? attribute(form, 'externalReference');
};
const messagesOf = (node: Element) =>
  node.is('ReceiveTask')
    ? node.refs('messageRef')
    : triggers(node).flatMap((definition) => definition.refs('messageRef'));
const starts = (node: Element) => (node.is('StartEvent') && node.parent?.is('Process')) || node.flag('instantiate');
const correlated = (node: Element) => (node.within('Process')?.all('CorrelationSubscription').length ?? 0) > 0;
