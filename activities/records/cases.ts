import { completable } from '../../domain/completion';
import { totalFen, type Case as FiledCase } from '../../domain/case';
import { compartmentOf } from '../../domain/compartments';
import { isYuan, sumFen, toFen, type Fen } from '../../domain/money';
import { termsIn, totalOf } from '../../domain/terms/terms';
import { settledBy } from '../../domain/figures';
import { outcomes, type Outcome } from '../../domain/outcomes';
import { cityOf, level } from '../../domain/regions';
import { partyRoles } from '../../domain/roles';
import type { Fact } from '../../engine';
import {
  Appointments,
  Cases,
  Deadlines,
  fieldName,
  Incidents,
  Instances,
  never,
  Notices,
  ServiceEntries,
  StoredDocuments,
  Tasks,
  terms,
  termsOf,
  type Case,
} from '../../models';
import { OPERATIONS, type Filing } from '../../workflows/messages';
import { addFigures, countWithOrganisation, slicesOf } from './figures';
import { aboutMatter, filingOf } from './matters';
import type { Scene } from './Scene';

/** The first batch of a pipeline files the case, and that of a kind of matter the matter. */
export function fileCase(scene: Scene): void {
  const variables = variablesOf(scene);
  const filing = scene.batch.filing ?? filingOf(scene, variables);
  const filed = variables.case as FiledCase | undefined;
  const document = {
    ...blank(scene, filing),
    ...(aboutMatter(scene, filing, variables) ?? (filed ? aboutParties(filed, filing) : {})),
  };
  scene.views.heads.set(document._id, { ...document });
  scene.writes.insert(Cases, document);
  addFigures(scene, { filed: 1, workers: document.workers, amountClaimed: document.amount });
}

function blank(scene: Scene, { number, region, filedAt, filedBy, channel, parties }: Filing): Case {
  return {
    _id: number,
    region,
    city: cityOf(region),
    filedAt: new Date(filedAt),
    filedBy,
    channel,
    data: {},
    worker: '',
    employer: '',
    workers: 0,
    keyGroups: [],
    causes: [],
    amount: 0,
    parties: parties ?? [],
    terms: terms(number),
    status: 'open',
    stages: [],
    facts: {},
    factsIn: {},
    openTasks: 0,
    incidents: 0,
    due: never,
    breached: [],
    updatedAt: scene.at,
  };
}

function aboutParties(filed: FiledCase, { number }: Filing): Partial<Case> {
  const { workers, employer, claims } = filed;
  return {
    data: filed as unknown as Record<string, unknown>,
    worker: workers.label,
    employer: employer.name,
    workers: workers.count,
    industry: employer.industry,
    keyGroups: workers.keyGroups ?? [],
    causes: [...new Set(claims.map(({ cause }) => cause))],
    amount: totalFen(filed),
    terms: termsOf(number, workers.label, employer.name, employer.creditCode),
  };
}

const variablesOf = ({ batch }: Scene): Record<string, unknown> =>
  batch.facts.reduce<Record<string, unknown>>(
    (all, fact) => (fact.type === 'entered' && fact.key === 1 ? { ...all, ...fact.variables } : all),
    {},
  );

/** Entering an element (or process) with a `stage` moves the case to that stage. */
export function enterStage(scene: Scene, fact: Extract<Fact, { type: 'entered' }>): void {
  const stage = scene.node(fact.element)?.properties?.stage;
  const { head, batch, writes, at } = scene;
  if (!stage || !head || head.stage === stage) return;
  leaveStage(scene);
  const entered = { stage, at, instance: batch.instance, sequence: batch.sequence };
  head.stage = stage;
  head.stages = [...head.stages, entered];
  writes.set(Cases, head._id, { stage });
  writes.push(Cases, head._id, 'stages', entered);
  addFigures(scene, { [`${stage}Entered`]: 1 });
}

function leaveStage(scene: Scene): void {
  const last = scene.head?.stages.at(-1);
  if (last)
    addFigures(scene, { [`${last.stage}Left`]: 1, [`${last.stage}Time`]: scene.at.getTime() - last.at.getTime() });
}

/** Top-level variables of every instance of a case are the case's facts; lists filter by some of them. */
export function keepFacts(scene: Scene, variables: Record<string, unknown>): void {
  const { head, writes, bundle } = scene;
  if (!head) return;
  if (!head.matter) moveCase(scene, variables.seat);
  if (scene.isRoot && !head.matter) completeParties(scene, variables);
  const compartment = compartmentOf(bundle.graph, bundle.graph.process);
  const place = compartment === 'open' ? 'facts' : `factsIn.${compartment}`;
  for (const [name, value] of Object.entries(variables))
    if (name !== 'case') writes.set(Cases, head._id, { [`${place}.${fieldName(name)}`]: value ?? null });
  const shown = {
    organisation: idOf(variables.organisation),
    mediator: idOf(variables.mediator),
    ...fromTriage(variables.triage),
  };
  const known = Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
  const { agreement } = variables;
  if (!head.matter && typeof agreement === 'object' && agreement !== null) countSettled(scene, agreement as InForce);
  if (known.organisation) countWithOrganisation(scene, known.organisation);
  Object.assign(head, known);
  if (Object.keys(known).length) writes.set(Cases, head._id, known);
}

/** Staff completed the parties (`domain/completion.ts`): the case shows what it was not told at filing. */
function completeParties({ head, writes }: Scene, { case: filed, partiesCompleted: completed }: Fields): void {
  const { fields, parties } = (completed ?? {}) as { fields?: unknown; parties?: unknown };
  if (!head || !filed || !Array.isArray(fields) || !Array.isArray(parties)) return;
  const { employer, workers } = filed as Pick<FiledCase, 'employer' | 'workers'>;
  const values: Record<string, unknown> = { employer, workers };
  for (const field of completable.filter((each) => fields.includes(each))) {
    const [side, name] = field.split('.') as [string, string];
    writes.set(Cases, head._id, { [`data.${field}`]: (values[side] as Fields)[name] ?? null });
  }
  Object.assign(head, { parties, employer: employer.name });
  writes.set(Cases, head._id, {
    parties,
    employer: employer.name,
    terms: termsOf(head._id, head.worker, employer.name, employer.creditCode),
  });
  const title = [head.worker, head.employer].filter(Boolean).join(' — ');
  for (const model of [Tasks, ServiceEntries]) writes.setMany(model, { case: head._id }, { parties, title });
}

type Fields = Record<string, unknown>;

/**
 * A transfer to another commission (Rules33 art. 9) gives the case a new `seat`, a fact of its proceedings: the case and all
 * that is stored of it move to the area of that commission, so that reach, lists and figures follow. Its number stays.
 */
function moveCase(scene: Scene, seat: unknown): void {
  const { head, writes } = scene;
  const region = typeof seat === 'object' && seat !== null ? (seat as { region?: unknown }).region : undefined;
  if (!head || typeof region !== 'string' || !level(region) || region === head.region) return;
  countPlace(scene, -1);
  const place = { region, city: cityOf(region) };
  Object.assign(head, place);
  countPlace(scene, 1);
  writes.set(Cases, head._id, place);
  for (const model of [Tasks, Instances, Deadlines, ServiceEntries, Incidents, StoredDocuments, Notices, Appointments])
    writes.setMany(model, { case: head._id }, place);
  // Who had claimed a task of the commission works there no longer, nor does who had the case.
  writes.unsetMany(Tasks, { case: head._id, status: 'open' }, ['keeper']);
  writes.set(Cases, head._id, { handlers: {} });
  head.handlers = {};
  writes.unsetMany(
    Tasks,
    { case: head._id, status: 'open', groups: { $nin: partyRoles }, claimedAt: { $lte: scene.at } },
    ['assignee', 'claimedAt'],
  );
}

/** As long as a case is open it counts in one place: that of its filing, or the one it was transferred to. */
function countPlace(scene: Scene, by: 1 | -1): void {
  const { stages, stage, filedAt, workers, amount, settled } = scene.head!;
  const slices = slicesOf(scene);
  const filed = slices.filter(({ slice }) => slice !== 'stage');
  addFigures(scene, { filed: by, workers: by * workers, amountClaimed: by * amount }, filed, filedAt);
  if (stage) addFigures(scene, { [`${stage}Entered`]: by }, slices, stages.at(-1)!.at);
  if (settled) {
    addFigures(scene, { settledOpen: by }, settled.slices);
    addFigures(
      scene,
      { [`${settled.stage}Settled`]: by, amountAgreed: by * settled.amount },
      settled.slices,
      settled.at,
    );
  }
}

/** An organisation or mediator is given by its id or as an object with it. */
const idOf = (value: unknown): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null && 'id' in value
      ? String(value.id)
      : undefined;

function fromTriage(triage: unknown): { kind?: string; priority?: string } {
  if (typeof triage !== 'object' || triage === null) return {};
  const { kind, priority } = triage as Record<string, unknown>;
  return { ...(kind ? { kind: String(kind) } : {}), ...(priority ? { priority: String(priority) } : {}) };
}

/** The case closes with its pipeline. */
export function closeCase(scene: Scene, status: Case['status'] | string, variables: Record<string, unknown>): void {
  const { head, writes, at } = scene;
  if (!head || !scene.isRoot) return;
  const decided = typeof variables.outcome === 'string' ? variables.outcome : undefined;
  const outcome =
    status === 'terminated' ? (decided ?? endedBy(scene)) : (decided ?? (head.matter ? endReached(scene) : undefined));
  leaveStage(scene);
  writes.set(Cases, head._id, { status: 'closed', outcome, closedAt: at });
  addFigures(scene, { closed: 1, ...settlement(scene, outcome, variables) });
}

/** A matter whose process names no outcome ends as its last end event says. */
const endReached = ({ batch, bundle }: Scene): string | undefined =>
  batch.facts
    .flatMap((fact) => (fact.type === 'completed' ? [fact.element] : []))
    .findLast((element) => bundle.graph.nodes[element]?.type === 'endEvent');

/** Only people withdraw; what an operator or the server ended, nobody has given up. */
function endedBy({ batch }: Scene): Outcome {
  const withdrawn = batch.events.some(({ type, by, act }) => type === 'cancelled' && by && act !== OPERATIONS);
  return withdrawn ? 'withdrawn' : 'ended-by-operations';
}

/** The kinds of agreement that settle a dispute in talks, and the stages in which they do. */
const inTalks = new Set(['settlement', 'mediation']);
const talks = new Set(['negotiation', 'mediation']);

/**
 * A case counts as settled once an agreement is in force, while it is performed or confirmed and the case is still open
 * (Law art. 14(2); Reg17 art. 11). Whether it stays so is known when it closes.
 */
function countSettled(scene: Scene, { kind, effectiveOn, ...agreed }: InForce): void {
  const { head, writes, at } = scene;
  const { stage } = head!;
  if (head!.settled || !stage || !talks.has(stage) || !inTalks.has(String(kind)) || !effectiveOn) return;
  const amount = amountAgreed(agreed) ?? 0;
  const slices = slicesOf(scene);
  head!.settled = { stage, at, amount, slices };
  writes.set(Cases, head!._id, { settled: head!.settled });
  addFigures(scene, { [`${stage}Settled`]: 1, settledOpen: 1, amountAgreed: amount }, slices);
}

/** What closing adds: what was counted when an agreement came into force is kept, or taken back on that day. */
function settlement(
  scene: Scene,
  outcome: string | undefined,
  variables: Record<string, unknown>,
): Record<string, number> {
  const stage = outcomes.has(outcome) ? settledBy(outcome, variables.inForceAs) : undefined;
  const agreed = agreedInAll(variables);
  const early = scene.head!.settled;
  if (early) addFigures(scene, { settledOpen: -1 }, early.slices);
  const kept = early && early.stage === stage;
  if (early && !kept)
    addFigures(scene, { [`${early.stage}Settled`]: -1, amountAgreed: -early.amount }, early.slices, early.at);
  return {
    ...(stage && !kept ? { [`${stage}Settled`]: 1 } : {}),
    ...(stage && agreed !== undefined ? { amountAgreed: agreed - (kept ? early.amount : 0) } : {}),
    ...(outcome === 'withdrawn' || outcome === 'deemed-withdrawn' ? { withdrawn: 1 } : {}),
  };
}

/** The total of the agreement that settled the case, and of those by which some of its workers had settled before. */
function agreedInAll({ agreement, workerAgreements }: Record<string, unknown>): Fen | undefined {
  const last = amountAgreed(agreement as Agreed);
  const before = Array.isArray(workerAgreements) ? (workerAgreements as Agreed[]) : [];
  return last === undefined ? undefined : sumFen([last, ...before.map((each) => amountAgreed(each) ?? 0)]);
}

type InForce = NonNullable<Agreed> & { kind?: unknown; effectiveOn?: unknown };
type Agreed = { terms?: unknown; amount?: unknown } | null | undefined;

/**
 * The total agreed amount according to the terms; for an agreement made before terms were stored, the amount that it
 * named.
 */
function amountAgreed(agreed: Agreed): Fen | undefined {
  const terms = termsIn(agreed?.terms);
  if (terms) return totalOf(terms);
  return isYuan(agreed?.amount) ? toFen(agreed.amount) : undefined;
}
