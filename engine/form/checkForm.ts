import { FeelLimitError, type Run } from '../feel';
import { checkValue, holdsValue } from './check';
import { contradictions } from './contradictions';
import { budgetAt, formScope, hidden, readOnly, type FormScope } from './evaluate';
import { tooMuch } from './limits';
import { at, put } from './paths';
import { problem, wrongType, type FormProblem, type Found } from './problem';
import type { Component } from './schema';
import { counting } from './effectiveValues';
import { tidyText } from './text';

type Data = Record<string, unknown>;

/** The context of one check: its instant, the remaining budget of its expressions, and the problems found. */
interface Check {
  now: string;
  budget: Run;
  problems: FormProblem[];
}

/** More problems than anybody reads at once. */
const MOST_PROBLEMS = 200;

/**
 * Checks submitted values against the form: the problems, each with its path, and the values to store. Hidden and
 * read-only values are not accepted; text is stored without whitespace at its ends; expression fields are computed
 * here, whatever was sent for them. The same check runs in the browser and on the server. `shown`: the variables that
 * the task shows, which expressions may read. `now`: ISO instant.
 */
export function checkForm(
  components: Component[],
  data: Data,
  shown: Data,
  now: string,
): { problems: FormProblem[]; values: Data } {
  const refused = tooMuch(data);
  if (refused) return { problems: [refused], values: {} };
  const check: Check = { now, budget: budgetAt(now), problems: [] };
  try {
    const values = checkLevel(components, data, shown, shown, '', check);
    return { problems: check.problems.slice(0, MOST_PROBLEMS), values };
  } catch (error) {
    if (!(error instanceof FeelLimitError)) throw error;
    return { problems: [{ path: '', ...problem('TOO_MUCH', error.zh, error.en) }], values: {} };
  }
}

function checkLevel(
  components: Component[],
  data: Data,
  around: Data,
  taskValues: Data,
  prefix: string,
  check: Check,
): Data {
  const { now, budget, problems } = check;
  const counted = counting(components, { data, around, taskValues, now, budget });
  const seen = { ...around, ...counted };
  const scope = formScope(seen, now, budget);
  const values: Data = {};
  const known = new Set<string>();
  const add = (path: string, found: NonNullable<Found>) => problems.push({ ...found, path: prefix + path });
  for (const { component, path } of placesOf(components, scope, '')) {
    known.add(path.split('.')[0]!);
    if (component.type === 'expression') {
      put(values, path, at(counted, path));
    } else if (component.type === 'dynamiclist') {
      const rows = at(data, path) ?? [];
      if (!Array.isArray(rows)) add(path, wrongType('列表', 'a list'));
      else put(values, path, checkRows(component, rows, seen, `${prefix}${path}.`, check));
      for (const found of contradictions(component, scope)) add(found.path ?? path, found);
    } else if (!readOnly(component, scope)) {
      const value = tidy(component, at(data, path));
      const wrong = checkValue(component, value, scope);
      const found = wrong ? [wrong] : contradictions(component, scope);
      for (const each of found) add(path, each);
      if (!found.length && value !== undefined) put(values, path, value);
    }
  }
  for (const name of Object.keys(data)) {
    if (!known.has(name) && !declares(components, name))
      add(name, problem('UNKNOWN_FIELD', '表单里没有这一项', 'The form has no such field'));
  }
  return values;
}

function checkRows(list: Component, rows: unknown[], seen: Data, prefix: string, check: Check): unknown[] {
  return rows.map((row, index) => {
    if (typeof row === 'object' && row !== null && !Array.isArray(row))
      return checkLevel(list.components ?? [], row as Data, seen, {}, `${prefix}${index}.`, check);
    check.problems.push({ path: prefix + index, ...wrongType('一行内容', 'a row') });
    return row;
  });
}

const tidy = ({ type }: Component, value: unknown): unknown =>
  typeof value === 'string' && (type === 'textfield' || type === 'textarea') ? tidyText(value) : value;

/**
 * The components that have a path in the data and are shown, with groups flattened and the path below their list row.
 */
function* placesOf(
  components: Component[],
  scope: FormScope,
  prefix: string,
): Generator<{ component: Component; path: string }> {
  for (const component of components) {
    if (hidden(component, scope)) continue;
    if (component.type === 'group')
      yield* placesOf(component.components ?? [], scope, component.path ? `${prefix}${component.path}.` : prefix);
    else if (component.type === 'dynamiclist' && component.path) yield { component, path: prefix + component.path };
    else if (holdsValue(component) || (component.type === 'expression' && component.key))
      yield { component, path: prefix + component.key };
  }
}

/**
 * The components that somebody fills in, with groups flattened, without hidden ones, and with the path below their list
 * row.
 */
export function* fieldsOf(
  components: Component[],
  scope: FormScope,
  prefix: string,
): Generator<{ component: Component; path: string }> {
  for (const place of placesOf(components, scope, prefix)) if (place.component.type !== 'expression') yield place;
}

/** Whether a name belongs to the form at all, even if hidden or read-only: such values are dropped, not refused. */
function declares(components: Component[], name: string): boolean {
  return components.some((component) => {
    const own = (component.path ?? component.key)?.split('.')[0];
    return (
      own === name || (component.type === 'group' && !component.path && declares(component.components ?? [], name))
    );
  });
}
