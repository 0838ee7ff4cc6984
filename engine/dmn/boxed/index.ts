import { coerce } from '../../feel/types';
import type { Boxed } from '../DecisionModel';
import { typeNamed } from '../types';
import { compileContext, compileList, compileRelation } from './collections';
import { compileConditional, compileFilter, compileFor, compileQuantified } from './control';
import type { Evaluate, Surroundings } from './Evaluate';
import { compileFunction, compileInvocation } from './functions';
import { compileLiteral } from './literal';
import { compileTable } from './table';

type Compilers = { [T in Boxed['type']]: (boxed: Extract<Boxed, { type: T }>, around: Surroundings) => Evaluate };

const compilers: Compilers = {
  literal: compileLiteral,
  table: compileTable,
  context: compileContext,
  list: compileList,
  relation: compileRelation,
  invocation: compileInvocation,
  function: compileFunction,
  conditional: compileConditional,
  filter: compileFilter,
  for: compileFor,
  some: compileQuantified,
  every: compileQuantified,
};

/**
 * Compiles a boxed expression to a closure (DMN 1.3 §10.2). Never throws: what cannot be parsed gives null, with a
 * warning.
 */
export function compileBoxed(boxed: Boxed, around: Surroundings): Evaluate {
  const evaluate = (compilers[boxed.type] as (boxed: Boxed, around: Surroundings) => Evaluate)(boxed, around);
  return boxed.type === 'function' ? evaluate : typed(evaluate, boxed.typeRef, around);
}

/** The same, with a result of the type, or null. */
export function typed(evaluate: Evaluate, typeRef: string | undefined, around: Surroundings): Evaluate {
  const type = typeNamed(typeRef, around.types);
  return type && type.name !== 'Any' ? (run, log) => coerce(evaluate(run, log), type, run) : evaluate;
}
