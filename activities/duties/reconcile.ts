import type { Client } from '@temporalio/client';
import type { Text } from '../../domain/text';
import { Incidents, Instances, Reconciliations, type Incident, type Instance, type Reconciliation } from '../../models';
import {
  caseNumberAttribute,
  definitionAttribute,
  FAILING,
  regionAttribute,
  workflowTypes,
} from '../../workflows/messages';
import { align, workflowStatusOf } from '../records/align';
import { recordEnd } from '../records/recordEnd';
import { hostCodes, raiseHostIncident, resolveHostIncident } from '../records/hostIncidents';
import { endedByServer, lastStep } from '../records/state';
import type { DutyDeps } from './Duties';

const REST = 10_000;
/** The server cannot list workflows (the time-skipping server). */
const LONG_REST = 600_000;
const UNIMPLEMENTED = 12;
/** How many instances are compared per run, and how many in parallel. */
const PAGE = 300;
const BESIDE = 8;
/** A workflow that started or ended this recently may not be recorded or listed yet. */
const FRESH = 30_000;

const ofProcesses = `WorkflowType = "${workflowTypes.runProcess}"`;

/**
 * Compares Temporal with the records, one page per run, and reports contradictions in operations: a workflow that the
 * server has ended while its record is still active, one whose task fails repeatedly, one without any records, and
 * recorded steps that never happened. Doubts reported by users and workflows that ended recently come first; the others
 * follow in rotation.
 */
export async function reconcile(deps: DutyDeps): Promise<number> {
  const { clock, client } = deps;
  const now = clock();
  const round = await roundOf(now);
  try {
    await each(await doubted(), (instance) => compare(instance, deps, true));
    await each(await ended(client, round.endedSince), (instance) => compare(instance, deps));
    await each(await openHostIncidents(), (incident) => recheck(incident, deps));
    const page = await Instances.find({ status: 'active', _id: { $gt: round.cursor } }, fields)
      .sort({ _id: 1 })
      .limit(PAGE)
      .lean<Instance[]>();
    await each(page, (instance) => compare(instance, deps));
    const next = await unrecorded(round.page, deps);
    await keep(round, page, next, now);
  } catch (error) {
    if ((error as { code?: number; cause?: { code?: number } }).cause?.code === UNIMPLEMENTED) return LONG_REST;
    throw error;
  }
  return REST;
}

const fields = { case: 1, process: 1, definition: 1, region: 1, sequence: 1, status: 1, updatedAt: 1, doubtAt: 1 };

async function roundOf(now: Date): Promise<Reconciliation> {
  const begun = { cursor: '', compared: 0, roundAt: now, endedSince: new Date(now.getTime() - 86_400_000) };
  await Reconciliations.updateOne({ _id: 'reconciliation' }, { $setOnInsert: begun }, { upsert: true });
  return (await Reconciliations.findById('reconciliation').lean<Reconciliation>())!;
}

/** A round is over when both sides have been compared completely. */
async function keep(round: Reconciliation, page: Instance[], next: string | undefined, now: Date): Promise<void> {
  const compared = round.compared + page.length;
  const over = page.length < PAGE && next === undefined;
  const set = {
    endedSince: new Date(now.getTime() - 2 * FRESH),
    cursor: over || page.length < PAGE ? '' : page.at(-1)!._id,
    compared: over ? 0 : compared,
    ...(over && { doneAt: now, doneCompared: compared, roundAt: now }),
    ...(next !== undefined && { page: next }),
  };
  await Reconciliations.updateOne(
    { _id: 'reconciliation' },
    { $set: set, ...(next === undefined && { $unset: { page: '' } }) },
  );
}

const doubted = (): Promise<Instance[]> =>
  Instances.find({ doubtAt: { $exists: true } }, fields)
    .limit(PAGE)
    .lean<Instance[]>()
    .exec();

const openHostIncidents = (): Promise<Incident[]> =>
  Incidents.find({ status: 'open', code: { $in: hostCodes } })
    .sort({ at: -1 })
    .limit(PAGE)
    .lean<Incident[]>()
    .exec();

/** Of the workflows that have since ended without their process ending, those whose record is still active. */
async function ended(client: Client, since: Date): Promise<Instance[]> {
  const ids: string[] = [];
  const query = `${ofProcesses} AND ExecutionStatus IN ("Terminated", "TimedOut", "Failed", "Canceled") AND CloseTime >= "${since.toISOString()}"`;
  for await (const { workflowId } of client.workflow.list({ query, pageSize: PAGE }))
    if (ids.push(workflowId) >= 10 * PAGE) break;
  if (!ids.length) return [];
  return Instances.find({ _id: { $in: ids }, status: 'active' }, fields).lean<Instance[]>();
}

/**
 * Compares one instance whose record is active. `doubt`: its workflow contradicted the record when somebody used it.
 */
async function compare(instance: Instance, deps: DutyDeps, doubt = false): Promise<void> {
  const { client, clock, recorder } = deps;
  const { _id, updatedAt } = instance;
  const found = await workflowStatusOf(_id, client);
  if (found.status !== 'RUNNING') {
    // Its end is recorded before the workflow closes, so it may have been recorded meanwhile.
    const now = await Instances.findById(_id, fields).lean<Instance>();
    if (now?.status === 'active') await recordEnd(now, found, clock(), recorder);
  } else if (found.attempt >= FAILING) await raise(instance, 'WORKFLOW_FAILING', failing(found.attempt), deps);
  else if (doubt || (settled(updatedAt, clock()) && (await lastStepNeverHappened(client, _id, found.runId, updatedAt))))
    await align(instance, client, recorder);
  if (doubt) await Instances.updateOne({ _id }, { $unset: { doubtAt: '' } });
}

const settled = (updatedAt: Date, now: Date): boolean => {
  const age = now.getTime() - updatedAt.getTime();
  return age > FRESH && age < 20 * 60_000;
};

/** The server has no event after the last recorded step: that step never happened. */
async function lastStepNeverHappened(
  client: Client,
  workflowId: string,
  runId: string | undefined,
  updatedAt: Date,
): Promise<boolean> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: 1,
  });
  const time = history?.events?.[0]?.eventTime;
  return (
    time !== undefined && time !== null && Number(time.seconds) * 1000 + (time.nanos ?? 0) / 1e6 < updatedAt.getTime()
  );
}

const failing = (attempt: number): Text => ({
  zh: `工作流任务已失败 ${attempt} 次，见工作进程日志`,
  en: `The workflow task failed ${attempt} times: see the worker's log`,
});

/** Whether the incident still exists. */
async function recheck(incident: Incident, deps: DutyDeps): Promise<void> {
  const { instance, code, step } = incident;
  const mended = async () => {
    const recorded = await Instances.findById(instance, { sequence: 1, status: 1 }).lean<Instance>();
    if (code === 'RECORD_MISSING') return recorded !== null;
    if (code === 'RECORD_REFUSED')
      return (recorded?.sequence ?? 0) >= (step ?? Infinity) || recorded?.status === 'failed';
    const { status, attempt } = await workflowStatusOf(instance, deps.client);
    return status !== 'RUNNING' || attempt < FAILING;
  };
  if (await mended())
    await resolveHostIncident({ instance, case: incident.case, code: code as 'RECORD_MISSING' }, deps.clock());
}

/**
 * The next page of open workflows: finds those without records and those whose records say they have ended. Returns the
 * token of the following page.
 */
async function unrecorded(page: string | undefined, deps: DutyDeps): Promise<string | undefined> {
  const { client, clock, recorder } = deps;
  const request = {
    namespace: client.options.namespace,
    query: `${ofProcesses} AND ExecutionStatus = "Running"`,
    pageSize: PAGE,
  };
  const token = page ? Buffer.from(page, 'base64') : undefined;
  const { executions, nextPageToken } = await client.workflowService
    .listWorkflowExecutions({ ...request, nextPageToken: token })
    // An old page token is no longer valid.
    .catch((error: unknown) =>
      token ? client.workflowService.listWorkflowExecutions(request) : Promise.reject(error),
    );
  const open = new Map((executions ?? []).map((each) => [each.execution!.workflowId!, each]));
  const known = await Instances.find({ _id: { $in: [...open.keys()] } }, fields).lean<Instance[]>();
  const over = known.filter(({ status }) => status !== 'active');
  await each(over, async (instance) => {
    const last = await lastStep(instance._id);
    if (last && endedByServer(last) && (await workflowStatusOf(instance._id, client)).status === 'RUNNING')
      await align(instance, client, recorder);
  });
  const ids = new Set(known.map(({ _id }) => _id));
  const old = clock().getTime() - 2 * FRESH;
  await each(
    [...open.values()].filter(
      ({ execution, startTime }) => !ids.has(execution!.workflowId!) && Number(startTime?.seconds ?? 0) * 1000 < old,
    ),
    async ({ execution, searchAttributes }) => {
      const id = execution!.workflowId!;
      const { status } = await workflowStatusOf(id, client);
      if (status !== 'RUNNING' || (await Instances.exists({ _id: id }))) return;
      const attributeText = (name: string): string => {
        const data = searchAttributes?.indexedFields?.[name]?.data;
        const value: unknown = data ? JSON.parse(Buffer.from(data).toString()) : '';
        return String(Array.isArray(value) ? value[0] : value);
      };
      await raise(
        {
          _id: id,
          case: attributeText(caseNumberAttribute.name) || id,
          process: attributeText(definitionAttribute.name),
          definition: '',
          region: attributeText(regionAttribute.name),
        },
        'RECORD_MISSING',
        { zh: '流程正在运行，但没有任何记录', en: 'The workflow is running, but there is no record of it' },
        deps,
      );
    },
  );
  return nextPageToken?.length ? Buffer.from(nextPageToken).toString('base64') : undefined;
}

const raise = (
  { _id, ...about }: Pick<Instance, '_id' | 'case' | 'process' | 'definition' | 'region'>,
  code: 'WORKFLOW_FAILING' | 'RECORD_MISSING',
  text: Text,
  { clock }: DutyDeps,
): Promise<void> =>
  raiseHostIncident(
    {
      instance: _id,
      case: about.case,
      process: about.process,
      definition: about.definition,
      region: about.region,
      code,
      text,
    },
    clock(),
  );

/** A few in parallel; one failure does not prevent the others from being compared. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const failures: unknown[] = [];
  await Promise.all(
    Array.from({ length: BESIDE }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift())
        await work(item).catch((error: unknown) => failures.push(error));
    }),
  );
  if (failures.length && failures.length === items.length) throw failures[0];
}
