import { createHash } from 'node:crypto';
import { Bundles } from '../../activities/definitions/bundles';
import { parent } from '../../domain/regions';
import {
  Cases,
  Deadlines,
  Incidents,
  Instances,
  never,
  ServiceEntries,
  StoredDocuments,
  Tasks,
  terms,
  type Case,
  type Task,
} from '../../models';
import { bpmn, end, flow, flows, start, timer, user } from '../workflows/bpmn';
import { publishSource } from './publishSource';

/** The process of the case: one task with a limit. */
async function someProcess(): Promise<{ definition: string; bundle: string }> {
  const limit = `<bpmn:boundaryEvent id="t" attachedToRef="accept">${timer('P3D')}</bpmn:boundaryEvent>`;
  const definition = await publishSource(
    'process',
    'p',
    bpmn(['p', start() + user('accept') + limit + end() + flows('s', 'accept', 'e') + flow('t', 'e')]),
  );
  const bytes = await new Bundles(() => new Date()).load({ process: 'p' });
  return { definition, bundle: Buffer.from(bytes.subarray(0, 64)).toString() };
}

/** A case as the records show it, with one task, limit, incident, document and instance. */
export async function someCase(
  region: string,
  sequence: number,
  more: Partial<Case> = {},
): Promise<{ number: string; task: string; document: string; incident: string }> {
  const number = `AH-${region}-2026-${String(sequence).padStart(6, '0')}`;
  const city = region.endsWith('00') ? region : parent(region)!;
  const { bundle, definition } = await someProcess();
  const at = new Date(Date.UTC(2026, 4, 1, 0, sequence));
  const due = new Date(Date.UTC(2026, 5, 1, 0, sequence));
  await Cases.create({
    _id: number,
    region,
    city,
    filedAt: at,
    channel: 'online',
    data: { applicant: 'worker', workers: { label: '张某' } },
    worker: '张某',
    employer: '合肥某公司',
    workers: 1,
    industry: 'C',
    keyGroups: ['migrant'],
    causes: ['wages'],
    amount: 1_860_000,
    parties: ['worker:w', 'employer:e'],
    terms: terms(number, '张某', '合肥某公司'),
    status: 'open',
    stage: 'mediation',
    stages: [{ stage: 'mediation', at, instance: number, sequence: 1 }],
    facts: { triage: { entry: 'mediation' }, inner: 'only for those who work on it' },
    factsIn: {},
    openTasks: 1,
    incidents: 1,
    due,
    breached: [],
    updatedAt: at,
    ...more,
  });
  await someTask(number, region, city, {
    due,
    ...(more.organisation && { organisation: more.organisation }),
    ...(more.parties && { parties: more.parties }),
  });
  await Instances.create({
    _id: number,
    case: number,
    process: 'p',
    definition,
    bundle,
    region,
    city,
    status: 'active',
    startedAt: at,
    sequence: 1,
    active: { 2: 'accept' },
    incidents: 1,
    updatedAt: at,
  });
  await Incidents.create({
    _id: `${number}/3/1`,
    case: number,
    instance: number,
    key: 3,
    element: 'accept',
    process: 'p',
    definition,
    code: 'JOB_FAILED',
    message: 'm',
    compartment: 'open',
    phase: 'work',
    region,
    city,
    status: 'open',
    at,
  });
  await Deadlines.create({
    _id: `${number}/2/t/0`,
    case: number,
    instance: number,
    key: 2,
    element: 't',
    limit: 'mediation-acceptance',
    moment: 'breach',
    kind: 'duty',
    status: 'running',
    due,
    history: [],
    region,
    city,
    armedAt: at,
  });
  await ServiceEntries.create({
    _id: `${number} ${number}/worker`,
    case: number,
    instance: number,
    key: 2,
    paper: 'award',
    recipient: 'worker',
    by: 'commission',
    groups: ['clerk', 'arbitrator', 'court'],
    status: 'pending',
    due,
    entry: { id: `${number}/worker`, paper: 'award', recipient: 'worker', by: 'commission', attempts: [] },
    recordedBy: {},
    correctedBy: {},
    moved: [],
    title: '张某 — 合肥某公司',
    region,
    city,
    ...(more.organisation && { organisation: more.organisation }),
    parties: more.parties ?? ['worker:w', 'employer:e'],
    compartment: 'open',
    openedAt: at,
  });
  const document = `${number}-paper`;
  await StoredDocuments.create({
    _id: document,
    case: number,
    code: 'upload',
    name: { zh: '材料', en: 'Paper' },
    fileName: 'a.pdf',
    contentType: 'application/pdf',
    size: 3,
    sha256: createHash('sha256').update(number).digest('hex'),
    file: '0'.repeat(24),
    region,
    createdAt: at,
    compartment: 'open',
    signatures: [],
  });
  return { number, task: `${number}~2`, document, incident: `${number}~3~1` };
}

export const someTask = (number: string, region: string, city: string, more: Partial<Task> = {}): Promise<unknown> =>
  Tasks.create({
    _id: `${number}/2`,
    case: number,
    instance: number,
    key: 2,
    element: 'accept',
    process: 'p',
    definition: 'd'.repeat(64),
    name: '受理',
    nameEn: 'Accept',
    region,
    city,
    stage: 'mediation',
    title: '张某 — 合肥某公司',
    parties: ['worker:w', 'employer:e'],
    groups: ['mediator', 'worker'],
    users: [],
    status: 'open',
    priority: 50,
    due: never,
    openedAt: new Date(Date.UTC(2026, 4, 1)),
    acts: [],
    properties: {},
    headers: {},
    variables: {},
    compartment: 'open',
    version: 1,
    openedStep: 1,
    ...more,
  });
