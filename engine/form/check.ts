import type { Scope } from '../feel';
import { formPattern } from '../patterns';
import { formScope, hidden, optionsOf, valueOf } from './evaluate';
import { at, put } from './paths';
import type { Component } from './schema';

export interface FormProblem {
  /** JSON path below the form's data, such as `claims.0.amount`. */
  path: string;
  code:
    | 'REQUIRED'
    | 'UNKNOWN_FIELD'
    | 'WRONG_TYPE'
    | 'NOT_AN_OPTION'
    | 'TOO_SHORT'
    | 'TOO_LONG'
    | 'TOO_SMALL'
    | 'TOO_LARGE'
    | 'PATTERN'
    | 'NOT_A_DATE'
    | 'PASSED_DATE'
    | 'DECIMALS';
  zh: string;
  en: string;
}

const problem = (code: FormProblem['code'], zh: string, en: string) => ({ code, zh, en });
type Found = Omit<FormProblem, 'path'> | undefined;

const wrongType = (zh: string, en: string) => problem('WRONG_TYPE', `这里应填${zh}`, `This must be ${en}`);

/** Whether a date exists: 2026-02-30 does not. */
export function isDate(text: unknown): text is string {
  const match = typeof text === 'string' && /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text as string);
}

const isTime = (text: unknown) =>
  typeof text === 'string' && /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]\d{2}:\d{2})?$/.test(text);
const isDateTime = (text: unknown) =>
  typeof text === 'string' && isDate(text.slice(0, 10)) && text[10] === 'T' && isTime(text.slice(11));

/** What the values of a kind of component must be. `undefined`: nothing wrong. */
const kinds: Record<string, (value: unknown, component: Component, scope: Scope) => Found> = {
  textfield: checkText,
  textarea: checkText,
  number: checkNumber,
  checkbox: (value) => (typeof value === 'boolean' ? undefined : wrongType('是或否', 'yes or no')),
  radio: checkChoice,
  select: checkChoice,
  checklist: checkChoices,
  taglist: checkChoices,
  datetime: checkDate,
  filepicker: (value) =>
    Array.isArray(value) && value.every((file) => typeof file === 'string')
      ? undefined
      : wrongType('已上传的文件', 'uploaded files'),
};

/** Component types that hold a value. */
export const holdsValue = (component: Component) => component.key !== undefined && component.type in kinds;

/** What is wrong with one component's value, required or not. */
export function checkValue(component: Component, value: unknown, scope: Scope): Found {
  const none = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (none || (component.type === 'checkbox' && value === false)) {
    if (valueOf(component.validate?.required, scope) !== true) return undefined;
    return component.type === 'checkbox'
      ? problem('REQUIRED', '请确认后勾选此项', 'Tick this once you have made sure')
      : problem('REQUIRED', '请填写此项', 'This is required');
  }
  return kinds[component.type]!(value, component, scope);
}

function checkText(value: unknown, { validate = {} }: Component, scope: Scope): Found {
  if (typeof value !== 'string') return wrongType('文字', 'text');
  const [min, max] = [valueOf(validate.minLength, scope), valueOf(validate.maxLength, scope)];
  const length = [...value].length;
  if (typeof min === 'number' && length < min)
    return problem('TOO_SHORT', `至少 ${min} 个字`, `At least ${min} characters`);
  const most = typeof max === 'number' ? max : 20_000;
  if (length > most) return problem('TOO_LONG', `最多 ${most} 个字`, `At most ${most} characters`);
  const pattern =
    validate.validationType === 'email'
      ? '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$'
      : validate.validationType === 'phone'
        ? '^\\+?[\\d\\s()-]{5,20}$'
        : validate.pattern;
  if (pattern && !fits(value, pattern)) return problem('PATTERN', '格式不对', 'The format is wrong');
  return undefined;
}

/** A text so long, against a pattern so large, would hold up everybody who is being served. */
const MOST_MATCHING = 250_000;

/**
 * A pattern that cannot be matched in linear time is refused when a form is published; one that was published before
 * asks for nothing, so that nobody is kept from handing the form in.
 */
function fits(value: string, text: string): boolean {
  const pattern = formPattern(text);
  return !pattern || (pattern.cost(value.length) <= MOST_MATCHING && pattern.test(value));
}

function checkNumber(
  value: unknown,
  { validate = {}, decimalDigits, serializeToString }: Component,
  scope: Scope,
): Found {
  const number = serializeToString && typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return wrongType('数字', 'a number');
  const [min, max] = [valueOf(validate.min, scope), valueOf(validate.max, scope)];
  if (typeof min === 'number' && number < min) return problem('TOO_SMALL', `不能小于 ${min}`, `Not less than ${min}`);
  if (typeof max === 'number' && number > max) return problem('TOO_LARGE', `不能大于 ${max}`, `Not more than ${max}`);
  const decimals = /e-/.test(String(number)) ? 20 : (String(number).split('.')[1] ?? '').length;
  if (decimalDigits !== undefined && decimals > decimalDigits)
    return problem('DECIMALS', `最多 ${decimalDigits} 位小数`, `At most ${decimalDigits} decimals`);
  return undefined;
}

const sameValue = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);
const notAnOption = () => problem('NOT_AN_OPTION', '请从给出的选项中选择', 'Choose one of the options given');

function checkChoice(value: unknown, component: Component, scope: Scope): Found {
  return optionsOf(component, scope).some((option) => sameValue(option.value, value)) ? undefined : notAnOption();
}

function checkChoices(value: unknown, component: Component, scope: Scope): Found {
  if (!Array.isArray(value)) return wrongType('若干选项', 'a list of options');
  const options = optionsOf(component, scope);
  return value.every((one) => options.some((option) => sameValue(option.value, one))) ? undefined : notAnOption();
}

function checkDate(value: unknown, { subtype = 'date', disallowPassedDates }: Component, scope: Scope): Found {
  const good = subtype === 'date' ? isDate(value) : subtype === 'time' ? isTime(value) : isDateTime(value);
  if (!good)
    return problem(
      'NOT_A_DATE',
      subtype === 'time' ? '没有这个时间' : '没有这一天',
      subtype === 'time' ? 'There is no such time' : 'There is no such date',
    );
  if (disallowPassedDates && subtype !== 'time' && String(value).slice(0, 10) < scope.now.slice(0, 10))
    return problem('PASSED_DATE', '不能早于今天', 'Not before today');
  return undefined;
}

/**
 * Checks what was filled in against the form: the problems, each with its path, and the values to keep
 * (hidden and read-only fields are not taken). The same check runs in the browser and on the server.
 *
 * `shown`: the variables that the task shows, which expressions may read. `now`: ISO instant.
 */
export function checkForm(
  components: Component[],
  data: Record<string, unknown>,
  shown: Record<string, unknown>,
  now: string,
): { problems: FormProblem[]; values: Record<string, unknown> } {
  const problems: FormProblem[] = [];
  const values = checkLevel(components, data, { ...shown, ...data }, now, '', problems);
  return { problems, values };
}

function checkLevel(
  components: Component[],
  data: Record<string, unknown>,
  seen: Record<string, unknown>,
  now: string,
  prefix: string,
  problems: FormProblem[],
): Record<string, unknown> {
  const scope = formScope(seen, now);
  const values: Record<string, unknown> = {};
  const known = new Set<string>();
  for (const { component, path } of fieldsOf(components, scope, '')) {
    known.add(path.split('.')[0]!);
    const value = at(data, path);
    if (component.type === 'dynamiclist') {
      const rows = value ?? [];
      if (!Array.isArray(rows)) problems.push({ path: prefix + path, ...wrongType('列表', 'a list') });
      else
        put(
          values,
          path,
          rows.map((row, index) => checkRow(component, row, seen, now, `${prefix}${path}.${index}.`, problems)),
        );
      continue;
    }
    if (valueOf(component.readonly, scope) === true || component.disabled) continue;
    const found = checkValue(component, value, scope);
    if (found) problems.push({ path: prefix + path, ...found });
    else if (value !== undefined) put(values, path, value);
  }
  for (const name of Object.keys(data)) {
    if (!known.has(name) && !declares(components, name))
      problems.push({
        path: prefix + name,
        ...problem('UNKNOWN_FIELD', '表单里没有这一项', 'The form has no such field'),
      });
  }
  return values;
}

function checkRow(
  list: Component,
  row: unknown,
  seen: Record<string, unknown>,
  now: string,
  prefix: string,
  problems: FormProblem[],
): unknown {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    problems.push({ path: prefix.slice(0, -1), ...wrongType('一行内容', 'a row') });
    return row;
  }
  return checkLevel(list.components ?? [], row as Record<string, unknown>, { ...seen, ...row }, now, prefix, problems);
}

/** The components that hold a value, groups opened, hidden ones left out, with the path below their list row. */
export function* fieldsOf(
  components: Component[],
  scope: Scope,
  prefix: string,
): Generator<{ component: Component; path: string }> {
  for (const component of components) {
    if (hidden(component, scope)) continue;
    if (component.type === 'group')
      yield* fieldsOf(component.components ?? [], scope, component.path ? `${prefix}${component.path}.` : prefix);
    else if (component.type === 'dynamiclist' && component.path) yield { component, path: prefix + component.path };
    else if (holdsValue(component)) yield { component, path: prefix + component.key };
  }
}

/**
 * Whether a name belongs to the form at all, hidden or read-only as it may be: such values are dropped, not refused.
 */
function declares(components: Component[], name: string): boolean {
  return components.some((component) => {
    const own = (component.path ?? component.key)?.split('.')[0];
    return (
      own === name || (component.type === 'group' && !component.path && declares(component.components ?? [], name))
    );
  });
}
