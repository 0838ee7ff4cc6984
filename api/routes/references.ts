import { calculatorParameters } from '../../domain/calculator';
import { canonicalJson } from '../../domain/canonicalJson';
import { toDay } from '../../domain/limits/dates';
import { withYear, type CalendarYear } from '../../domain/limits/calendar';
import type { Rules } from '../../domain/limits/rules';
import type { NoticeTexts } from '../../domain/noticeTemplates';
import { knownParameters, type Parameter } from '../../domain/parameters';
import { inArea } from '../../domain/reach';
import { province, upward, within } from '../../domain/regions';
import {
  currentReference,
  notePublication,
  noticeTextsInForce,
  noticeTextsNow,
  References as Stored,
  type Reference,
  type ReferenceKind,
} from '../../models';
import { audit, SYSTEM } from '../audit/audit';
import type { Who } from '../access/Who';
import { startBulk } from '../bulk/startBulk';
import * as contract from '../contract/references';
import { calendarSchema } from '../../domain/limits/calendar';
import { invalid, Problem } from '../errors';
import { route, type Call } from '../http/Route';
import { valid } from '../http/validate';
import { sha256 } from '../keys';
import { changedMeanwhile } from '../changedMeanwhile';
import { propose } from '../proposals/propose';
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
  route(contract.changeLimits, changeLimits),
  route(contract.readParameters, async ({ deps }) => {
    const { parameters } = await deps.references.inForce();
    return { ...(await versionOf(parameters)), parameters: parameters.data };
  }),
  route(contract.readCalculatorParameters, async ({ deps }) => {
    const { parameters } = await deps.references.inForce();
    return { parameters: parameters.data.filter(({ name }) => calculatorParameters.includes(name)) };
  }),
  route(contract.changeParameters, changeParameters),
  route(contract.readNoticeTexts, async () => ({
    ...(await versionOf(await noticeTextsNow())),
    texts: await noticeTextsInForce(),
  })),
  route(contract.changeNoticeTexts, changeNoticeTexts),
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

type Year = { year: number; data: CalendarYear; note: string };

async function loadYear(call: Call<'/calendar/years/{year}', unknown, { year: CalendarYear; note: string }>) {
  const { params, body } = call;
  if (!/^20\d{2}$/.test(params.year)) throw invalid('year', '年份应为四位数字', 'A year has four digits');
  const year: Year = { year: Number(params.year), data: body.year, note: body.note };
  await withThisYear(call, year);
  return propose(call, 'calendar', { subject: params.year, region: province, note: body.note, body: year });
}

async function withThisYear({ at, deps }: Pick<Call, 'at' | 'deps'>, { year, data }: Year) {
  const { calendar } = await deps.references.inForce();
  return valid(calendarSchema, withYear(calendar.data, year, data, toDay(at.toISOString())), 'INVALID');
}

export const enterCalendarYear = async (call: Entering, year: Year) =>
  enter(call, 'calendar', await withThisYear(call, year), year.note);

type Limits = { rules: Rules; hash: string; note: string };

async function changeLimits(call: Call<'/time-limits', unknown, { rules: Rules; note: string }>) {
  const { rules: inForce } = await call.deps.references.inForce();
  const { rules, note } = call.body;
  const body: Limits = { rules: keepsIds(rules, inForce.data), hash: inForce.hash, note };
  return propose(call, 'rules', { region: province, note, body });
}

export async function enterRules(call: Entering, { rules, hash, note }: Limits) {
  call.deps.references.forget();
  const { rules: inForce } = await call.deps.references.inForce();
  // If it was approved twice, it is already there; if another set was entered since, the proposer did not know it.
  if (inForce.hash !== hash && inForce.hash !== sha256(canonicalJson(rules)))
    throw await changedMeanwhile(inForce.reference?.by, inForce.reference?.at);
  return enter(call, 'rules', rules, note);
}

type Words = { texts: NoticeTexts; hash: string; note: string };

async function changeNoticeTexts(call: Call<'/notice-texts', unknown, { texts: NoticeTexts; note: string }>) {
  const { texts, note } = call.body;
  if (canonicalJson(texts) === canonicalJson(await noticeTextsInForce())) throw new Problem('UNCHANGED');
  const body: Words = { texts, hash: (await noticeTextsNow()).hash, note };
  return propose(call, 'noticeTexts', { region: province, note, body });
}

/** No case depends on them, so none adopts them: the next notice is written with them. */
export async function enterNoticeTexts(call: Entering, { texts, hash, note }: Words): Promise<undefined> {
  const inForce = await noticeTextsNow();
  if (inForce.hash !== hash && inForce.hash !== sha256(canonicalJson(texts)))
    throw await changedMeanwhile(inForce.reference?.by, inForce.reference?.at);
  await add(call, 'noticeTexts', texts, note);
}

type Rows = { added: Parameter[]; removed: Parameter[]; note: string };

/**
 * The rows of the parameters that differ from those in force, so that proposals for different places do not conflict.
 */
async function changeParameters(call: Call<'/parameters', unknown, { parameters: Parameter[]; note: string }>) {
  const { who, body } = call;
  const { parameters: inForce } = await call.deps.references.inForce();
  const [before, after] = [
    new Set(inForce.data.map(canonicalJson)),
    new Set(unique(body.parameters).map(canonicalJson)),
  ];
  const added = body.parameters.filter((row) => !before.has(canonicalJson(row)));
  const removed = inForce.data.filter((row) => !after.has(canonicalJson(row)));
  if (!added.length && !removed.length) throw new Problem('UNCHANGED');
  added.forEach((row) => ownPlace(who, row, `parameters.${body.parameters.indexOf(row)}`));
  removed.forEach((row) => ownPlace(who, row, 'parameters'));
  const rows: Rows = { added, removed, note: body.note };
  return propose(call, 'parameters', { region: placeOf([...added, ...removed]), note: body.note, body: rows });
}

/** An area may change its own rows of parameters that vary by area; everything else is reserved for the province. */
function ownPlace(who: Who, { name, region }: Parameter, path: string): void {
  if (who.region === province) return;
  if (!inArea(who, region)) throw new Problem('OUT_OF_REACH', { errors: [{ path, ...elsewhere }] });
  if (knownParameters[name]?.by !== 'area') throw new Problem('OUT_OF_REACH', { errors: [{ path, ...provinces }] });
}
const elsewhere = { zh: '不在您的管辖范围内', en: 'This lies outside your area of responsibility' };
const provinces = { zh: '此参数由省级统一规定', en: 'The province sets this parameter for all areas' };

/** The smallest area that contains all of the places. */
const placeOf = (rows: readonly Parameter[]): string =>
  upward(rows[0]!.region).find((place) => rows.every(({ region }) => within(region, place))) ?? province;

export async function enterParameters(call: Entering, { added, removed, note }: Rows) {
  call.deps.references.forget();
  const { parameters: inForce } = await call.deps.references.inForce();
  const [gone, come] = [new Set(removed.map(canonicalJson)), new Set(added.map(canonicalJson))];
  const others = inForce.data.filter((row) => !gone.has(canonicalJson(row)) && !come.has(canonicalJson(row)));
  const known = new Set(inForce.data.map(canonicalJson));
  const done = added.every((row) => known.has(canonicalJson(row)));
  if (!done && !removed.every((row) => known.has(canonicalJson(row))))
    throw await changedMeanwhile(inForce.reference?.by, inForce.reference?.at);
  return enter(call, 'parameters', unique([...others, ...added]), note);
}

/** A newer set may change and add limits, but not remove those that models and running cases refer to. */
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

/**
 * Throws if there are two values for the same name, place and first day, because it would be unclear which one applies.
 */
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

/** Creates a new version; running cases adopt it one after another, new ones start with it. */
async function enter(call: Entering, kind: Exclude<ReferenceKind, 'noticeTexts'>, data: unknown, note: string) {
  const hash = await add(call, kind, data, note);
  call.deps.references.forget();
  const inForce = (await call.deps.references.inForce())[kind];
  return {
    ...(await versionOf(inForce)),
    update: await startBulk(call, 'takeContext', note, { kind, hash }, province),
  };
}

/** Adds a version, unless it is the one in force. Returns its hash. */
async function add(call: Entering, kind: ReferenceKind, data: unknown, note: string): Promise<string> {
  const { who, at } = call;
  const body = canonicalJson(data);
  const hash = sha256(body);
  const before = await currentReference(kind);
  if (before?.hash === hash) return hash;
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
  return hash;
}

async function versions({ params, query }: Call<'/references/{kind}/versions', { size: number }>) {
  if (!['calendar', 'rules', 'parameters', 'noticeTexts'].includes(params.kind)) throw new Problem('NOT_FOUND');
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
