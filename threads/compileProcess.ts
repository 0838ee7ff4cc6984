import { canonicalJson } from '../domain/canonicalJson';
import {
  compile,
  CompileRefusal,
  readBpmn,
  ReadRefusal,
  startTriggers,
  type Graph,
  type StartTrigger,
} from '../engine';
import type { Binding, Node, StuckStart } from '../engine';
import { englishName } from '../domain/text';
import type { Bilingual } from '../engine/bilingual';

/** A process of a BPMN source. */
interface Wanted {
  source: Uint8Array;
  process: string;
  hash: string;
}
/** Why it cannot run. */
export interface Refused {
  refusal: Bilingual & { code: string };
}

/** What a graph refers to outside itself. */
export interface Asked {
  /** Whether anything is bound to what it was published together with. */
  together: boolean;
  decisions: NonNullable<Node['decision']>[];
  forms: { form: string; binding?: Binding }[];
}

/** A process as the engine runs it, as canonical JSON, and what it refers to. */
export async function compileProcess(wanted: Wanted): Promise<{ graph: Uint8Array; asked: Asked } | Refused> {
  const graph = await graphOf(wanted);
  if ('refusal' in graph) return graph;
  return { graph: Buffer.from(canonicalJson(JSON.parse(JSON.stringify(graph)))), asked: askedBy(graph) };
}

/** The start events by which a process starts on its own, and those that cannot, with their names. */
export interface StartEvents {
  triggers: StartTrigger[];
  stuck: (StuckStart & { name: Bilingual })[];
}

/** See `startTriggers`. */
export async function startEvents({
  since,
  now,
  ...wanted
}: Wanted & { since: string; now: string }): Promise<StartEvents | Refused> {
  const graph = await graphOf(wanted);
  if ('refusal' in graph) return graph;
  const { triggers, stuck } = startTriggers(graph, since, now);
  return { triggers, stuck: stuck.map((each) => ({ ...each, name: nameOf(graph, each.startEvent) })) };
}

function nameOf({ nodes }: Graph, id: string): Bilingual {
  const { name: zh = id, documentation } = nodes[id]!;
  return { zh, en: englishName(documentation) ?? zh };
}

async function graphOf({ source, process, hash }: Wanted): Promise<Graph | Refused> {
  try {
    const { definitions } = await readBpmn(Buffer.from(source));
    return compile(definitions, process, hash);
  } catch (error) {
    if (!(error instanceof ReadRefusal || error instanceof CompileRefusal)) throw error;
    const { code, zh, en } = error;
    return { refusal: { code, zh, en } };
  }
}

function askedBy(graph: Graph): Asked {
  const nodes = Object.values(graph.nodes);
  const forms = new Map<string, Asked['forms'][number]>();
  for (const { task, startForm } of nodes) {
    const { form, binding } = startForm ?? { form: task?.form, binding: task?.formBinding };
    if (form && !forms.has(form)) forms.set(form, { form, ...(binding && { binding }) });
  }
  return {
    together: nodes.some(({ called, decision, task, startForm }) =>
      [called?.binding, decision?.binding, task?.formBinding, startForm?.binding].includes('deployment'),
    ),
    decisions: nodes.flatMap(({ decision }) => decision ?? []),
    forms: [...forms.values()],
  };
}
