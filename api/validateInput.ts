import { acts, bound, isSameDeed } from '../domain/acts';
import { canonicalJson } from '../domain/canonicalJson';
import type { Offer } from '../domain/offers';
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
  const sets = chosen ? valuesSet(chosen, { ...shown, ...values }, now) : {};
  if (!sets) throw notNow(chosen!.code);
  const variables = form
    ? await checked(form, { ...values, ...sets }, sets, { ...shown, ...sets }, task.case, now)
    : values;
  const result = { ...variables, ...sets };
  const other = chosen && enteredAct(task, chosen, sets, result, { ...shown, ...values }, now);
  if (other)
    throw invalid(
      'act',
      `填写的内容就是“${acts.name(other, 'zh')}”（${other}），请选择该事项`,
      `What was entered is “${acts.name(other, 'en')}”: choose the act ${other}`,
    );
  return { act: chosen?.code, variables: result };
}

/** What somebody entered in the form of a start event: nothing is shown there, and no case has files yet. */
export async function validateStart(form: Form | undefined, values: Values, now: Date, references: References) {
  const refused = tooMuch(values);
  if (refused) throw new Problem('INVALID', { errors: [faultOf(refused)] });
  if (!form) {
    const [extra] = Object.keys(values);
    if (extra === undefined) return {};
    throw invalid(
      `values.${extra}`,
      '这类事项没有申请表，请不要填写内容',
      'This kind of matter has no form: send no values',
    );
  }
  return checked(form, values, {}, await functionsOf(references), '', now);
}

/**
 * A binding act that was not chosen, but whose values were entered all the same: nobody binds themselves, or evades what
 * that takes, under the name of another act.
 */
function enteredAct(
  task: Task,
  chosen: Offer,
  sets: Values,
  result: Values,
  seen: Values,
  now: Date,
): string | undefined {
  const binds = ({ code }: Offer) => bound(code, task).sides.length > 0;
  if (binds(chosen)) return undefined;
  const holds = (values: Values, entries: [string, unknown][]) =>
    entries.every(([name, value]) => canonicalJson(values[name] ?? null) === canonicalJson(value ?? null));
  return task.acts.filter(binds).find((each) => {
    const entries = Object.entries(valuesSet(each, seen, now) ?? {});
    // What the chosen act sets itself is what it means.
    return holds(result, entries) && !holds(sets, entries);
  })?.code;
}

const notNow = (code: string): Problem =>
  invalid(
    'act',
    `“${acts.name(code, 'zh')}”（${code}）现在不能办理：请从页面所列的事项中选择`,
    `“${acts.name(code, 'en')}” (${code}) cannot be done now: choose one of the acts that the task offers`,
  );

/**
 * If a task has several acts, the request must name one, by its code here or by that of the same deed elsewhere. If it
 * has only one, that one is meant.
 */
function actOf({ acts: offers }: Task, code: string | undefined): Offer | undefined {
  if (code === undefined && offers.length < 2) return offers[0];
  const same = code === undefined ? [] : offers.filter((each) => isSameDeed(each.code, code));
  const found = same.find((each) => each.code === code) ?? (same.length === 1 ? same[0] : undefined);
  if (found) return found;
  const offered = offers.map((each) => each.code).join(', ') || '—';
  throw invalid('act', `请从该任务可做的事项中选择：${offered}`, `Choose one of the acts of this task: ${offered}`);
}

/** What an act sets; undefined: it is not offered now. */
function valuesSet({ sets }: Offer, seen: Values, now: Date): Values | undefined {
  const value = toJson(compileFeel(sets.replace(/^=/, '')).evaluate(formScope(seen, now.toISOString())));
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : undefined;
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
