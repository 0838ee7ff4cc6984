import type { Evaluate, Surroundings } from './boxed/Evaluate';
import type {
  BusinessKnowledge,
  Decision,
  DecisionModel,
  DecisionService,
  InputData,
  Requirements,
} from './DecisionModel';
import { type ModelTypes, typesOf } from './types';

/** An element with its model and the name under which the referring model imports it. */
export interface Linked<T> {
  model: DecisionModel;
  element: T;
  prefix?: string;
}

type Elements<T> = (model: DecisionModel) => readonly T[];

/** Models that import each other, and their compiled elements. */
export class Library {
  readonly inputs: Elements<InputData> = (model) => model.inputs;
  readonly decisions: Elements<Decision> = (model) => model.decisions;
  readonly knowledge: Elements<BusinessKnowledge> = (model) => model.knowledge;
  readonly services: Elements<DecisionService> = (model) => model.services;
  private readonly evaluations = new Map<unknown, Evaluate>();
  private readonly modelTypes = new Map<DecisionModel, ModelTypes>();

  constructor(private readonly models: readonly DecisionModel[]) {}

  /** The elements of a kind that a model references. */
  linked<T extends { id: string }>(from: DecisionModel, ids: readonly string[], elements: Elements<T>): Linked<T>[] {
    return ids.flatMap((id) => {
      const at = id.lastIndexOf('#');
      const namespace = at < 0 ? from.namespace : id.slice(0, at);
      const model = at < 0 ? from : this.models.find((candidate) => candidate.namespace === namespace);
      const element = model && elements(model).find((candidate) => candidate.id === id.slice(at + 1));
      return model && element
        ? [
            {
              model,
              element,
              prefix: at < 0 ? undefined : from.imports.find((each) => each.namespace === namespace)?.name,
            },
          ]
        : [];
    });
  }

  /** A decision or service by its id, otherwise by its name. */
  invocable(model: DecisionModel, id: string): Linked<Decision | DecisionService> | undefined {
    const all = [...model.decisions, ...model.services];
    const element = all.find((candidate) => candidate.id === id) ?? all.find((candidate) => candidate.name === id);
    return element && { model, element };
  }

  types(model: DecisionModel): ModelTypes {
    let types = this.modelTypes.get(model);
    if (!types) {
      this.modelTypes.set(model, new Map());
      types = typesOf(model, (namespace) => {
        const imported = this.models.find((candidate) => candidate.namespace === namespace);
        return imported && this.types(imported);
      });
      this.modelTypes.set(model, types);
    }
    return types;
  }

  /** The names and types known to an element's logic. */
  surroundings(model: DecisionModel, requires: Requirements): Surroundings {
    const required = [
      ...this.linked(model, requires.inputs, this.inputs),
      ...this.linked(model, requires.decisions, this.decisions),
      ...this.linked(model, requires.knowledge, this.knowledge),
      ...this.linked(model, requires.knowledge, this.services),
    ];
    return {
      names: required
        .map(({ element, prefix }) => (prefix ? prefix : element.variable.name))
        .concat(required.filter(({ prefix }) => prefix).map(({ element }) => element.variable.name)),
      types: this.types(model),
    };
  }

  /** Compiled once. */
  compiled(element: unknown, compile: () => Evaluate): Evaluate {
    let evaluate = this.evaluations.get(element);
    if (!evaluate) this.evaluations.set(element, (evaluate = compile()));
    return evaluate;
  }
}
