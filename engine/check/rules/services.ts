import type { Element } from '../Element';
import { called, executable, extended, sameItem } from '../facets';
import { must, type Rule } from '../Finding';

/** What a task calls, unless an extension of a tool defines it. */
const operation = (task: Element) => (extended(task) ? undefined : task.ref('operationRef'));
const specification = (element: Element) => element.child('ioSpecification');
const part = (element: Element, type: string) => specification(element)?.all(type) ?? [];
const item = (message: Element | undefined) => message?.ref('itemRef');

/**
 * A set with one piece of data if the operation has a message with an item; at most one if the item or the message is
 * missing.
 */
function counted(task: Element, message: 'inMessageRef' | 'outMessageRef', set: string, data: string) {
  const called = operation(task);
  const [sets, pieces] = [part(task, set).length, part(task, data).length];
  const few = called?.ref(message)?.written('itemRef') ? Math.min(sets, pieces) < 1 : false;
  return !!called && (few || Math.max(sets, pieces) > 1) && `${sets}, ${pieces}`;
}

/** A single piece of data whose item definition is not the message's. */
const misfit = (message: Element | undefined, inputs: Element[]) =>
  !!message &&
  inputs.length === 1 &&
  !sameItem(item(message), inputs[0]!.ref('itemSubjectRef')) &&
  `${item(message)?.id ?? '–'} / ${inputs[0]!.ref('itemSubjectRef')?.id ?? '–'}`;

/** Tasks that exchange messages or call operations, and elements offered as services (8.5, 10.3.3, 10.4.1). */
export const services: Rule[] = [
  must({
    id: 'service-input',
    clause: '10.3.3',
    on: 'ServiceTask',
    zh: '引用操作的服务任务必须有且只有一个输入集，其中有且只有一个数据输入。',
    en: 'A service task with an operation must have exactly one input set with exactly one data input.',
    breaks: (task) => counted(task, 'inMessageRef', 'InputSet', 'DataInput'),
  }),
  must({
    id: 'service-output',
    clause: '10.3.3',
    on: 'ServiceTask',
    zh: '所引用的操作有输出消息，服务任务必须有且只有一个输出集，其中有且只有一个数据输出。',
    en: 'The operation has an output message, so the service task must have exactly one output set with exactly one data output.',
    breaks: (task) => counted(task, 'outMessageRef', 'OutputSet', 'DataOutput'),
  }),
  must({
    id: 'service-input-item',
    clause: '10.3.3',
    on: 'ServiceTask',
    zh: '数据输入的类型必须与操作的输入消息相同。',
    en: "The data input must have the item definition of the operation's input message.",
    breaks: (task) => misfit(operation(task)?.ref('inMessageRef'), part(task, 'DataInput')),
  }),
  must({
    id: 'service-output-item',
    clause: '10.3.3',
    on: 'ServiceTask',
    zh: '数据输出的类型必须与操作的输出消息相同。',
    en: "The data output must have the item definition of the operation's output message.",
    breaks: (task) => misfit(operation(task)?.ref('outMessageRef'), part(task, 'DataOutput')),
  }),
  must({
    id: 'send-input-set',
    clause: '10.3.3',
    on: 'SendTask',
    zh: '发送消息的任务最多有一个输入集。',
    en: 'A send task with a message has at most one input set.',
    breaks: (task) => task.written('messageRef') && part(task, 'InputSet').length > 1,
  }),
  must({
    id: 'send-input',
    clause: '10.3.3',
    on: 'SendTask',
    zh: '发送消息的任务的输入集最多有一个数据输入，且没有数据输出。',
    en: 'The input set of a send task with a message has at most one data input, and there is no data output.',
    breaks: (task) =>
      task.written('messageRef') && (part(task, 'DataInput').length > 1 || part(task, 'DataOutput').length > 0),
  }),
  must({
    id: 'send-item',
    clause: '10.3.3',
    on: 'SendTask',
    zh: '数据输入的类型必须与所发送的消息相同。',
    en: 'The data input must have the item definition of the message that is sent.',
    breaks: (task) => misfit(extended(task) ? undefined : task.ref('messageRef'), part(task, 'DataInput')),
  }),
  must({
    id: 'receive-output-set',
    clause: '10.3.3',
    on: 'ReceiveTask',
    zh: '接收消息的任务最多有一个输出集。',
    en: 'A receive task with a message has at most one output set.',
    breaks: (task) => task.written('messageRef') && part(task, 'OutputSet').length > 1,
  }),
  must({
    id: 'receive-output',
    clause: '10.3.3',
    on: 'ReceiveTask',
    zh: '接收消息的任务的输出集最多有一个数据输出，且没有数据输入。',
    en: 'The output set of a receive task with a message has at most one data output, and there is no data input.',
    breaks: (task) =>
      task.written('messageRef') && (part(task, 'DataOutput').length > 1 || part(task, 'DataInput').length > 0),
  }),
  must({
    id: 'receive-item',
    clause: '10.3.3',
    on: 'ReceiveTask',
    zh: '数据输出的类型必须与所接收的消息相同。',
    en: 'The data output must have the item definition of the message that is received.',
    breaks: (task) => misfit(extended(task) ? undefined : task.ref('messageRef'), part(task, 'DataOutput')),
  }),
  must({
    id: 'service-binding',
    clause: '10.4.1',
    on: 'CallableElement',
    zh: '以接口对外提供服务的流程或全局任务必须有 ioBinding，把输入集和输出集绑定到操作。',
    en: 'A process or global task that is offered through an interface needs an ioBinding of its sets to an operation.',
    breaks: (callable) => callable.written('supportedInterfaceRef') && callable.all('InputOutputBinding').length === 0,
  }),
  must({
    id: 'service-binding-operation',
    clause: '10.4.1',
    on: 'InputOutputBinding',
    zh: '绑定的操作必须属于所支持的接口。',
    en: 'The bound operation must belong to a supported interface.',
    breaks: (binding) => {
      const called = binding.ref('operationRef');
      return !!called && !(binding.parent?.refs('supportedInterfaceRef') ?? []).includes(called.parent!) && called.id;
    },
  }),
  must({
    id: 'service-binding-sets',
    clause: '10.4.1',
    on: 'InputOutputBinding',
    zh: '绑定的输入集和输出集必须属于该流程或全局任务自身。',
    en: 'The bound sets must belong to this very process or global task.',
    breaks: (binding) =>
      [...binding.refs('inputDataRef'), ...binding.refs('outputDataRef')]
        .filter((set) => set.parent?.parent !== binding.parent)
        .map((set) => set.id)
        .join(', '),
  }),
  must({
    id: 'service-binding-item',
    clause: '10.4.1',
    on: 'InputOutputBinding',
    zh: '所绑定的集合必须有且只有一个数据，其类型与操作的消息相同。',
    en: "A bound set must have exactly one piece of data, with the item definition of the operation's message.",
    breaks: (binding) => {
      const [input, output] = [
        binding.ref('inputDataRef')?.refs('dataInputRefs') ?? [],
        binding.ref('outputDataRef')?.refs('dataOutputRefs') ?? [],
      ];
      const called = binding.ref('operationRef');
      return (
        misfit(called?.ref('inMessageRef'), input) ||
        misfit(called?.ref('outMessageRef'), output) ||
        input.length > 1 ||
        output.length > 1
      );
    },
  }),
  must({
    id: 'call-data',
    clause: '10.3.6',
    on: 'CallActivity',
    zh: '调用活动的数据输入和输出必须与被调用的流程或全局任务的相同；请使两者一致。',
    en: 'The data inputs and outputs of a call activity must match those of the called element.',
    breaks: (call, model) => {
      const target = called(call, model)?.target;
      // In a model that is not to run, a tool may omit the data of one of them.
      const given = [call, target].filter((side) => side && specification(side)).length;
      if (!target || extended(call) || given < (executable(call) ? 1 : 2)) return false;
      return ['DataInput', 'DataOutput']
        .filter((type) => !alike(part(call, type), part(target, type)))
        .concat(
          ['InputSet', 'OutputSet'].filter(
            (type) => given === 2 && part(call, type).length !== part(target, type).length,
          ),
        )
        .join(', ');
    },
  }),
];

const alike = (own: Element[], other: Element[]) =>
  own.length === other.length &&
  own.every(
    (mine) =>
      !mine.written('itemSubjectRef') ||
      other.some(
        (theirs) =>
          !theirs.written('itemSubjectRef') || sameItem(mine.ref('itemSubjectRef'), theirs.ref('itemSubjectRef')),
      ),
  );
