import type { Binding } from '../../engine';
import { publishedVersion, versionTogether, type Definition, type DefinitionKind } from '../../models';
import type { Asked } from '../../threads/compileProcess';

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
export async function formsOf(asked: Asked['forms'], deployment?: string): Promise<Record<string, string>> {
  const forms: Record<string, string> = {};
  for (const { form, binding } of asked) {
    const found = await definitionOf('form', form, binding, deployment);
    if (found) forms[form] = found.hash;
  }
  return forms;
}
