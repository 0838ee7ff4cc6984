import { isSameDeed } from '../domain/acts';
import type { RecordedFor } from '../domain/identification';
import { compileFeel, toJson } from '../engine/feel';
import {
  at as valueAt,
  checkForm,
  fieldsOf,
  formScope,
  effectiveValues,
  tooMuch,
  type Component,
  type Form,
  type FormProblem,
} from '../engine/form';
import { disputeFunctions } from '../domain/feel';
import { StoredDocuments, type Task } from '../models';
import { inside } from './access/targets';
import { invalid, Problem, type Fault } from './errors';
import type { References } from './references';
import { formOf, shownVariables } from './views/tasks';

interface Sent {
  values: Record<string, unknown>;
  act?: string;
}
type Values = Record<string, unknown>;

/**
 * Validates what somebody entered in a task: the task offers the act, the values fit the form together with what the
 * act sets, and the named files exist. Throws INVALID with the path of each problem.
 */
export async function validateInput(
  task: Task,
  { values, act }: Sent,
  now: Date,
  references: References,
): Promise<{ act?: string; variables: Values }> {
  const refused = tooMuch(values);
  if (refused) throw new Problem('INVALID', { errors: [faultOf(refused)] });
  const form = await formOf(task);
  const shown = { ...(await functionsOf(references)), ...(await shownVariables(task, form)) };
  const chosen = actOf(task, act);
  // An act may read everything that was sent, including fields that only another program fills in.
  const sets = chosen ? valuesSet(chosen.sets, { ...shown, ...values }, now) : {};
  const variables = form
    ? await checked(form, { ...values, ...sets }, sets, { ...shown, ...sets }, task.case, now)
    : values;
  return { act: chosen?.code, variables: { ...variables, ...sets } };
}

/**
 * If a task has several acts, the request must name one, by its code here or by that of the same deed elsewhere. If it
 * has only one, that one is meant.
 */
function actOf({ acts }: Task, code: string | undefined): Task['acts'][number] | undefined {
  if (code === undefined && acts.length < 2) return acts[0];
  const same = code === undefined ? [] : acts.filter((each) => isSameDeed(each.code, code));
  const found = same.find((each) => each.code === code) ?? (same.length === 1 ? same[0] : undefined);
  if (found) return found;
  const offered = acts.map((each) => each.code).join(', ') || '—';
  throw invalid('act', `请从该任务可做的事项中选择：${offered}`, `Choose one of the acts of this task: ${offered}`);
}

function valuesSet(sets: string, seen: Values, now: Date): Values {
  const value = toJson(compileFeel(sets.replace(/^=/, '')).evaluate(formScope(seen, now.toISOString())));
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};
}

/** What forms may use besides the values: the calendar and the legal functions currently in force. */
async function functionsOf(references: References): Promise<Values> {
  const { calendar, rules, parameters } = await references.inForce();
  return disputeFunctions({ calendar: calendar.bound, rules: rules.data, parameters: parameters.data });
}

const faultOf = ({ path, ...problem }: FormProblem): Fault => ({
  ...problem,
  path: path ? `values.${path}` : 'values',
});

async function checked(
  form: Form,
  data: Values,
  sets: Values,
  shown: Values,
  number: string,
  now: Date,
): Promise<Values> {
  const { problems, values } = checkForm(form.components, data, shown, now.toISOString());
  // An act may set variables for which the form has no field.
  const errors: Fault[] = problems.filter(({ path, code }) => code !== 'UNKNOWN_FIELD' || !(path in sets)).map(faultOf);
  errors.push(...(await missingFiles(form, values, shown, number, now)));
  if (errors.length) throw new Problem('INVALID', { errors });
  return values;
}

/** The files named in a form, including those in the rows of its lists. */
function* filesIn(
  components: Component[],
  values: Values,
  around: Values,
  now: string,
  prefix: string,
): Generator<{ path: string; file: string }> {
  const seen = effectiveValues(components, values, around, now);
  for (const { component, path } of fieldsOf(components, formScope(seen, now), '')) {
    const value = valueAt(values, path);
    if (!Array.isArray(value)) continue;
    if (component.type === 'filepicker') for (const file of value) yield { path: prefix + path, file: String(file) };
    if (component.type === 'dynamiclist')
      for (const [index, row] of value.entries())
        yield* filesIn(component.components ?? [], row as Values, seen, now, `${prefix}${path}.${index}.`);
  }
}

/** A file field must name documents of the same case. */
async function missingFiles(form: Form, values: Values, shown: Values, number: string, now: Date): Promise<Fault[]> {
  const named = [...filesIn(form.components, values, shown, now.toISOString(), '')];
  if (!named.length) return [];
  const found = await StoredDocuments.find(
    { _id: { $in: named.map(({ file }) => inside(file)) }, case: number },
    { _id: 1 },
  ).lean<{ _id: string }[]>();
  const known = new Set(found.map(({ _id }) => _id));
  return named
    .filter(({ file }) => !known.has(inside(file)))
    .map(({ path }) => ({ path: `values.${path}`, ...noSuchFile }));
}

const noSuchFile = {
  code: 'NO_SUCH_FILE',
  zh: '该文件不在本案材料中，请重新上传',
  en: 'This file is not among the case’s documents: upload it again',
};

/** The signed papers that staff name must be documents of the case. Throws INVALID otherwise. */
export async function demandDocuments(number: string, named: readonly RecordedFor[] = []): Promise<void> {
  const papers = named.flatMap(({ paper }, index) =>
    paper === undefined ? [] : [{ paper, path: `for.${index}.paper` }],
  );
  const known = new Set(
    (
      await StoredDocuments.find(
        { _id: { $in: papers.map(({ paper }) => inside(paper)) }, case: number },
        { _id: 1 },
      ).lean<{ _id: string }[]>()
    ).map(({ _id }) => _id),
  );
  const errors = papers.filter(({ paper }) => !known.has(inside(paper))).map(({ path }) => ({ path, ...noSuchFile }));
  if (errors.length > 0) throw new Problem('INVALID', { errors });
}
