import { settledShare, stageDays } from '../../domain/figures';
import { keyGroups } from '../../domain/groups';
import { industries } from '../../domain/industries';
import { children, province, region, regionName } from '../../domain/regions';
import { pipelineStages } from '../../domain/stages';
import { Figures, type Figure } from '../../models';
import * as contract from '../contract/statistics';
import { sendSheet } from '../../threads/sendSheet';
import { invalid } from '../errors';
import { route, type Call } from '../http/Route';
import { namesOf, type Person } from '../views/people';

interface Wanted {
  area?: string;
  from: string;
  to: string;
  by: 'period' | 'area' | 'industry' | 'keyGroup' | 'organisation' | 'stage';
}
type Sums = Record<string, number>;
interface Row {
  value: string;
  name: { zh: string; en: string };
  figures: Sums;
}

export const statisticsRoutes = [
  route(contract.readStatistics, (call) => statistics(call)),
  route(contract.exportStatistics, exported),
];

const DAY = 86_400_000;
const MOST = 400;

/** Read from counters kept with the records: no cases are counted here. */
async function statistics({ who, query }: Pick<Call<string, Wanted>, 'who' | 'query'>) {
  const area = query.area ?? who.region ?? province;
  if (!region(area)) throw invalid('area', '没有这个地区', 'There is no such area');
  const periods = periodsOf(query.from, query.to);
  const all = await figuresOf({ area, slice: 'all', period: { $in: periods } });
  return {
    area,
    from: query.from,
    to: query.to,
    total: inUnits(sum(all)),
    rows: await rowsOf(query.by, area, periods, all),
  };
}

async function rowsOf(by: Wanted['by'], area: string, periods: string[], all: Figure[]): Promise<Row[]> {
  if (by === 'period')
    return periods.map((period) =>
      row(
        period,
        { zh: period, en: period },
        all.filter((each) => each.period === period),
      ),
    );
  if (by === 'area') {
    const below = children(area);
    // One bounded index lookup for each, in parallel.
    return Promise.all(
      below.map(async ({ code }) =>
        row(
          code,
          { zh: regionName(code, 'zh'), en: regionName(code, 'en') },
          await figuresOf({ area: code, slice: 'all', period: { $in: periods } }),
        ),
      ),
    );
  }
  const figures = await figuresOf({ area, slice: by, period: { $in: periods } });
  const values = [...new Set(figures.map(({ value }) => value))].sort(by === 'stage' ? inPipeline : undefined);
  const names = by === 'organisation' ? await namesOf(values) : undefined;
  return values.map((value) =>
    row(
      value,
      nameOf(by, value, names?.(value)),
      figures.filter((each) => each.value === value),
    ),
  );
}

const inPipeline = (a: string, b: string): number =>
  pipelineStages.codes.indexOf(a as never) - pipelineStages.codes.indexOf(b as never);

const lists = { industry: industries, keyGroup: keyGroups, stage: pipelineStages } as const;

function nameOf(by: 'industry' | 'keyGroup' | 'organisation' | 'stage', value: string, known?: Person) {
  return by === 'organisation'
    ? { zh: known?.name ?? value, en: known?.nameEn ?? known?.name ?? value }
    : { zh: lists[by].name(value, 'zh'), en: lists[by].name(value, 'en') };
}

const row = (value: string, name: Row['name'], figures: Figure[]): Row => ({
  value,
  name,
  figures: inUnits(sum(figures)),
});
const figuresOf = (filter: Record<string, unknown>): Promise<Figure[]> => Figures.find(filter).lean<Figure[]>().exec();

function sum(figures: Figure[]): Sums {
  const sums: Sums = {};
  for (const { n } of figures)
    for (const [name, value] of Object.entries(n)) sums[name] = (sums[name] ?? 0) + (value ?? 0);
  return sums;
}

/** Converts fen to yuan and milliseconds to days. */
function inUnits(sums: Sums): Sums {
  return Object.fromEntries(
    Object.entries(sums).map(([name, value]) => [
      name,
      name.startsWith('amount') ? value / 100 : name.endsWith('Time') ? Math.round((value / DAY) * 100) / 100 : value,
    ]),
  );
}

/** The months or days of a period, depending on the format of its start. */
function periodsOf(from: string, to: string): string[] {
  const length = from.length;
  if (to.length !== length) throw invalid('to', '起止应同为年、月或日', 'Both must be years, months or days');
  const periods = new Set<string>();
  const [first, last] = [
    new Date(`${from}${length === 4 ? '-01-01' : length === 7 ? '-01' : ''}T00:00:00Z`),
    new Date(`${to}${length === 4 ? '-12-31' : length === 7 ? '-28' : ''}T00:00:00Z`),
  ];
  if (Number.isNaN(first.getTime()) || Number.isNaN(last.getTime()) || first > last)
    throw invalid('to', '起止时间不对', 'The period begins after it ends');
  // Years are the sum of their months.
  const unit = length === 10 ? 10 : 7;
  for (let at = first.getTime(); at <= last.getTime() && periods.size <= MOST; at += DAY)
    periods.add(new Date(at).toISOString().slice(0, unit));
  if (periods.size > MOST)
    throw invalid(
      'from',
      `最多 ${MOST} 个时段，请缩短或改按月统计`,
      `At most ${MOST} periods: choose a shorter time, or months`,
    );
  return [...periods];
}

/** Columns of a sheet that are not plain sums: a share in per cent, a time in days. */
interface Column {
  zh: string;
  en: string;
  of(figures: Sums): number | undefined;
  format?: string;
}

const sums: [name: string, zh: string, en: string][] = [
  ['filed', '申请案件', 'Filed'],
  ['workers', '涉及劳动者', 'Workers'],
  ['amountClaimed', '请求金额（元）', 'Claimed (yuan)'],
  ['closed', '结案', 'Closed'],
  ['negotiationSettled', '协商解决', 'Settled by negotiation'],
  ['mediationSettled', '调解解决', 'Settled by mediation'],
  ['arbitrationEntered', '进入仲裁', 'To arbitration'],
  ['litigationEntered', '进入诉讼', 'To court'],
  ['withdrawn', '撤回', 'Withdrawn'],
  ['breached', '超期', 'Limits breached'],
  ['amountAgreed', '协议金额（元）', 'Agreed (yuan)'],
];

const columns: Column[] = [
  ...sums.map(([name, zh, en]): Column => ({ zh, en, of: (figures) => figures[name] ?? 0 })),
  { zh: '协商调解解决率', en: 'Share settled', of: settledShare, format: '0.0%' },
  ...pipelineStages.codes.map((stage): Column => ({
    zh: `${pipelineStages.name(stage, 'zh')}平均用时（天）`,
    en: `${pipelineStages.name(stage, 'en')}: average days`,
    of: (figures) => stageDays(figures, stage),
    format: '0.0',
  })),
];

async function exported(call: Call<'/statistics/export', Wanted>): Promise<undefined> {
  const { lang, res } = call;
  const { rows, total, area, from, to } = await statistics(call);
  res.setHeader('Content-Type', contract.exportStatistics.gives!);
  res.setHeader('Content-Disposition', `attachment; filename="statistics-${area}-${from}-${to}.xlsx"`);
  res.setHeader('Cache-Control', 'no-store');
  await sendSheet(
    res,
    {
      name: lang === 'zh' ? '统计' : 'Statistics',
      title: `${regionName(area, lang)} ${from} – ${to}`,
      columns: [
        { header: '', width: 28 },
        ...columns.map((column) => ({ header: column[lang], width: 16, format: column.format })),
      ],
    },
    [
      [...rows, { name: { zh: '合计', en: 'Total' }, figures: total }].map(({ name, figures }) => [
        name[lang],
        ...columns.map(({ of }) => of(figures)),
      ]),
    ],
  );
  res.end();
  return undefined;
}
