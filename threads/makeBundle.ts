import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonicalJson';
import type { Node } from '../engine';
import { parseDmn, type DecisionModel } from '../engine/dmn';
import type { Bundle } from '../workflows/hostContract';

/** A published file of decisions. */
export interface DecisionFile {
  hash: string;
  keys: string[];
  versionTag?: string;
  source: Uint8Array;
}

type References = Pick<Bundle, 'calendar' | 'rules' | 'parameters'>;

/** What a bundle is made of. */
export interface Parts {
  /** Canonical JSON. */
  graph: Uint8Array;
  deployment?: string;
  forms: Record<string, string>;
  /** The decisions that the graph asks for, those published (newest first), and those published together with it. */
  asked: NonNullable<Node['decision']>[];
  published: DecisionFile[];
  together: DecisionFile[];
}

/**
 * A bundle as bytes: 64 hex digits of its SHA-256, then its canonical JSON. From its parts, or from another bundle with
 * other references.
 */
export function makeBundle({ of, references }: { of: Parts | Uint8Array; references: References }): Uint8Array {
  const content = of instanceof Uint8Array ? (parsed(of.subarray(64)) as Bundle) : assembled(of);
  const body = canonicalJson(JSON.parse(JSON.stringify({ ...content, ...references })));
  return Buffer.from(createHash('sha256').update(body).digest('hex') + body);
}

const parsed = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

const assembled = ({ graph, deployment, forms, ...decisions }: Parts): Omit<Bundle, keyof References> => ({
  format: 1,
  graph: parsed(graph) as Bundle['graph'],
  ...(deployment && { deployment }),
  ...decisionsOf(decisions),
  forms,
});

/**
 * The decisions that a graph's business rule tasks reference, with the models that theirs import. If an id is known
 * only at run time, all published decisions.
 */
function decisionsOf({ asked, published, together }: Pick<Parts, 'asked' | 'published' | 'together'>) {
  const chosen = new Map<string, DecisionFile>();
  for (const each of asked)
    for (const [id, found] of named(each.binding === 'deployment' ? together : published, each))
      if (!chosen.has(id)) chosen.set(id, found);
  const models = withImports([...new Set([...chosen.values()].map(modelOf))], published);
  return {
    models,
    decisions: Object.fromEntries([...chosen].map(([id, file]) => [id, models.indexOf(modelOf(file))])),
  };
}

const KEPT = 100;
const models = new Map<string, DecisionModel>();

function modelOf({ hash, source }: DecisionFile): DecisionModel {
  let model = models.get(hash);
  if (model) return model;
  if (models.size >= KEPT) models.clear();
  models.set(hash, (model = parseDmn(Buffer.from(source), hash)));
  return model;
}

function named(files: DecisionFile[], { id, binding }: NonNullable<Node['decision']>): [string, DecisionFile][] {
  const tagged =
    typeof binding === 'object' ? files.filter(({ versionTag }) => versionTag === binding.versionTag) : files;
  const ids = 'static' in id ? [id.static] : tagged.flatMap(({ keys }) => keys);
  return ids.flatMap((each) => {
    const found = tagged.find(({ keys }) => keys.includes(each));
    return found ? [[each, found] as [string, DecisionFile]] : [];
  });
}

/** A model's imports reference others by namespace (DMN 1.3 §6.3.3); of several versions the newest is used. */
function withImports(chosen: DecisionModel[], published: DecisionFile[]): DecisionModel[] {
  const all = [...chosen];
  for (const model of all) {
    for (const { namespace } of model.imports) {
      if (all.some((known) => known.namespace === namespace)) continue;
      const imported = published.map(modelOf).find((other) => other.namespace === namespace);
      if (imported) all.push(imported);
    }
  }
  return all;
}
