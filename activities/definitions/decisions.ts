import { parseDmn, type DecisionModel } from '../../engine/dmn';
import type { Graph, Node } from '../../engine';
import { bytes, Definitions, type Definition } from '../../models';
import type { Bundle } from '../../workflows/hostContract';

interface Published {
  definition: Definition;
  model: DecisionModel;
}

const parsed = new Map<string, DecisionModel>();

/**
 * The decisions that a graph's business rule tasks reference, with the models that theirs import. If an id is known
 * only at run time, all published decisions.
 */
export async function decisionsOf(graph: Graph, deployment?: string): Promise<Pick<Bundle, 'models' | 'decisions'>> {
  const asked = Object.values(graph.nodes).flatMap(({ decision }) => decision ?? []);
  if (!asked.length) return { models: [], decisions: {} };
  const published = await publishedModels();
  const together = deployment ? await publishedModels({ deployments: deployment }) : published;
  const chosen = new Map<string, Published>();
  for (const each of asked)
    for (const [id, found] of named(each.binding === 'deployment' ? together : published, each))
      if (!chosen.has(id)) chosen.set(id, found);
  const models = withImports(
    [...new Set([...chosen.values()].map(({ model }) => model))],
    published.map(({ model }) => model),
  );
  return { models, decisions: Object.fromEntries([...chosen].map(([id, { model }]) => [id, models.indexOf(model)])) };
}

/** Every published version (or every version of a deployment, whatever its status now), newest first. */
async function publishedModels(of: object = { status: 'published' }): Promise<Published[]> {
  const definitions = await Definitions.find({ kind: 'decision', ...of })
    .sort({ version: -1 })
    .lean<Definition[]>();
  return definitions.map((definition) => ({ definition, model: modelOf(definition) }));
}

function modelOf({ hash, source }: Definition): DecisionModel {
  let model = parsed.get(hash);
  if (!model) parsed.set(hash, (model = parseDmn(bytes(source), hash)));
  return model;
}

function named(published: Published[], { id, binding }: NonNullable<Node['decision']>): [string, Published][] {
  const tagged =
    typeof binding === 'object'
      ? published.filter(({ definition }) => definition.versionTag === binding.versionTag)
      : published;
  const ids = 'static' in id ? [id.static] : tagged.flatMap(({ definition }) => definition.keys);
  return ids.flatMap((each) => {
    const found = tagged.find(({ definition }) => definition.keys.includes(each));
    return found ? [[each, found] as [string, Published]] : [];
  });
}

/** A model's imports reference others by namespace (DMN 1.3 §6.3.3); of several versions the newest is used. */
function withImports(models: DecisionModel[], published: DecisionModel[]): DecisionModel[] {
  const all = [...models];
  for (const model of all) {
    for (const { namespace } of model.imports) {
      const imported = published.find((other) => other.namespace === namespace);
      if (imported && !all.some((known) => known.namespace === namespace)) all.push(imported);
    }
  }
  return all;
}
