import { FeelLimitError, toJson, type Scope, type Warning, type Work } from '../feel';
import { reasonOf, type Bilingual } from '../bilingual';
import type { Variables } from '../events';
import type { Text } from '../graph';
import type { Instance, Key } from '../state';
import type { Step } from './Step';
import { tooLong } from './Budget';
import { Stuck } from './Stuck';

/**
 * The names visible to FEEL in an instance: extra names first, then variables of the enclosing scopes from the inside
 * out, then the functions of the context.
 */
export class VariableScope implements Scope {
  readonly work?: Work;

  constructor(
    private readonly step: Step,
    private readonly key: Key,
    private readonly extra?: Variables,
  ) {
    this.work = step.budget.forExpression();
  }

  get now(): string {
    return this.step.now;
  }

  get edition(): number | undefined {
    return this.step.event.edition;
  }

  get(name: string): unknown {
    if (this.extra && Object.hasOwn(this.extra, name)) return this.extra[name];
    const holder = holderOf(this.step, this.key, name);
    if (holder) return holder.variables![name];
    const { functions } = this.step.program.context;
    if (functions && Object.hasOwn(functions, name)) return functions[name];
    return name === 'instance' ? this.step.state.instance : undefined;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }
}

/** The nearest enclosing instance that has a variable of that name. */
export function holderOf(step: Step, key: Key | undefined, name: string): Instance | undefined {
  for (let at = key; at !== undefined;) {
    const instance: Instance | undefined = step.instance(at);
    if (!instance) return undefined;
    if (instance.variables && Object.hasOwn(instance.variables, name)) return instance;
    at = instance.scope;
  }
  return undefined;
}

/** FEEL turns errors into null, and so do we, except for a failed function of the context. */
function evaluate(step: Step, key: Key, text: string, extra: Variables | undefined, warnings: Warning[]): unknown {
  const found = orStuck(text, () =>
    step.program.expression(text).evaluate(new VariableScope(step, key, extra), warnings),
  );
  const failure = warnings.find((warning) => warning.code === 'FUNCTION_FAILED');
  if (failure) throw failed(text, failure);
  return found;
}

function orStuck(text: string, answer: () => unknown): unknown {
  try {
    return answer();
  } catch (error) {
    if (error instanceof FeelLimitError && error.ofStep) throw tooLong();
    throw failed(text, reasonOf(error));
  }
}

export const failed = (text: string, { zh, en }: Bilingual): Stuck =>
  new Stuck('EXPRESSION_FAILED', `表达式「${text}」求值失败：${zh}`, `The expression “${text}” failed: ${en}`);

/** A value as an incident shows it: its beginning, if it is long. */
export function shown(found: unknown): string {
  const text = JSON.stringify(found);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
const MOST_SHOWN = 200;

/** The JSON value of a FEEL text in the scope of the instance. Throws Stuck. */
export function value(step: Step, key: Key, text: string, extra?: Variables): unknown {
  const found = evaluate(step, key, text, extra, []);
  return found !== null && typeof found === 'object' ? orStuck(text, () => toJson(found)) : toJson(found);
}

/** A FEEL text that must evaluate to true or false; anything else is an incident, not silently false. Throws Stuck. */
export function condition(step: Step, key: Key, text: string, extra?: Variables): boolean {
  const warnings: Warning[] = [];
  const answer = evaluate(step, key, text, extra, warnings);
  if (typeof answer === 'boolean') return answer;
  const result = shown(orStuck(text, () => toJson(answer)));
  const why = (language: keyof Bilingual) => warnings.map((warning) => ` ${warning[language]}`).join('');
  throw new Stuck(
    'NOT_BOOLEAN',
    `条件「${text}」的结果是 ${result}，应为 true 或 false。${why('zh')}`,
    `The condition “${text}” gives ${result}, which is neither true nor false.${why('en')}`,
  );
}

/** An attribute that is static text or FEEL, as text; null becomes undefined. Throws Stuck. */
export function textOf(step: Step, key: Key, text: Text | undefined, extra?: Variables): string | undefined {
  if (!text) return undefined;
  if ('static' in text) return text.static;
  const found = value(step, key, text.feel, extra);
  if (found === null) return undefined;
  if (typeof found === 'string' || typeof found === 'number') return String(found);
  throw notText(text.feel, found);
}

export const notText = (text: string, found: unknown): Stuck =>
  new Stuck(
    'NOT_A_TEXT',
    `表达式「${text}」的结果是 ${shown(found)}，应为文本。`,
    `The expression “${text}” gives ${shown(found)}, which is not a text.`,
  );
