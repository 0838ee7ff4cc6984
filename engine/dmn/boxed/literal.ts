import { compileFeel, type Expression, FeelSyntaxError, type Run } from '../../feel';
import type { Boxed } from '../DecisionModel';
import type { Evaluate, Surroundings } from './Evaluate';

/** A FEEL expression; an empty one is null. */
export function compileLiteral(boxed: Extract<Boxed, { type: 'literal' }>, around: Surroundings): Evaluate {
  if (boxed.text === '') return () => null;
  return compileText(boxed.text, boxed.at, around, false);
}

/** Compiled once; expressions in a model are cached for the next evaluation. */
export function compileText(text: string, at: string, around: Surroundings, unary: boolean): (run: Run) => unknown {
  const found = expressionOf(text, around, unary);
  return found instanceof FeelSyntaxError ? (run) => run.warn('BROKEN', [at, found.zh]) : (run) => found.under(run);
}

/** Names that are plain words need not be passed, so that a frequently used text is compiled once. */
export function expressionOf(
  text: string,
  { names, types }: Surroundings,
  unary: boolean,
): Expression | FeelSyntaxError {
  const special = names.filter((name) => !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name));
  try {
    return compileFeel(text, { unary, names: special, ...(types.size && { types }) });
  } catch (error) {
    if (error instanceof FeelSyntaxError) return error;
    throw error;
  }
}
