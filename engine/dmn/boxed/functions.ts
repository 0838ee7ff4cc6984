import { call } from '../../feel/call';
import { external } from '../../feel/compile/functions';
import { LEVELS_OF_DECISION } from '../../feel/levels';
import { coerce } from '../../feel/types';
import { FeelFunction } from '../../feel/values/FeelFunction';
import type { Boxed, Variable } from '../DecisionModel';
import { LocalScope } from '../scopes';
import { type ModelType, typeNamed } from '../types';
import { type Evaluate, type Surroundings, withNames } from './Evaluate';
import { compileBoxed } from './index';

/** A function (DMN 1.3 §10.2.1.7); its parameters and result have their types, or it gives null. */
export function compileFunction(boxed: Extract<Boxed, { type: 'function' }>, around: Surroundings): Evaluate {
  return compileFunctionOf(boxed, around, [typeNamed(boxed.typeRef, around.types)]);
}

/** The same, with a result that must also have the type of a business knowledge model's variable. */
export function compileFunctionOf(
  boxed: Extract<Boxed, { type: 'function' }>,
  around: Surroundings,
  types: (ModelType | undefined)[],
): Evaluate {
  const names = boxed.parameters.map(({ name }) => name);
  const results = types
    .map((type) => (type?.name === 'function' || type?.result ? type.result : type))
    .filter((type) => type !== undefined);
  if (boxed.kind === 'PMML') return (run) => run.warn('NOT_FEEL', [boxed.at]);
  if (boxed.kind === 'Java') return compileExternal(boxed, around);
  const body: Evaluate = boxed.body ? compileBoxed(boxed.body, withNames(around, names)) : () => null;
  const read = parametersOf(boxed.parameters, around);
  return (run, log) => {
    const { scope } = run;
    return new FeelFunction(names, (args, caller) => {
      const values = new Map(names.map((name, index) => [name, read[index]!(args[index], caller)]));
      if (caller.since(2) && names.some((name, index) => isRefused(values.get(name), args[index]))) return null;
      const result = caller.nested(LEVELS_OF_DECISION, () =>
        caller.deeper(() => body(caller.within(new LocalScope(scope, values)), log)),
      );
      return results.reduce<unknown>((value, type) => coerce(value, type, caller), result);
    });
  };
}

/** An argument that does not have its parameter's type: the function is not called (DMN 1.3 §10.3.2.13.2). */
export const isRefused = (value: unknown, argument: unknown): boolean =>
  value === null && argument !== null && argument !== undefined;

/** A method of Java's library, by its class and signature (§10.2.1.7). */
function compileExternal(boxed: Extract<Boxed, { type: 'function' }>, around: Surroundings): Evaluate {
  const definition: Evaluate = boxed.body ? compileBoxed(boxed.body, around) : () => null;
  const names = boxed.parameters.map(({ name }) => name);
  return (run, log) => external(names, { java: definition(run, log) }, run);
}

type ReadParameter = (value: unknown, run: Parameters<Evaluate>[0]) => unknown;

/** Converts an argument to the parameter's type. */
export function parametersOf(parameters: readonly Variable[], around: Surroundings): ReadParameter[] {
  return parameters.map(({ typeRef }) => {
    const type = typeNamed(typeRef, around.types);
    return (value, run) => (type ? coerce(value, type, run) : (value ?? null));
  });
}

/** §10.2.1.3 */
export function compileInvocation(boxed: Extract<Boxed, { type: 'invocation' }>, around: Surroundings): Evaluate {
  const called = compileBoxed(boxed.called, around);
  const names = boxed.bindings.map(({ parameter }) => parameter.name);
  const values = boxed.bindings.map(({ value }) => compileBoxed(value, around));
  const name = boxed.called.type === 'literal' ? boxed.called.text : boxed.at;
  return (run, log) =>
    call(
      called(run, log),
      name,
      values.map((value) => value(run, log)),
      names,
      run,
    );
}
