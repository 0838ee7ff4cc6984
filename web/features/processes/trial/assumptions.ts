import { offersOf } from '../../../../domain/offers';
import { compileFeel, toJson } from '../../../../engine/feel';
import {
  checkForm,
  dayOf,
  fieldsOf,
  formScope,
  initialValues,
  optionsOf,
  effectiveValues,
  put,
  type Component,
  type Form,
} from '../../../../engine/form';
import type { Graph, Variables } from '../../../../engine';
import type { Answer, Scenario } from '../../../../engine/simulate/Scenario';
import { sampleCases } from './samples';

/** Assumptions about a task: how long it takes, and how often each of its acts is done. */
export interface TaskAssumption {
  element: string;
  process: string;
  role?: string;
  form?: string;
  minutes: number;
  acts: { code: string; sets: string; weight: number }[];
}
/** Assumptions of a simulation; kept on this device. */
export interface Assumptions {
  cases: number;
  perDay: number;
  seed: number;
  begins: string;
  workHours: boolean;
  people: Record<string, number>;
  tasks: Record<string, { minutes: number; weights: Record<string, number> }>;
}

const usualMinutes = 60;
const usualPeople = 10;

/** The tasks of all processes, with default durations and results. */
export function tasksOf(graphs: readonly Graph[], given: Assumptions['tasks']): TaskAssumption[] {
  return graphs.flatMap(({ process, nodes }) =>
    Object.values(nodes).flatMap(({ id, task, properties = {} }) => {
      if (!task) return [];
      const stated = given[id];
      const groups = task.candidateGroups && 'static' in task.candidateGroups ? task.candidateGroups.static : undefined;
      const acts = offersOf(properties).map(({ code, sets, primary }) => ({
        code,
        sets: sets.replace(/^=/, ''),
        weight: stated?.weights[code] ?? (primary ? 6 : 1),
      }));
      return [
        {
          element: id,
          process,
          role: groups?.split(',')[0]?.trim(),
          ...(task.form && { form: task.form }),
          minutes: stated?.minutes ?? usualMinutes,
          acts,
        },
      ];
    }),
  );
}

/** The roles that have tasks, each with its number of people. */
export function peopleOf(tasks: readonly TaskAssumption[], given: Assumptions['people']): Record<string, number> {
  const staff = tasks.flatMap(({ role }) => (role && role !== 'worker' && role !== 'employer' ? [role] : []));
  return Object.fromEntries([...new Set(staff)].sort().map((role) => [role, given[role] ?? usualPeople]));
}

interface Given {
  process: string;
  assumptions: Assumptions;
  tasks: readonly TaskAssumption[];
  forms: Readonly<Record<string, Form>>;
  jobs: Record<string, Variables>;
  holidays: string[];
}

/**
 * The scenario described by the assumptions. A task returns the values that its form requires, and what the act sets.
 */
export function scenarioOf({
  process,
  assumptions,
  tasks,
  forms,
  jobs,
  holidays,
}: Given): Omit<Scenario, 'functions' | 'decisions'> {
  const { cases, perDay, seed, begins, workHours, people } = assumptions;
  const start = `${begins}T09:00:00+08:00`;
  const answers: Record<string, Answer> = { '*': {} };
  for (const { element, form, minutes, acts } of tasks) {
    const filled = (given: Variables) => (form && forms[form] ? plainValues(forms[form], given, start) : given);
    const chosen = acts.flatMap(({ sets, weight }) => {
      const given = weight > 0 ? valueOf(sets, start) : null;
      return given ? [{ weight, value: filled(given) }] : [];
    });
    answers[element] = {
      takes: { type: 'triangular', from: minutes / 2, mode: minutes, to: minutes * 2 },
      gives: chosen.length > 0 ? chosen : [{ weight: 1, value: filled({}) }],
    };
  }
  for (const [element, variables] of Object.entries(jobs))
    answers[element] = { takes: { type: 'constant', value: 1 }, gives: [{ weight: 1, value: variables }] };
  return {
    process,
    cases,
    seed,
    start,
    answers,
    arrivals: { type: 'exponential', mean: (24 * 60) / Math.max(perDay, 0.01) },
    variables: sampleCases.map((sample) => ({
      weight: 1,
      value: { case: { ...sample.case, filedOn: begins, filedAt: start } },
    })),
    people: peopleOf(tasks, people),
    ...(workHours && { hours: { days: [1, 2, 3, 4, 5], from: 9, to: 17, holidays } }),
  };
}

/** What an act sets; null if it is offered only under a condition of the case. */
const valueOf = (feel: string, now: string) =>
  toJson(compileFeel(feel).evaluate(formScope({}, now))) as Variables | null;

/**
 * The given values, completed by the smallest values with which the form can be sent. A value may make another field
 * appear, so the form is evaluated again.
 */
export function plainValues(form: Pick<Form, 'components'>, given: Variables, now: string): Variables {
  const values = { ...initialValues(form as Form, {}, now), ...given };
  for (let pass = 0; pass < 4; pass++) {
    const missing = new Set(checkForm(form.components, values, {}, now).problems.map(({ path }) => path));
    if (missing.size === 0) break;
    for (const { component, path } of [
      ...fieldsOf(form.components, formScope(effectiveValues(form.components, values, {}, now), now), ''),
    ])
      if (missing.has(path)) put(values, path, plain(component, now));
  }
  return values;
}

function plain(component: Component, now: string): unknown {
  const { type, subtype, validate, components = [] } = component;
  const first = optionsOf(component, formScope({}, now))[0]?.value ?? null;
  switch (type) {
    case 'number':
      return Number(validate?.min ?? 1);
    case 'checkbox':
      return true;
    case 'radio':
    case 'select':
      return first;
    case 'checklist':
    case 'taglist':
      return [first];
    case 'datetime':
      return subtype === 'date' || !subtype ? dayOf(now) : now;
    case 'filepicker':
      return ['模拟'];
    case 'dynamiclist':
      return [plainValues({ components }, {}, now)];
    default:
      return '模拟';
  }
}
