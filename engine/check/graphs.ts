import type { Graph } from '../graph';
import { compile } from '../parse/compile';
import { CompileRefusal } from '../parse/CompileRefusal';
import type { Element } from './Element';
import type { Model } from './Model';

/** The graph that the engine's compiler creates from an executable process. */
export interface Compiled {
  process: Element;
  graph?: Graph;
  refusal?: CompileRefusal;
}

const made = new WeakMap<Model, Compiled[]>();

/** The compiled executable processes of a model; none if the model was read without moddle. */
export function graphs(model: Model): Compiled[] {
  if (!made.has(model))
    made.set(
      model,
      model.definitions
        ? model
            .all('Process')
            .filter((p) => p.flag('isExecutable') && p.id)
            .map((p) => attempt(p, model))
        : [],
    );
  return made.get(model)!;
}

function attempt(process: Element, model: Model): Compiled {
  try {
    return { process, graph: compile(model.definitions, process.id!, '') };
  } catch (error) {
    if (error instanceof CompileRefusal) return { process, refusal: error };
    throw error;
  }
}
