import { deltasOf } from '../../activities/duties/countFigures';
import { formatCaseNumber } from '../../domain/caseNumber';
import { causes } from '../../domain/causes';
import { keyGroups } from '../../domain/groups';
import { industries } from '../../domain/industries';
import { parent, province, regions } from '../../domain/regions';
import { pipelineStages, type PipelineStage } from '../../domain/stages';
import {
  Cases,
  Deadlines,
  Figures,
  Tasks,
  never,
  terms,
  type Case,
  type Deadline,
  type Figure,
  type FigureEntry,
  type FigureName,
  type Task,
} from '../../models';

const DAY = 86_400_000;
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const given = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '丽',
  '强',
  '磊',
  '军',
  '洋',
  '勇',
  '艳',
  '杰',
  '娟',
  '涛',
  '明',
  '超',
  '秀英',
  '霞',
  '平',
];
const trades = ['物流', '建筑工程', '餐饮管理', '纺织', '电子科技', '商贸', '酒店', '供应链管理', '装饰', '机械制造'];

/** What each stage waits for, by whom, until when. */
const work: Record<PipelineStage, Pick<Task, 'element' | 'name' | 'nameEn' | 'groups' | 'limit'>> = {
  negotiation: {
    element: 'respond',
    name: '答复协商请求',
    nameEn: 'Answer the request',
    groups: ['negotiator'],
    limit: 'negotiation-response',
  },
  mediation: {
    element: 'accept',
    name: '审查调解申请',
    nameEn: 'Review the application',
    groups: ['mediator'],
    limit: 'mediation-acceptance',
  },
  arbitration: {
    element: 'examine',
    name: '审查仲裁申请',
    nameEn: 'Review the application',
    groups: ['arbitrator'],
    limit: 'arbitration-acceptance',
  },
  litigation: {
    element: 'acceptSuit',
    name: '立案审查',
    nameEn: 'Review the suit',
    groups: ['court'],
    limit: 'litigation-filing',
  },
};

/** The minimum and maximum number of days that a stage lasts. */
const days: Record<PipelineStage, [number, number]> = {
  negotiation: [4, 32],
  mediation: [3, 16],
  arbitration: [18, 60],
  litigation: [40, 180],
};

/** The same pseudo-random sequence in every run, so that results are comparable. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Fills the store with realistic cases, spread over the counties and three years, with their tasks, limits and figures.
 */
export async function fill(count: number, now: Date, progress: (done: number) => void): Promise<void> {
  const next = sequence(20_260_511);
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const places = regions
    .filter(({ code }) => (code !== province && parent(code) !== province) || code === '340826' || code === '341882')
    .map(({ code }) => code);
  const figures = new Map<string, FigureEntry['n']>();
  const BATCH = 250;
  for (let from = 0; from < count; from += BATCH) {
    const cases: Case[] = [];
    const tasks: Task[] = [];
    const deadlines: Deadline[] = [];
    for (let i = from; i < Math.min(from + BATCH, count); i++) {
      const region = one(places);
      const above = parent(region)!;
      const filedAt = new Date(now.getTime() - Math.floor(next() ** 1.5 * 1095 * DAY));
      const stage = one(pipelineStages.codes);
      const [least, most] = days[stage];
      const closedAt = new Date(filedAt.getTime() + Math.floor((least + next() * (most - least)) * DAY));
      const open = closedAt > now || next() < 0.08;
      const worker = one(surnames) + one(given);
      const employer = `${one(['合肥', '芜湖', '蚌埠', '淮南', '安庆', '阜阳', '宿州', '滁州'])}${one(given)}${one(trades)}有限公司`;
      const due = open ? new Date(now.getTime() + Math.floor((next() * 40 - 4) * DAY)) : never;
      const _id = formatCaseNumber({ region, year: filedAt.getUTCFullYear(), sequence: i + 1 });
      const amount = Math.floor(next() * 12_000_000);
      const record: Case = {
        _id,
        region,
        city: above === province ? province : above,
        filedAt,
        channel: 'online',
        data: { workers: { label: worker }, employer: { name: employer } },
        worker,
        employer,
        workers: next() < 0.06 ? 12 : 1,
        industry: one(industries.codes),
        keyGroups: next() < 0.4 ? [one(keyGroups.codes)] : [],
        causes: [one(causes.codes)],
        amount,
        parties: [],
        terms: terms(_id, worker, employer),
        status: open ? 'open' : 'closed',
        stage,
        stages: [{ stage, at: filedAt, instance: _id, sequence: 1 }],
        ...(open
          ? {}
          : {
              outcome:
                stage === 'mediation'
                  ? 'mediated-and-performed'
                  : stage === 'negotiation'
                    ? 'settled-and-performed'
                    : stage === 'arbitration'
                      ? 'award-in-force'
                      : 'judgment-in-force',
              closedAt,
            }),
        facts: {},
        openTasks: open ? 1 : 0,
        incidents: open && next() < 0.005 ? 1 : 0,
        due,
        breached: next() < 0.05 ? ['mediation-acceptance'] : [],
        updatedAt: filedAt,
      } as Case;
      cases.push(record);
      if (open) {
        tasks.push({
          _id: `${_id}/4`,
          case: _id,
          instance: _id,
          key: 4,
          process: stage,
          definition: '0'.repeat(64),
          ...work[stage],
          region,
          city: record.city,
          stage,
          title: `${worker} / ${employer}`,
          parties: [],
          users: [],
          status: 'open',
          priority: 50,
          due,
          openedAt: filedAt,
          acts: [],
          properties: {},
          headers: {},
          variables: {},
          version: 0,
          openedStep: 1,
        } as Task);
        deadlines.push({
          _id: `${_id}/4/limit/0`,
          case: _id,
          instance: _id,
          key: 4,
          element: 'limit',
          limit: work[stage].limit!,
          moment: 'breach',
          kind: 'duty',
          status: 'running',
          due,
          history: [],
          stage,
          region,
          city: record.city,
          armedAt: filedAt,
        } as Deadline);
      }
    }
    addTo(figures, cases.map(entryOf));
    await Cases.insertMany(cases, { ordered: false, lean: true });
    await Tasks.insertMany(tasks, { ordered: false, lean: true });
    await Deadlines.insertMany(deadlines, { ordered: false, lean: true });
    progress(Math.min(from + BATCH, count));
  }
  const rows = [...figures].map(([_id, n]) => figureOf(_id, n));
  for (let at = 0; at < rows.length; at += 5000)
    await Figures.insertMany(rows.slice(at, at + 5000), { ordered: false, lean: true });
}

/**
 * What a case adds to the figures, as the records of its steps would (activities/records); organisations are not
 * measured here.
 */
function entryOf({
  _id,
  region,
  city,
  filedAt,
  closedAt,
  industry,
  keyGroups: groups,
  workers,
  amount,
  stage,
  status,
  outcome,
  breached,
}: Case): FigureEntry {
  const closed = status === 'closed';
  const settled = closed && outcome?.includes('performed');
  const n = {
    filed: 1,
    workers,
    amountClaimed: amount,
    breached: breached.length,
    [`${stage}Entered`]: 1,
    ...(closed && { closed: 1, [`${stage}Left`]: 1, [`${stage}Time`]: closedAt!.getTime() - filedAt.getTime() }),
    ...(settled && { [`${stage}Settled`]: 1, amountAgreed: Math.floor((amount * (60 + (amount % 36))) / 100) }),
  };
  const slices = [
    { slice: 'all', value: '' },
    { slice: 'industry', value: industry! },
    ...groups.map((value) => ({ slice: 'keyGroup', value })),
    { slice: 'stage', value: stage! },
  ];
  return {
    _id,
    case: _id,
    area: { region, city },
    day: new Date(filedAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
    slices,
    n,
  };
}

function addTo(sums: Map<string, FigureEntry['n']>, entries: FigureEntry[]): void {
  for (const { figure, n } of deltasOf(entries)) {
    const sum = sums.get(figure) ?? {};
    for (const [name, by] of Object.entries(n) as [FigureName, number][]) sum[name] = (sum[name] ?? 0) + by;
    sums.set(figure, sum);
  }
}

function figureOf(_id: string, n: FigureEntry['n']): Figure {
  const [area, period, slice, value] = _id.split('|') as [string, string, string, string];
  return { _id, area, period, slice, value, applied: 0, n };
}
