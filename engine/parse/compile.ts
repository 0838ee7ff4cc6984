import type { Flow, Graph, Node } from '../graph';
import { CompileRefusal } from './CompileRefusal';
import { feel } from './extensions';
import { nodeOf, passive } from './nodes';
import type { ModdleElement } from './read';
import { linkNodes } from './linkNodes';

/** The maximum depth of nested scopes; no person draws deeper models. */
const DEEPEST = 200;

/**
 * Compiles one process, or one global task (§10.3.7), of a definitions tree for execution.
 * `hash` is the SHA-256 of the source. Throws CompileRefusal, naming the element.
 */
export function compile(definitions: ModdleElement, processId: string, hash: string): Graph {
  const root = definitions.rootElements?.find((element: ModdleElement) => element.id === processId);
  if (!root)
    throw new CompileRefusal(
      'NO_SUCH_PROCESS',
      processId,
      `文件中没有流程「${processId}」。`,
      `The file has no process “${processId}”.`,
    );
  const graph: Graph = {
    format: 1,
    hash,
    process: processId,
    ...(root.name ? { name: root.name } : {}),
    nodes: {},
    flows: {},
    inOrder: true,
  };
  if (root.$type === 'bpmn:Process') collect(graph, root, undefined, 0);
  else globalTask(graph, root);
  linkNodes(graph, root);
  return graph;
}

/** The ids that can be compiled: executable processes, and global tasks. */
export const executables = (definitions: ModdleElement): string[] =>
  (definitions.rootElements ?? [])
    .filter(
      (element: ModdleElement) =>
        (element.$type === 'bpmn:Process' && element.isExecutable) || element.$type.startsWith('bpmn:Global'),
    )
    .map((element: ModdleElement) => element.id);

function collect(graph: Graph, element: ModdleElement, scope: string | undefined, depth: number): void {
  if (depth > DEEPEST)
    throw new CompileRefusal(
      'TOO_DEEP',
      element.id,
      `子流程嵌套超过 ${DEEPEST} 层。`,
      `Sub-processes are nested more than ${DEEPEST} deep.`,
    );
  add(graph, nodeOf(element, scope));
  for (const inner of element.flowElements ?? []) {
    if (inner.$type === 'bpmn:SequenceFlow') addFlow(graph, inner);
    else if (!passive.has(inner.$type)) collect(graph, inner, element.id, depth + 1);
  }
}

/** A global task runs as a process with that single task. */
function globalTask(graph: Graph, task: ModdleElement): void {
  add(graph, { id: task.id, type: 'process', incoming: [], outgoing: [], ...(task.name ? { name: task.name } : {}) });
  add(graph, { ...nodeOf(task, task.id), id: `${task.id}.task` });
}

function add(graph: Graph, node: Node): void {
  if (!node.id)
    throw new CompileRefusal(
      'BAD_VALUE',
      undefined,
      `有一个 ${node.type} 元素没有 id，请补上。`,
      `A ${node.type} has no id: give it one.`,
    );
  if (graph.nodes[node.id])
    throw new CompileRefusal(
      'DUPLICATE_ID',
      node.id,
      `标识「${node.id}」重复，请改名。`,
      `The id “${node.id}” is used twice: rename one.`,
    );
  graph.nodes[node.id] = node;
}

/** A flow may have no id (§8.3.1): it gets a stable one from its ends, which cannot be an XML id. */
function unnamed({ flows }: Graph, from: string, to: string): string {
  const id = `${from}->${to}`;
  let count = 1;
  while (flows[count > 1 ? `${id}#${count}` : id]) count++;
  return count > 1 ? `${id}#${count}` : id;
}

function addFlow(graph: Graph, element: ModdleElement): void {
  const { sourceRef, targetRef } = element;
  if (!sourceRef || !targetRef)
    throw new CompileRefusal(
      'DANGLING_REFERENCE',
      element.id,
      '顺序流缺少起点或终点。',
      'The sequence flow lacks its source or its target.',
    );
  const condition = sourceRef.default === element ? undefined : feel(element.conditionExpression?.body);
  const flow: Flow = {
    id: element.id ?? unnamed(graph, sourceRef.id, targetRef.id),
    from: sourceRef.id,
    to: targetRef.id,
    ...(element.name ? { name: element.name } : {}),
    ...(condition ? { condition } : {}),
  };
  graph.flows[flow.id] = flow;
}
