import type { Binding, Graph } from '../../engine';
import { publishedVersion, type Definition, type DefinitionKind } from '../../models';

/** The version that a binding chooses: the newest, or the newest with that version tag. */
export function definitionOf(kind: DefinitionKind, key: string, binding?: Binding): Promise<Definition | null> {
  return publishedVersion(kind, key, typeof binding === 'object' ? { versionTag: binding.versionTag } : {});
}

/**
 * The forms that the tasks of a graph name, as hashes. One that is not published is left out: its task opens without a
 * form.
 */
export async function formsOf(graph: Graph): Promise<Record<string, string>> {
  const forms: Record<string, string> = {};
  for (const { task } of Object.values(graph.nodes)) {
    if (!task?.form || forms[task.form]) continue;
    const form = await definitionOf('form', task.form, task.formBinding);
    if (form) forms[task.form] = form.hash;
  }
  return forms;
}
