import { awardFunctions } from './awards/functions';
import { isCollective } from './case';
import { causeTraits, causes } from './causes';
import { readOptions, readStops, type DeadlineOptions } from './feelOptions';
import { evidenceFunctions } from './evidence/evidence';
import { groundName } from './grounds';
import { limitation, limitationInWords, type Limitation, type LimitationFacts } from './limitation';
import type { Calendar } from './limits/calendar';
import { countWorkingDays, countWorkingDaysBack, workingDaysBetween } from './limits/count';
import { addTo, endOf, instantOn, toDay, type Day } from './limits/dates';
import { derive, type Derivation } from './limits/derive';
import { DerivationRefusal } from './limits/DerivationRefusal';
import { explain } from './limits/explain';
import { limitOf, type Limit, type Rules } from './limits/rules';
import { merged } from './limits/stops';
import { thresholdValue } from './limits/thresholds';
import { parameterAt } from './parameterAt';
import type { Parameter } from './parameters';
import { placeFunctions } from './placeFunctions';
import { negotiationRulesApply } from './employerKinds';
import { joiningFunctions } from './joining/joinCases';
import { representationFunctions } from './representation/representation';
import { rosterFunctions } from './roster/parts';
import { serviceFunctions } from './service/functions';
import { suitFunctions } from './suits';
import { termsFunctions } from './terms/functions';

/** The data that the functions read; a case pins all of it. */
export interface DisputeContext {
  calendar: Calendar;
  rules: Rules;
  /** The name of the set of rules, kept in derivations. */
  rulesVersion?: string;
  parameters: readonly Parameter[];
}

/** A FEEL function with plain JSON in and out: dates come in as text or FEEL dates and go out as ISO 8601 text. */
export type FeelFunction = (...args: never[]) => unknown;

/** The time of day of a reminder, so that it is read when offices open. */
const opening = '08:00';
const mostDays = 5_000;

/**
 * The functions of the dispute calendar and the law, made available to FEEL. `deadline`, `reminder`, `escalation` and
 * `agreed date` return a context with `due` (an instant, or null while the clock is stopped) and the derivation it is
 * based on, which a timer uses as its date and keeps as its basis. Each throws DerivationRefusal or NotADate for input
 * it cannot handle.
 */
export function disputeFunctions(context: DisputeContext): Record<string, FeelFunction> {
  return {
    ...deadlineFunctions(context),
    ...calendarFunctions(context),
    ...lawFunctions(context),
    ...placeFunctions,
    ...serviceFunctions((limit, from) => derivation(context, limit, from, {})),
    ...termsFunctions(),
    ...representationFunctions(),
    ...joiningFunctions(),
    ...rosterFunctions(),
    ...evidenceFunctions(),
    ...awardFunctions(),
    ...suitFunctions(),
  };
}

function deadlineFunctions(context: DisputeContext): Record<string, FeelFunction> {
  const deadline = (id: string, trigger: unknown, options?: unknown): Derivation =>
    derivation(context, id, trigger, readOptions(options));
  return {
    deadline,
    reminder: (id: string, trigger: unknown, daysBefore: unknown, options?: unknown) => {
      const base = deadline(id, trigger, options);
      const before = count(daysBefore);
      return {
        ...base,
        moment: 'remind',
        deadline: base.due,
        daysBefore: before,
        due: base.dueDate && instantOn(addTo(base.dueDate, -before, 'day'), opening),
      };
    },
    escalation: (id: string, trigger: unknown, workingDaysAfter: unknown, options?: unknown) => {
      const base = deadline(id, trigger, options);
      const after = count(workingDaysAfter);
      return {
        ...base,
        moment: 'escalate',
        deadline: base.due,
        workingDaysAfter: after,
        due: base.dueDate && endOf(countWorkingDays(base.dueDate, after, context.calendar, []).day!),
      };
    },
    'agreed date': (id: string, trigger: unknown, terms: unknown, options?: unknown) =>
      derivation(context, id, trigger, { ...readOptions(options), ...agreed(terms) }),
    'stopped intervals': (stops: unknown) => merged(readStops(stops)),
    explain: (of: Derivation | null, lang?: string) => of && explain(of, lang === 'en' ? 'en' : 'zh'),
  };
}

function calendarFunctions({ calendar }: DisputeContext): Record<string, FeelFunction> {
  return {
    'is working day': (day: unknown) => calendar.isWorkingDay(toDay(day)),
    'add working days': (day: unknown, amount: unknown) => {
      const n = whole(amount);
      return n < 0
        ? countWorkingDaysBack(toDay(day), -n, calendar).day
        : countWorkingDays(toDay(day), n, calendar, []).day;
    },
    'working days': (from: unknown, to: unknown) => workingDaysBetween(toDay(from), toDay(to), calendar),
    'day of': (instant: unknown) => toDay(instant),
    'end of day': (day: unknown) => endOf(toDay(day)),
  };
}

function lawFunctions(context: DisputeContext): Record<string, FeelFunction> {
  const { rules, parameters, calendar } = context;
  const find = (name: string, place: string, day: unknown) => parameterAt(parameters, name, place, toDay(day));
  return {
    parameter: (name: string, place: string, day: unknown) => find(name, place, day)?.value ?? null,
    'parameter record': (name: string, place: string, day: unknown) => find(name, place, day) ?? null,
    threshold: (id: string) => thresholdValue(id, rules.thresholds),
    'limit row': (id: string) => row(rules, id),
    'limitation in words': (found: Limitation | null, lang?: string | null) =>
      found ? limitationInWords(found, lang === 'en' ? 'en' : 'zh') : [],
    limitation: (facts: LimitationFacts | null, filedOn: unknown) =>
      // Without claims there is nothing that could be time-barred.
      facts?.claims?.length ? limitation(facts, toDay(filedOn), rules, calendar) : null,
    'is collective': (filed: Parameters<typeof isCollective>[0] | null) => filed && isCollective(filed),
    /** Whether silence about a request to negotiate counts as a refusal (Reg17 art. 2, 10(1), 36). */
    'negotiation rules apply': (employer: { creditCode?: string | null } | null) => negotiationRulesApply(employer),
    'ground name': (decision: unknown, code: unknown) => groundName(decision, code) ?? null,
    'cause traits': (cause: string) => (causes.has(cause) ? causeTraits(cause) : null),
  };
}

function derivation(
  { rules, rulesVersion, calendar }: DisputeContext,
  id: string,
  trigger: unknown,
  options: DeadlineOptions,
): Derivation {
  const limit = row(rules, id);
  if (trigger === null || trigger === undefined) {
    throw new DerivationRefusal(
      'NO_DATE',
      `${limit.title.zh}（${id}）缺少起算日期`,
      `${limit.title.en} (${id}) has no date to count from`,
    );
  }
  return derive({
    limit,
    trigger: toDay(trigger),
    calendar,
    ...(rulesVersion !== undefined && { rules: rulesVersion }),
    ...options,
  });
}

function row(rules: Rules, id: string): Limit {
  const limit = limitOf(rules, id);
  if (!limit) throw new DerivationRefusal('UNKNOWN_LIMIT', `没有编号为${id}的期限`, `There is no limit ${id}`);
  return limit;
}

/**
 * What the parties agreed: a number of days (also as text, or as a FEEL decimal), a context with amount and unit or
 * until, or a date.
 */
function agreed(terms: unknown): { amount?: number; unit?: Limit['unit']; until?: Day } {
  if (/^-?\d+(\.\d+)?$/.test(String(terms))) return { amount: whole(terms) };
  if (terms && typeof terms === 'object' && (Object.hasOwn(terms, 'amount') || Object.hasOwn(terms, 'until'))) {
    const { amount, unit, until } = readOptions(terms);
    return { ...(amount !== undefined && { amount }), ...(unit && { unit }), ...(until && { until }) };
  }
  if (terms === null || terms === undefined)
    throw new DerivationRefusal(
      'AMOUNT_NEEDED',
      '缺少约定的期限：请给出天数或日期',
      'What was agreed is missing: give a number of days or a date',
    );
  return { until: toDay(terms) };
}

function count(value: unknown): number {
  const n = whole(value);
  if (n < 0) throw badOption('天数不能为负', 'a number of days is not negative');
  return n;
}

function whole(value: unknown): number {
  const n = Number(String(value));
  if (value === null || value === undefined || !Number.isInteger(n) || Math.abs(n) > mostDays)
    throw badOption(`天数应为不超过${mostDays}的整数`, `a number of days is a whole number up to ${mostDays}`);
  return n;
}

function badOption(zh: string, en: string): DerivationRefusal {
  return new DerivationRefusal('BAD_OPTION', zh, en);
}
