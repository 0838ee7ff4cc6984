import { canonicalJson } from '../../domain/canonicalJson';
import { toDay } from '../../domain/limits/dates';
import { withYear, type CalendarYear } from '../../domain/limits/calendar';
import type { Rules } from '../../domain/limits/rules';
import type { Parameter } from '../../domain/parameters';
import {
  currentReference,
  notePublication,
  References as Stored,
  type Reference,
  type ReferenceKind,
} from '../../models';
import { audit, SYSTEM } from '../audit/audit';
import { begin } from '../bulk/begin';
import * as contract from '../contract/references';
import { calendarSchema } from '../../domain/limits/calendar';
import { invalid, Problem } from '../errors';
import { route, type Call } from '../http/Route';
import { valid } from '../http/validate';
import { sha256 } from '../keys';
import { changedMeanwhile } from '../meanwhile';
import type { Current } from '../references';
import { namesOf } from '../views/people';

export const referenceRoutes = [
  route(contract.readCalendar, async ({ deps }) => {
    const { calendar } = await deps.references.inForce();
    return { ...(await versionOf(calendar)), calendar: calendar.data };
  }),
  route(contract.loadYear, loadYear),
  route(contract.readLimits, async ({ deps }) => {
    const { rules } = await deps.references.inForce();
    return { ...(await versionOf(rules)), limits: rules.data.limits, thresholds: rules.data.thresholds };
  }),
  route(contract.changeLimits, async (call) =>
    enter(call, 'rules', keepsIds(call.body.rules, (await call.deps.references.inForce()).rules.data), call.body.note),
  ),
  route(contract.readParameters, async ({ deps }) => {
    const { parameters } = await deps.references.inForce();
    return { ...(await versionOf(parameters)), parameters: parameters.data };
  }),
  route(contract.changeParameters, (call) => enter(call, 'parameters', unique(call.body.parameters), call.body.note)),
  route(contract.referenceVersions, versions),
];

async function versionOf({ version, hash, reference }: Current<unknown>) {
  const names = await namesOf([reference?.by]);
  return {
    version,
    hash,
    ...(reference?.note && { note: reference.note }),
    ...(reference?.by && { by: names(reference.by)! }),
    ...(reference && { at: reference.at.toISOString() }),
  };
}

async function loadYear(call: Call<'/calendar/years/{year}', unknown, { year: CalendarYear; note: string }>) {
  const { params, body, at, deps } = call;
  if (!/^20\d{2}$/.test(params.year)) throw invalid('year', '年份应为四位数字', 'A year has four digits');
  const { calendar } = await deps.references.inForce();
  const data = valid(
    calendarSchema,
    withYear(calendar.data, Number(params.year), body.year, toDay(at.toISOString())),
    'INVALID',
  );
  return enter(call, 'calendar', data, body.note);
}

/** A newer set may change and add limits; one that models and running cases refer to does not vanish. */
function keepsIds(rules: Rules, before: Rules): Rules {
  const missing = before.limits.filter(({ id }) => !rules.limits.some((limit) => limit.id === id)).map(({ id }) => id);
  if (missing.length)
    throw invalid(
      'rules.limits',
      `缺少在用的期限：${missing.join('、')}`,
      `Limits in use are missing: ${missing.join(', ')}`,
    );
  return rules;
}

/** Two values for one name, place and first day would leave open which one holds. */
function unique(parameters: Parameter[]): Parameter[] {
  const seen = new Set<string>();
  parameters.forEach(({ name, region, from }, index) => {
    const key = `${name}|${region}|${from}`;
    if (seen.has(key))
      throw invalid(
        `parameters.${index}`,
        '同一参数、地区和起始日期重复',
        'There are two values for this name, place and first day',
      );
    seen.add(key);
  });
  return parameters;
}

type Entering = Pick<Call, 'key' | 'who' | 'at' | 'lang' | 'deps'>;

/** A new version; running cases take it up one after another, new ones start with it. */
async function enter(call: Entering, kind: ReferenceKind, data: unknown, note: string) {
  const { who, at, deps } = call;
  const body = canonicalJson(data);
  const hash = sha256(body);
  const before = await currentReference(kind);
  if (before?.hash !== hash) {
    const reference: Reference = {
      _id: `${kind}:${(before?.version ?? 0) + 1}`,
      kind,
      version: (before?.version ?? 0) + 1,
      hash,
      body,
      note,
      by: who.id,
      at,
    };
    const added = await Stored.updateOne({ _id: reference._id }, { $setOnInsert: reference }, { upsert: true });
    if (!added.upsertedCount) {
      const first = await Stored.findById(reference._id).lean<Reference>();
      throw await changedMeanwhile(first?.by, first?.at);
    }
    await notePublication();
    await audit(call, SYSTEM, `${kind}.enter`, reference._id, { hash, note });
  }
  deps.references.forget();
  const inForce = (await deps.references.inForce())[kind];
  return { ...(await versionOf(inForce)), update: await begin(call, 'takeContext', note, { kind, hash }) };
}

async function versions({ params, query }: Call<'/references/{kind}/versions', { size: number }>) {
  if (!['calendar', 'rules', 'parameters'].includes(params.kind)) throw new Problem('NOT_FOUND');
  const found = await Stored.find({ kind: params.kind as ReferenceKind }, { body: 0 })
    .sort({ version: -1 })
    .limit(query.size)
    .lean<Reference[]>();
  const names = await namesOf(found.map(({ by }) => by));
  return {
    rows: found.map(({ kind, version, hash, note, by, at }) => ({
      kind,
      version,
      hash,
      ...(note && { note }),
      ...(by && { by: names(by)! }),
      at: at.toISOString(),
    })),
  };
}
