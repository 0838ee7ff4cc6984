import { compileFeel, FeelLimitError, FeelSyntaxError, toJson, type Warning } from '../../engine/feel';
import type { Variables } from '../../engine';
import { toDay } from '../../domain/limits/dates';
import { isDateTime, printable } from '../../engine/form';

/** The values that a tag may read, innermost last: the job's variables, then the elements of enclosing loops. */
export interface Context {
  scopeList: unknown[];
}

/** A tag that could not be filled, and why. */
export class TagFault extends Error {
  constructor(
    readonly tag: string,
    readonly zh: string,
    readonly en: string,
  ) {
    super(`{${tag}}: ${en}`);
    this.name = 'TagFault';
  }
}

/**
 * A missing value is left blank, as on a paper form, together with the text concatenated with it; any other expression
 * without a value is an error. A failing function is reported as such, before what is concatenated with its result.
 */
const isBlank = ({ code, en }: Warning): boolean =>
  ['NO_VARIABLE', 'NO_PROPERTY', 'NO_SUCH_POSITION'].includes(code) ||
  (['NO_ARITHMETIC', 'NOT_COMPARABLE', 'NOT_A_CONDITION'].includes(code) && /\bnull\b/.test(en));

/**
 * The text in place of a tag. Throws TagFault for an expression that is wrong or whose function fails: the person who
 * signs the document would not notice a missing sentence.
 */
export function valueOf(tag: string, { scopeList }: Context, functions: Record<string, unknown>, now: string): unknown {
  const innermost = scopeList.at(-1);
  if (tag === '.' || tag === 'item') return shown(innermost);
  const found = (name: string): object | undefined =>
    scopeList.findLast(
      (scope): scope is object => typeof scope === 'object' && scope !== null && Object.hasOwn(scope, name),
    );
  const scope = {
    now,
    has: (name: string) => Object.hasOwn(functions, name) || found(name) !== undefined,
    get: (name: string) => (found(name) as Variables | undefined)?.[name] ?? functions[name],
  };
  const warnings: Warning[] = [];
  const value = evaluated(tag, (expression) => toJson(expression.evaluate(scope, warnings)));
  const fault = warnings.find((warning) => !isBlank(warning));
  if (fault) throw new TagFault(tag, fault.zh, fault.en);
  return shown(value);
}

function evaluated(tag: string, evaluate: (expression: ReturnType<typeof compileFeel>) => unknown): unknown {
  try {
    return evaluate(compileFeel(tag));
  } catch (error) {
    if (error instanceof FeelSyntaxError || error instanceof FeelLimitError)
      throw new TagFault(tag, error.zh, error.en);
    throw error;
  }
}

/**
 * A date is written as people write it, an instant as its day in China; text loses the characters that no document can
 * show.
 */
export function shown(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) || isDateTime(value) ? dayIn(value) : undefined;
  if (!day) return printable(value);
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

function dayIn(text: string): string | undefined {
  try {
    return toDay(text);
  } catch {
    return undefined;
  }
}
