import type { Binding, Graph } from '../../engine';
import { publishedVersion, versionTogether, type Definition, type DefinitionKind } from '../../models';

/**
 * The version that a binding selects: the newest, the newest with that version tag, or the one published in the same
 * deployment. Without a deployment (the referring version was published before deployments were recorded) the newest is
 * used.
 */
export function definitionOf(
  kind: DefinitionKind,
  key: string,
  binding?: Binding,
  deployment?: string,
): Promise<Definition | null> {
  if (binding === 'deployment' && deployment) return versionTogether(kind, key, deployment);
  return publishedVersion(kind, key, typeof binding === 'object' ? { versionTag: binding.versionTag } : {});
}

/**
 * The forms that the tasks of a graph reference, as hashes. An unpublished form is left out: its task opens without a
 * form.
 */
export async function formsOf(graph: Graph, deployment?: string): Promise<Record<string, string>> {
  const forms: Record<string, string> = {};
  for (const { task } of Object.values(graph.nodes)) {
    if (!task?.form || forms[task.form]) continue;
    const form = await definitionOf('form', task.form, task.formBinding, deployment);
    if (form) forms[task.form] = form.hash;
  }
  return forms;
}
