import { isCallable } from '../call';
import type { Run } from '../Run';
import { FeelDate } from '../values/FeelDate';
import { FeelDateTime } from '../values/FeelDateTime';
import { FeelFunction, inOrder, NO_FIT } from '../values/FeelFunction';
import { FeelRange } from '../values/FeelRange';
import { isNumber } from '../values/numbers';
import { text } from '../values/text';
import { isContext, typeOf } from '../values/typeOf';

/** What a parameter accepts. `day` is a date, or the date of a date and time; `any` may be null. */
export type ParameterType =
  | 'any'
  | 'number'
  | 'string'
  | 'boolean'
  | 'list'
  | 'context'
  | 'date'
  | 'time'
  | 'date and time'
  | 'day'
  | 'duration'
  | 'range'
  | 'function';

/**
 * By name, in order: `{ string: 'string', 'length?': 'number' }`. `?` after the name: optional; `...` before: all
 * further arguments; `|null`: may be null.
 */
export type Parameters = Record<string, ParameterType | `${ParameterType}|null`>;

/** Returns undefined if the arguments have the right types but are still not acceptable. */
export type Body = (run: Run, ...args: never[]) => unknown;

interface Parameter {
  name: string;
  type: ParameterType;
  optional: boolean;
  variadic: boolean;
  nullable: boolean;
}
interface Signature {
  parameters: Parameter[];
  body: Body;
}

const CHECKS: Record<ParameterType, (value: unknown) => boolean> = {
  any: () => true,
  number: isNumber,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  list: Array.isArray,
  context: isContext,
  date: (value) => value instanceof FeelDate,
  time: (value) => typeOf(value) === 'time',
  'date and time': (value) => value instanceof FeelDateTime,
  day: (value) => value instanceof FeelDate,
  duration: (value) => typeOf(value).endsWith('duration'),
  range: (value) => value instanceof FeelRange,
  function: isCallable,
};

/** Built-in functions that compare list elements, with each other or with a value. */
const COMPARES = new Set([
  'list contains',
  'index of',
  'distinct values',
  'duplicate values',
  'union',
  'mode',
  'is',
  'coincides',
]);
/** Those that are slow in themselves, in steps. */
const SLOW = new Map([
  ['sqrt', 400],
  ['log', 1500],
  ['exp', 1500],
  ...['@', 'date', 'time', 'date and time', 'duration', 'years and months duration'].map((name) => [name, 30] as const),
]);
/** Those that are slow for each item of their list, because numbers of many digits are multiplied. */
const SLOW_WITH_ITEMS = new Map([
  ['stddev', 20],
  ['product', 20],
]);
/** Those that split a text into its characters. */
const BY_CHARACTER = new Set(['substring', 'string length']);
/** Those that count their own work, or do the same whatever the size. */
const COUNTS = new Set([
  ...['append', 'concatenate', 'flatten', 'context', 'context merge', 'string join', 'repeat'],
  ...['matches', 'replace', 'split', 'extract', 'count', 'is empty', 'get value', 'is defined', 'get or else'],
]);

/** What a call costs in steps: a fixed part, a part for each item of a list, and how many characters of a text make one step. */
interface Costs {
  call: number;
  item: number;
  characters: number;
  compares: boolean;
}

const costsOf = (name: string): Costs | undefined =>
  COUNTS.has(name)
    ? undefined
    : {
        call: SLOW.get(name) ?? 0,
        item: SLOW_WITH_ITEMS.get(name) ?? 1,
        characters: BY_CHARACTER.has(name) ? 4 : 16,
        compares: COMPARES.has(name),
      };

/** A built-in function with its signatures (DMN 1.3 §10.3.4). */
export class BuiltIn extends FeelFunction {
  private readonly signatures: Signature[] = [];
  private readonly costs?: Costs;

  constructor(readonly name: string) {
    super([], () => NO_FIT);
    this.costs = costsOf(name);
  }

  /** Adds a signature. */
  takes(parameters: Parameters, body: Body): void {
    this.signatures.push({
      parameters: Object.entries(parameters).map(([name, type]) => readParameter(name, type)),
      body,
    });
  }

  override call(args: unknown[], names: readonly string[] | null, run: Run): unknown {
    run.step();
    for (const { parameters, body } of this.signatures) {
      const ordered = names
        ? inOrder(
            args,
            names,
            parameters.map(({ name }) => name),
          )
        : args;
      const converted = ordered && fit(names ? spread(ordered, parameters) : ordered, parameters);
      if (!converted) continue;
      if (run.since(2)) this.spend(run, converted);
      const result = (body as (run: Run, ...args: unknown[]) => unknown)(run, ...converted);
      return result === undefined
        ? run.warn('INVALID_ARGUMENT', [this.name, args.map((arg) => text(arg, true).slice(0, 100)).join(', ')])
        : result;
    }
    return NO_FIT;
  }

  /** Reading its arguments is counted, unless it counts for itself or reads no members. */
  private spend(run: Run, args: unknown[]): void {
    const { costs } = this;
    if (!costs) return;
    let size = costs.call;
    for (const arg of args)
      if (typeof arg === 'string') size += Math.floor(arg.length / costs.characters);
      else if (Array.isArray(arg)) size += arg.length * costs.item;
    if (size) run.step(size);
    if (costs.compares) run.compares(...args);
  }

  override takesCount(count: number): boolean {
    return this.signatures.some(({ parameters }) => {
      const least = parameters.filter(({ optional, variadic }) => !optional && !variadic).length;
      return least <= count && (count <= parameters.length || parameters.at(-1)!.variadic);
    });
  }

  /** Each signature: `(string, start position, [length])`. */
  override get usage(): string {
    return this.signatures.map(({ parameters }) => `(${parameters.map(shown).join(', ')})`).join(' | ');
  }

  /** The names of the parameters, one list per signature; optional ones with `?`, variadic ones with `...`. */
  get parameterLists(): string[][] {
    return this.signatures.map(({ parameters }) =>
      parameters.map(({ name, optional, variadic }) => `${variadic ? '...' : ''}${name}${optional ? '?' : ''}`),
    );
  }
}

const shown = ({ name, optional, variadic }: Parameter): string =>
  variadic ? `…${name}` : optional ? `[${name}]` : name;

function readParameter(name: string, type: string): Parameter {
  const variadic = name.startsWith('...');
  const optional = name.endsWith('?');
  return {
    name: name.slice(variadic ? 3 : 0, optional ? -1 : undefined),
    type: type.replace('|null', '') as ParameterType,
    optional,
    variadic,
    nullable: type.endsWith('|null') || type === 'any',
  };
}

/** For a named variadic parameter, the list's elements as arguments. */
function spread(ordered: unknown[], parameters: Parameter[]): unknown[] {
  const last = ordered.at(-1);
  const given = ordered.slice(0, ordered.findLastIndex((arg) => arg !== undefined) + 1);
  return parameters.at(-1)?.variadic && Array.isArray(last) ? [...ordered.slice(0, -1), ...(last as unknown[])] : given;
}

/** The arguments converted to the parameters, or null if one does not fit. */
function fit(args: unknown[], parameters: Parameter[]): unknown[] | null {
  const last = parameters.at(-1);
  if (args.length > parameters.length && !last?.variadic) return null;
  const converted: unknown[] = [];
  for (let index = 0; index < Math.max(args.length, parameters.length); index++) {
    const parameter = parameters[index] ?? last!;
    if (args[index] === undefined) {
      if (!parameter.optional && !parameter.variadic) return null;
      if (!parameter.variadic) converted.push(undefined);
      continue;
    }
    const value = convert(args[index], parameter);
    if (value === undefined) return null;
    converted.push(value);
  }
  return converted;
}

/**
 * The value after implicit conversion (§10.3.2.9.4): a list of it, its only element, the date of a date and time;
 * undefined if it does not fit.
 */
function convert(value: unknown, { type, nullable }: Parameter): unknown {
  if (value === null) return nullable ? null : undefined;
  if (CHECKS[type](value)) return value;
  if (type === 'list') return [value];
  if (type === 'day' && value instanceof FeelDateTime) return value.date;
  return Array.isArray(value) && value.length === 1 && value[0] !== null
    ? convert(value[0], { type, nullable } as Parameter)
    : undefined;
}
