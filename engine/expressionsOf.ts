import type { EventDefinition, Graph, Loop, MessageRef, Node, Text } from './graph';

/** Every FEEL text of a graph, with the id of its element or flow. */
export function* expressionsOf(graph: Graph): Generator<{ at: string; text: string }> {
  for (const flow of Object.values(graph.flows)) if (flow.condition) yield { at: flow.id, text: flow.condition };
  for (const node of Object.values(graph.nodes))
    for (const text of nodeTexts(node)) if (text !== undefined) yield { at: node.id, text };
}

type Texts = (string | undefined)[];

const dynamic = (text: Text | undefined) => (text && 'feel' in text ? text.feel : undefined);

function nodeTexts(node: Node): Texts {
  return [
    ...[...(node.inputs ?? []), ...(node.outputs ?? [])].map((mapping) => mapping.source),
    ...[...(node.dataInputs ?? []), ...(node.dataOutputs ?? [])].flatMap((data) => [
      data.transformation,
      ...(data.assignments ?? []).map((each) => each.from),
    ]),
    ...(node.events ?? []).flatMap(eventTexts),
    ...(node.loop ? loopTexts(node.loop) : []),
    ...taskTexts(node),
    ...(node.message ? messageTexts(node.message) : []),
    ...(node.listeners ?? []).flatMap(({ type, retries }) => [dynamic(type), dynamic(retries)]),
    dynamic(node.job?.type),
    dynamic(node.job?.retries),
    node.script?.feel,
    dynamic(node.decision?.id),
    dynamic(node.called?.process),
    node.activation,
    node.adHoc?.completion,
    node.adHoc?.active,
    node.adHoc?.outputElement,
  ];
}

const taskTexts = ({ task }: Node): Texts =>
  task
    ? [task.assignee, task.candidateGroups, task.candidateUsers, task.dueDate, task.followUpDate, task.priority].map(
        dynamic,
      )
    : [];

const messageTexts = (message: MessageRef): Texts => [
  dynamic(message.name),
  message.correlationKey,
  dynamic(message.timeToLive),
  dynamic(message.job?.type),
  dynamic(message.job?.retries),
];

function eventTexts(event: EventDefinition): Texts {
  switch (event.type) {
    case 'message':
      return messageTexts(event.message);
    case 'timer':
      return [event.value];
    case 'signal':
      return [dynamic(event.name)];
    case 'conditional':
      return [event.condition];
    default:
      return [];
  }
}

function loopTexts(loop: Loop): Texts {
  if (loop.type === 'standard') return [loop.condition, typeof loop.maximum === 'string' ? loop.maximum : undefined];
  const events = [loop.noneEvent, loop.oneEvent, ...(loop.complex ?? []).map((each) => each.event)].filter(
    (event) => event !== undefined,
  );
  return [
    loop.cardinality,
    loop.collection,
    loop.outputElement,
    loop.completion,
    ...(loop.complex ?? []).map((each) => each.condition),
    ...events.flatMap(eventTexts),
  ];
}
