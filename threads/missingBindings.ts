import type { Graph, Node } from '../engine';
import type { DefinitionKind, Finding } from './examine';

/** What is published at the same time. */
export type Together = { kind: DefinitionKind; keys: string[] }[];

const kinds = { process: ['流程', 'process'], form: ['表单', 'form'], decision: ['决策', 'decision'] } as const;

/**
 * What a graph binds to the version published together with it (binding `deployment`) but is missing there. This blocks
 * publishing; before it is known what will be published together, it is a hint.
 */
export function missingBindings(graph: Graph, keys: string[], together: Together | undefined): Finding[] {
  return Object.values(graph.nodes).flatMap((node) =>
    boundBy(node)
      .filter(([kind, key]) => !(kind === 'process' && keys.includes(key)))
      .filter(([kind, key]) => !together?.some((other) => other.kind === kind && other.keys.includes(key)))
      .map(([kind, key]) => finding(node.id, kind, key, together ? 'error' : 'warning')),
  );
}

/** Ids that are known only at run time cannot be looked up here. */
function boundBy({ called, decision, task, startForm }: Node): [keyof typeof kinds, string][] {
  const bound: [keyof typeof kinds, string][] = [];
  if (called?.binding === 'deployment' && 'static' in called.process) bound.push(['process', called.process.static]);
  if (decision?.binding === 'deployment' && 'static' in decision.id) bound.push(['decision', decision.id.static]);
  if (task?.formBinding === 'deployment' && task.form && !task.form.startsWith('=')) bound.push(['form', task.form]);
  if (startForm?.binding === 'deployment') bound.push(['form', startForm.form]);
  return bound;
}

const finding = (element: string, kind: keyof typeof kinds, key: string, severity: Finding['severity']): Finding => ({
  rule: 'bound-apart',
  severity,
  element,
  zh: `按“同批发布”引用的${kinds[kind][0]}「${key}」须在同一文件中，或与它一并发布。`,
  en: `The ${kinds[kind][1]} “${key}” is bound to the version published together: it must be in this file or be published with it.`,
});
