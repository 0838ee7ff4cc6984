import { elementsOf } from '../../feel/compile/iteration';
import { typeOf } from '../../feel/values/typeOf';
import type { Boxed } from '../DecisionModel';
import { ItemScope, TurnScope } from '../scopes';
import { type Evaluate, type Surroundings, withNames } from './Evaluate';
import { compileBoxed } from './index';

/** The boxed forms of `if`, filters, `for`, `some` and `every` (DMN 1.4 §10.2.1.8 and following). */
export function compileConditional(boxed: Extract<Boxed, { type: 'conditional' }>, around: Surroundings): Evaluate {
  const [test, then, otherwise] = [boxed.if, boxed.then, boxed.else].map((part) => compileBoxed(part, around)) as [
    Evaluate,
    Evaluate,
    Evaluate,
  ];
  return (run, log) => {
    const holds = test(run, log);
    if (holds === true) return then(run, log);
    // A condition that is not a boolean chooses nothing; an unknown one is not true.
    if (holds !== false && holds !== null && run.since(2)) return run.warn('NOT_A_CONDITION', [typeOf(holds)]);
    return otherwise(run, log);
  };
}

export function compileFilter(boxed: Extract<Boxed, { type: 'filter' }>, around: Surroundings): Evaluate {
  const [list, match] = [compileBoxed(boxed.in, around), compileBoxed(boxed.match, withNames(around, ['item']))];
  return (run, log) => {
    const value = list(run, log);
    if (value === null) return null;
    const items = Array.isArray(value) ? value : [value];
    run.step(items.length);
    return items.filter((item) => match(run.within(new ItemScope(run.scope, 'item', item)), log) === true);
  };
}

export function compileFor(boxed: Extract<Boxed, { type: 'for' | 'some' | 'every' }>, around: Surroundings): Evaluate {
  const list = compileBoxed(boxed.in, around);
  const body = compileBoxed(boxed.body, withNames(around, [boxed.variable, 'partial']));
  return (run, log) => {
    const elements = elementsOf(list(run, log), run);
    if (!elements) return null;
    const results: unknown[] = [];
    for (const element of elements) {
      run.step();
      results.push(body(run.within(new TurnScope(run, boxed.variable, element, results)), log));
    }
    return results;
  };
}

/** Three-valued, as in FEEL. */
export function compileQuantified(
  boxed: Extract<Boxed, { type: 'for' | 'some' | 'every' }>,
  around: Surroundings,
): Evaluate {
  const all = compileFor(boxed, around);
  const decisive = boxed.type === 'some';
  return (run, log) => {
    const results = all(run, log);
    if (!Array.isArray(results)) return null;
    if (results.includes(decisive)) return decisive;
    return results.every((result) => result === !decisive) ? !decisive : null;
  };
}
