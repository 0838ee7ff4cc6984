import { FeelLimitError } from './errors';
import { type WarningCode, warningText } from './warnings';

/** The names an expression reads and the instant it is evaluated at (ISO 8601); the only world FEEL knows. */
export interface Scope {
  get(name: string): unknown;
  has(name: string): boolean;
  now: string;
}

/** Why an evaluation gave null. `at` is the offset in the expression's text. */
export interface Warning {
  code: WarningCode;
  zh: string;
  en: string;
  at?: number;
}

/** Turns of loops, calls and list elements made in one evaluation. */
const MAX_STEPS = 250_000;
const MAX_DEPTH = 200;
const MAX_TEXT = 10_000_000;

/** What one evaluation carries with it: its scope, its warnings, and how much it may still do. */
export class Run {
  constructor(
    readonly scope: Scope,
    readonly warnings?: Warning[],
    private readonly spent = { steps: 0, depth: 0 },
  ) {}

  /** The same evaluation where other names are in scope. */
  within(scope: Scope): Run {
    return new Run(scope, this.warnings, this.spent);
  }

  /** Records why a result is null, and is that null. */
  warn(code: WarningCode, details: (string | number)[] = [], at?: number): null {
    if (this.warnings) this.warnings.push({ code, ...warningText(code, details), ...(at !== undefined && { at }) });
    return null;
  }

  /** Counts `count` pieces of work. Throws FeelLimitError when it is too much. */
  step(count = 1): void {
    this.spent.steps += count;
    if (this.spent.steps > MAX_STEPS)
      throw new FeelLimitError(
        `表达式的计算步数超过 ${MAX_STEPS}，已中止；请缩小循环或列表的范围`,
        `The expression takes more than ${MAX_STEPS} steps and was stopped; narrow the range or list it goes through`,
      );
  }

  /** A text of such length may be made. Throws FeelLimitError when it is too long. */
  allowText(length: number): void {
    if (length > MAX_TEXT)
      throw new FeelLimitError(
        `文本长度超过 ${MAX_TEXT} 个字符，已中止`,
        `A text would exceed ${MAX_TEXT} characters; stopped`,
      );
    this.step(Math.floor(length / 1000));
  }

  /** Runs the body of a function one level deeper. Throws FeelLimitError when functions call each other without end. */
  deeper<T>(body: () => T): T {
    if (++this.spent.depth > MAX_DEPTH)
      throw new FeelLimitError(
        `函数嵌套调用超过 ${MAX_DEPTH} 层，已中止；请检查递归是否会结束`,
        `Functions call each other more than ${MAX_DEPTH} deep; check that the recursion ends`,
      );
    this.step();
    try {
      return body();
    } finally {
      this.spent.depth--;
    }
  }
}
