import { formPattern } from '../patterns';
import { dayOf, isDate, isDateTime, isTime } from './days';
import { optionsOf, valueOf, type FormScope } from './evaluate';
import { formLimits } from './limits';
import { problem, wrongType, type Found } from './problem';
import type { Component } from './schema';
import { isBlank, isPrintable } from './text';

/** Validation of the value of each kind of component. `undefined`: nothing is wrong. */
const kinds: Record<string, (value: unknown, component: Component, scope: FormScope) => Found> = {
  textfield: checkText,
  textarea: checkText,
  number: checkNumber,
  checkbox: (value) => (typeof value === 'boolean' ? undefined : wrongType('是或否', 'yes or no')),
  radio: checkChoice,
  select: checkChoice,
  checklist: checkChoices,
  taglist: checkChoices,
  datetime: checkDate,
  filepicker: checkFiles,
};

/** Component types that have a value. */
export const holdsValue = (component: Component) => component.key !== undefined && component.type in kinds;

/** What is wrong with one component's value, whether required or not. */
export function checkValue(component: Component, value: unknown, scope: FormScope): Found {
  const none =
    value === undefined ||
    value === null ||
    (typeof value === 'string' && isBlank(value)) ||
    (Array.isArray(value) && value.length === 0);
  if (none || (component.type === 'checkbox' && value === false)) {
    if (valueOf(component.validate?.required, scope) !== true) return undefined;
    // The form may say why the field is required, and where to get the value.
    const { missing, missing_en } = component.properties ?? {};
    return component.type === 'checkbox'
      ? problem('REQUIRED', missing || '请确认后勾选此项', missing_en || 'Tick this once you have made sure')
      : problem('REQUIRED', missing || '请填写此项', missing_en || 'This is required');
  }
  return kinds[component.type]!(value, component, scope);
}

function checkText(value: unknown, { validate = {} }: Component, scope: FormScope): Found {
  if (typeof value !== 'string') return wrongType('文字', 'text');
  if (!isPrintable(value))
    return problem(
      'UNPRINTABLE',
      '含有不能显示的控制字符，请删除后重新粘贴或输入',
      'There are control characters in it that cannot be shown: remove them, or paste or type the text again',
    );
  const [min, max] = [validate.minLength, validate.maxLength].map((bound) => valueOf(bound, scope));
  const length = [...value].length;
  if (typeof min === 'number' && length < min)
    return problem('TOO_SHORT', `至少 ${min} 个字`, `At least ${min} characters`);
  const most = typeof max === 'number' ? max : formLimits.textLength;
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

/** Matching such a long text against such a large pattern would block everybody else. */
const MOST_MATCHING = 250_000;

/**
 * A pattern that cannot be matched in linear time is refused when a form is published; one published earlier is
 * ignored, so that nobody is prevented from submitting the form.
 */
function fits(value: string, text: string): boolean {
  const pattern = formPattern(text);
  return !pattern || (pattern.cost(value.length) <= MOST_MATCHING && pattern.test(value));
}

/** A number as people write it, if it is stored as text: not 0x10, not 1e3. */
const isDecimal = /^-?\d{1,30}(?:\.\d{1,30})?$/;

function checkNumber(
  value: unknown,
  { validate = {}, decimalDigits, serializeToString }: Component,
  scope: FormScope,
): Found {
  const number = serializeToString && typeof value === 'string' && isDecimal.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return wrongType('数字', 'a number');
  const [min, max] = [validate.min, validate.max].map((bound) => valueOf(bound, scope));
  if (typeof min === 'number' && number < min) return problem('TOO_SMALL', `不能小于 ${min}`, `Not less than ${min}`);
  if (typeof max === 'number' && number > max) return problem('TOO_LARGE', `不能大于 ${max}`, `Not more than ${max}`);
  const written = typeof value === 'string' ? value : String(number);
  const decimals = /e-/.test(written) ? 20 : (written.split('.')[1] ?? '').length;
  if (decimalDigits !== undefined && decimals > decimalDigits)
    return problem('DECIMALS', `最多 ${decimalDigits} 位小数`, `At most ${decimalDigits} decimals`);
  return undefined;
}

/** A key that distinguishes values. */
const identityOf = (value: unknown) => JSON.stringify(value) ?? '';
const notAnOption = () => problem('NOT_AN_OPTION', '请从给出的选项中选择', 'Choose one of the options');
const twice = () => problem('TWICE', '同一项只能选一次', 'The same one may be chosen only once');

const identitiesOf = (component: Component, scope: FormScope) =>
  new Set(optionsOf(component, scope).map(({ value }) => identityOf(value)));

function checkChoice(value: unknown, component: Component, scope: FormScope): Found {
  return identitiesOf(component, scope).has(identityOf(value)) ? undefined : notAnOption();
}

function checkChoices(value: unknown, component: Component, scope: FormScope): Found {
  if (!Array.isArray(value)) return wrongType('若干选项', 'a list of options');
  const options = identitiesOf(component, scope);
  const chosen = value.map(identityOf);
  if (!chosen.every((one) => options.has(one))) return notAnOption();
  return new Set(chosen).size === chosen.length ? undefined : twice();
}

function checkFiles(value: unknown, { multiple }: Component, scope: FormScope): Found {
  if (!Array.isArray(value) || !value.every((file) => typeof file === 'string'))
    return wrongType('已上传的文件', 'uploaded files');
  if (value.length > 1 && valueOf(multiple, scope) !== true)
    return problem('TOO_MANY', '只能上传一个文件', 'Only one file may be given');
  return new Set(value).size === value.length ? undefined : twice();
}

function checkDate(value: unknown, { subtype = 'date', disallowPassedDates }: Component, scope: FormScope): Found {
  const good = subtype === 'date' ? isDate(value) : subtype === 'time' ? isTime(value) : isDateTime(value);
  if (!good)
    return problem(
      'NOT_A_DATE',
      subtype === 'time' ? '没有这个时间' : '没有这一天',
      subtype === 'time' ? 'There is no such time' : 'There is no such date',
    );
  if (disallowPassedDates && subtype !== 'time' && dayOf(String(value)) < dayOf(scope.now))
    return problem('PASSED_DATE', '不能早于今天', 'Not before today');
  return undefined;
}
