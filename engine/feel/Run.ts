import { sizeOf } from '../size';
import { MOST_LEVELS } from './levels';
import { FeelLimitError } from './errors';
import { type WarningCode, warningText } from './warnings';

/**
 * The shared budget of a step's evaluations, in units of work (see engine/budgets.ts); each evaluation subtracts from
 * it.
 */
export interface Work {
  left: number;
}

/** The names an expression reads and the instant at which it is evaluated (ISO 8601); FEEL knows nothing else. */
export interface Scope {
  get(name: string): unknown;
  has(name: string): boolean;
  now: string;
  /** Shared with other evaluations. */
  readonly work?: Work;
  /** The edition of the engine's rules; absent: the newest (see engine/edition.ts). */
  readonly edition?: number;
}

/** Why an evaluation returned null. `at` is the offset in the expression's text. */
export interface Warning {
  code: WarningCode;
  zh: string;
  en: string;
  at?: number;
}

/** Maximum number of loop turns, calls and list elements in one evaluation. */
const MAX_STEPS = 250_000;
const MAX_DEPTH = 200;
const MAX_TEXT = 10_000_000;
/** How much of a value, as JSON, is compared in the time of one step. */
const BYTES_A_STEP = 64;

/** Later than any edition. A small integer, because it is compared often and Infinity is stored less compactly. */
const NEWEST = 1_000_000;

/** What one evaluation has used. */
interface Spent {
  steps: number;
  depth: number;
  levels: number;
  most: number;
  edition: number;
  once?: Set<string>;
}

const account = ({ work, edition }: Scope): Spent => ({
  steps: 0,
  depth: 0,
  levels: 0,
  most: work && work.left < MAX_STEPS ? work.left : MAX_STEPS,
  edition: edition ?? NEWEST,
});

/** The context of one evaluation: its scope, its warnings, and its remaining budget. */
export class Run {
  constructor(
    readonly scope: Scope,
    readonly warnings?: Warning[],
    private readonly spent: Spent = account(scope),
  ) {}

  /** The same evaluation with other names in scope. */
  within(scope: Scope): Run {
    return scope === this.scope ? this : new Run(scope, this.warnings, this.spent);
  }

  /** The same evaluation with its warnings discarded. */
  get unheard(): Run {
    return new Run(this.scope, undefined, this.spent);
  }

  /** A separate evaluation that counts nowhere. */
  get apart(): Run {
    return new Run(this.scope, this.warnings, { ...account(this.scope), most: MAX_STEPS });
  }

  /** Whether this edition of the rules or a later one applies. */
  since(edition: number): boolean {
    return this.spent.edition >= edition;
  }

  /** Subtracts what was used from the step's budget, if there is one, when the evaluation is over. */
  settle(): void {
    const { work } = this.scope;
    if (work) work.left -= this.spent.steps;
  }

  /** Records why a result is null, and returns that null. */
  warn(code: WarningCode, details: (string | number)[] = [], at?: number): null {
    if (this.warnings) this.warnings.push({ code, ...warningText(code, details), ...(at !== undefined && { at }) });
    return null;
  }

  /** Counts `count` units of work. Throws FeelLimitError if it is too much. */
  step(count = 1): void {
    this.spent.steps += count;
    if (this.spent.steps > this.spent.most) this.tooMuch();
  }

  private tooMuch(): never {
    if (this.spent.most < MAX_STEPS)
      throw new FeelLimitError(
        '一次推进中的计算总量超出上限，已中止；请缩小循环或列表的范围，或在其间加入等待',
        'The expressions of one step compute too much together; narrow the loops or lists, or let the process wait between them',
        true,
      );
    throw new FeelLimitError(
      `表达式的计算步数超过 ${MAX_STEPS}，已中止；请缩小循环或列表的范围`,
      `The expression takes more than ${MAX_STEPS} steps and was stopped; narrow the range or list it goes through`,
    );
  }

  /** Counts turns of an expression of the given weight. */
  turns(count: number, weight: number): void {
    this.step(this.spent.edition >= 2 ? count * weight : count);
  }

  /** Counts work that the first edition did not count. */
  costs(count: number): void {
    if (this.spent.edition >= 2) this.step(count);
  }

  /** Values are compared member by member. */
  compares(...values: unknown[]): void {
    if (this.spent.edition < 2) return;
    for (const value of values)
      if (typeof value === 'object' && value !== null) this.step(Math.ceil(sizeOf(value) / BYTES_A_STEP));
  }

  /** Counts work that is done once per evaluation, however often it is requested. */
  once(what: string, count: () => number): void {
    const done = (this.spent.once ??= new Set());
    if (done.has(what)) return;
    done.add(what);
    this.step(count());
  }

  /** Checks that a text of this length may be created. Throws FeelLimitError if it is too long. */
  allowText(length: number): void {
    if (length > MAX_TEXT)
      throw new FeelLimitError(
        `文本长度超过 ${MAX_TEXT} 个字符，已中止`,
        `A text would exceed ${MAX_TEXT} characters; stopped`,
      );
    this.read(length);
  }

  /** Counts reading a text of this length. */
  read(length: number): void {
    this.step(Math.floor(length / 1000));
  }

  /** What is evaluated at the top nests so deep. */
  begin(levels: number): this {
    this.spent.levels = levels;
    return this;
  }

  /**
   * Evaluates something that nests so deep by itself. Throws FeelLimitError if it would be too deep with what it is
   * evaluated in: the stack of the host would be exhausted, sooner in one host than in another.
   */
  nested<T>(levels: number, evaluate: () => T): T {
    const { spent } = this;
    if (spent.edition < 4) return evaluate();
    spent.levels += levels;
    try {
      if (spent.levels > MOST_LEVELS)
        throw new FeelLimitError(
          `表达式、函数和决策相互嵌套过深（超过 ${MOST_LEVELS} 级），已中止；请拆分表达式或减少递归`,
          `Expressions, functions and decisions nest more than ${MOST_LEVELS} levels deep; divide them or recurse less`,
        );
      return evaluate();
    } finally {
      spent.levels -= levels;
    }
  }

  /** Runs the body of a function one level deeper. Throws FeelLimitError if functions call each other endlessly. */
  deeper<T>(body: () => T, weight = 1): T {
    if (++this.spent.depth > MAX_DEPTH)
      throw new FeelLimitError(
        `函数嵌套调用超过 ${MAX_DEPTH} 层，已中止；请检查递归是否会结束`,
        `Functions call each other more than ${MAX_DEPTH} deep; check that the recursion ends`,
      );
    this.step(weight);
    try {
      return body();
    } finally {
      this.spent.depth--;
    }
  }
}
