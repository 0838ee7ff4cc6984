import { Run, type Scope, toJson, type Warning } from '../feel';
import { LEVELS_OF_DECISION } from '../feel/levels';
import { coerce } from '../feel/types';
import { fromHost } from '../feel/values/json';
import { FeelFunction } from '../feel/values/FeelFunction';
import { compileBoxed, typed } from './boxed';
import type { Evaluate, Surroundings } from './boxed/Evaluate';
import { compileFunctionOf, isRefused, parametersOf } from './boxed/functions';
import type {
  BusinessKnowledge,
  Decision,
  DecisionModel,
  DecisionService,
  InputData,
  Requirements,
} from './DecisionModel';
import { Library, type Linked } from './Library';
import { RequirementScope } from './scopes';
import { type DecisionTrace, Log } from './Trace';
import { typeNamed } from './types';

/** The result of a decision. */
export interface Outcome {
  /** As a JSON variable. */
  result: unknown;
  /** As a FEEL value. */
  value: unknown;
  trace: DecisionTrace[];
  /** Why parts of it, or all of it, are null. */
  warnings: Warning[];
}

/** Models ready for evaluation. */
export interface Decisions {
  /** Ids of the decisions and decision services of the first model. */
  ids: string[];
  /**
   * Evaluates a decision or decision service by its id or its name. Input data come from the scope by the names of
   * their variables; text for a typed date, time or duration is parsed as one. Throws FeelLimitError if it does not
   * end.
   */
  evaluate(id: string, scope: Scope): Outcome;
  /** One of them, for the engine; undefined if it does not exist. */
  decision(id: string): { evaluate(scope: Scope): Outcome } | undefined;
}

/** Links a model with those it imports. Expressions are compiled when first needed. */
export function bindDecisions(model: DecisionModel, imported: readonly DecisionModel[] = []): Decisions {
  const library = new Library([model, ...imported]);
  const find = (id: string): Linked<Decision | DecisionService> | undefined => library.invocable(model, id);
  const evaluate = (id: string, scope: Scope): Outcome => {
    const warnings: Warning[] = [];
    const log = new Log();
    const run = new Run(scope, warnings);
    const found = find(id);
    try {
      const value = found ? new Session(library, run, log).valueOf(found) : run.warn('NO_DECISION', [id]);
      return { result: toJson(value), value, trace: log.finished, warnings };
    } finally {
      run.settle();
    }
  };
  return {
    ids: [...model.decisions, ...model.services].map((element) => element.id),
    evaluate,
    decision: (id) => (find(id) ? { evaluate: (scope) => evaluate(id, scope) } : undefined),
  };
}

/** One evaluation: every decision is evaluated at most once, and its inputs are passed in or come from the scope. */
class Session {
  private readonly made = new Map<unknown, { value?: unknown }>();

  constructor(
    private readonly library: Library,
    private readonly run: Run,
    private readonly log: Log,
    private readonly given: ReadonlyMap<unknown, unknown> = new Map(),
  ) {}

  /** The value of a decision, or of a service with the scope's inputs. */
  valueOf({ model, element }: Linked<Decision | DecisionService>): unknown {
    return 'outputs' in element ? this.serve({ model, element }) : this.make({ model, element });
  }

  private make({ model, element }: Linked<Decision>): unknown {
    if (this.given.has(element)) return this.given.get(element);
    const begun = this.made.get(element);
    if (begun) return begun.value ?? null;
    const made: { value?: unknown } = {};
    this.made.set(element, made);
    this.log.begin();
    const logic = this.library.compiled(element, () =>
      compileDecision(element, this.library.surroundings(model, element.requires)),
    );
    made.value = this.run.nested(LEVELS_OF_DECISION, () =>
      logic(this.run.within(this.scopeOf(model, element.requires)), this.log),
    );
    this.log.end(element.id, element.name, toJson(made.value));
    return made.value;
  }

  private input({ model, element }: Linked<InputData>): unknown {
    if (this.given.has(element)) return this.given.get(element);
    const value = fromHost(this.run.scope.get(element.variable.name));
    const type = typeNamed(element.variable.typeRef, this.library.types(model));
    return type ? coerce(type.fromJson(value), type, this.run) : value;
  }

  /** The names that an element requires, imported ones as members of the import's name. */
  private scopeOf(model: DecisionModel, requires: Requirements): Scope {
    const names = new Map<string, () => unknown>();
    for (const { name, prefix, value } of this.required(model, requires)) {
      if (!prefix) names.set(name, value);
      else {
        const others = names.get(prefix);
        names.set(prefix, () => ({ ...(others?.() as object | undefined), [name]: value() }));
      }
    }
    return new RequirementScope(this.run.scope, names);
  }

  private required(
    model: DecisionModel,
    requires: Requirements,
  ): { name: string; prefix: string; value: () => unknown }[] {
    const { library } = this;
    return [
      ...library
        .linked(model, requires.inputs, library.inputs)
        .map((linked) => ({ ...named(linked), value: () => this.input(linked) })),
      ...library
        .linked(model, requires.decisions, library.decisions)
        .map((linked) => ({ ...named(linked), value: () => this.make(linked) })),
      ...library
        .linked(model, requires.knowledge, library.knowledge)
        .map((linked) => ({ ...named(linked), value: () => this.functionOf(linked) })),
      ...library
        .linked(model, requires.knowledge, library.services)
        .map((linked) => ({ ...named(linked), value: () => this.serviceFunction(linked) })),
    ];
  }

  private functionOf({ model, element }: Linked<BusinessKnowledge>): unknown {
    const evaluate = this.library.compiled(element, () =>
      compileKnowledge(element, this.library.surroundings(model, element.requires)),
    );
    const itself = new RequirementScope(
      this.scopeOf(model, element.requires),
      new Map([[element.variable.name, () => this.functionOf({ model, element })]]),
    );
    return evaluate(this.run.within(itself), this.log);
  }

  /** A service as a function of its input data and input decisions, in this order. */
  private serviceFunction({ model, element }: Linked<DecisionService>): unknown {
    const inputs = this.serviceInputs({ model, element });
    const read = parametersOf(
      inputs.map((input) => input.element.variable),
      { names: [], types: this.library.types(model) },
    );
    return new FeelFunction(
      inputs.map((input) => input.element.variable.name),
      (args, caller) =>
        caller.deeper(() => {
          const given = new Map(inputs.map((input, index) => [input.element, read[index]!(args[index], caller)]));
          const refused = inputs.some((input, index) => isRefused(given.get(input.element), args[index]));
          if (refused && caller.since(2)) return null;
          return new Session(this.library, caller, this.log, given).serve({ model, element });
        }),
    );
  }

  private serviceInputs({ model, element }: Linked<DecisionService>): Linked<Decision | InputData>[] {
    return [
      ...this.library.linked(model, element.inputData, this.library.inputs),
      ...this.library.linked(model, element.inputDecisions, this.library.decisions),
    ];
  }

  /**
   * The value of its output decision, or a context of several; input decisions are taken from the scope, not evaluated.
   */
  private serve({ model, element }: Linked<DecisionService>): unknown {
    const missing = this.library
      .linked(model, element.inputDecisions, this.library.decisions)
      .filter((input) => !this.given.has(input.element));
    if (missing.length) return this.withInputs(model, missing).serve({ model, element });
    const outputs = this.library.linked(model, element.outputs, this.library.decisions);
    const values = outputs.map((output) => [output.element.variable.name, this.make(output)] as const);
    const value = values.length === 1 ? values[0]![1] : Object.fromEntries(values);
    const type = typeNamed(element.variable.typeRef, this.library.types(model));
    const result = type?.result ?? (type?.name === 'function' ? undefined : type);
    return result ? coerce(value, result, this.run) : value;
  }

  private withInputs(model: DecisionModel, inputs: Linked<Decision>[]): Session {
    const given = new Map(this.given);
    for (const { element } of inputs) {
      const type = typeNamed(element.variable.typeRef, this.library.types(model));
      const value = fromHost(this.run.scope.get(element.variable.name));
      given.set(element, type ? coerce(type.fromJson(value), type, this.run) : value);
    }
    return new Session(this.library, this.run, this.log, given);
  }
}

const named = ({ element, prefix }: Linked<{ variable: { name: string } }>): { name: string; prefix: string } => ({
  name: element.variable.name,
  prefix: prefix ?? '',
});

function compileDecision(decision: Decision, around: Surroundings): Evaluate {
  return decision.logic ? typed(compileBoxed(decision.logic, around), decision.variable.typeRef, around) : () => null;
}

function compileKnowledge(knowledge: BusinessKnowledge, around: Surroundings): Evaluate {
  const { logic } = knowledge;
  if (!logic) return () => null;
  return compileFunctionOf(logic, { ...around, names: [...around.names, knowledge.variable.name] }, [
    typeNamed(logic.typeRef, around.types),
    typeNamed(knowledge.variable.typeRef, around.types),
  ]);
}
