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
type Slice = Exclude<Wanted['by'], 'period' | 'area'>;
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
  if (query.by !== 'period' && query.by !== 'area' && query.from.length === 10)
    throw invalid(
      'from',
      '按天的只有总数和地区；其他统计请按月',
      'By day there are totals and areas only: take months for the others',
    );
  const all = await figuresOf({ area, slice: 'all', period: { $in: periods } });
  const rows = complete(query.by, area, await rowsOf(query.by, area, periods, all), sum(all));
  const total = query.by === 'keyGroup' ? sum(all) : sums(rows.map(({ figures }) => figures));
  return {
    area,
    from: query.from,
    to: query.to,
    total: inUnits(total),
    rows: rows.map((each) => ({ ...each, figures: inUnits(each.figures) })),
  };
}

/**
 * With a row for what is in no other: cases of a city itself and not of a county, of no organisation, that say no
 * industry. So the rows add up to the total, also while figures are being counted in, one after another. Of key groups
 * a case may have several or none: their rows add up to nothing.
 */
function complete(by: Wanted['by'], area: string, rows: Row[], total: Sums): Row[] {
  if (by === 'period' || by === 'keyGroup') return rows;
  const told = sums(rows.map(({ figures }) => figures));
  const rest = Object.fromEntries(
    Object.entries(total).flatMap(([name, value]) => {
      const left = value - (told[name] ?? 0);
      return left > 0 ? [[name, left]] : [];
    }),
  );
  return Object.keys(rest).length ? [...rows, { ...restOf(by, area), figures: rest }] : rows;
}

function restOf(by: 'area' | Exclude<Slice, 'keyGroup'>, area: string): Pick<Row, 'value' | 'name'> {
  if (by !== 'area') return { value: '', name: rests[by] };
  const [zh, en] = [regionName(area, 'zh'), regionName(area, 'en')];
  return { value: area, name: children(area).length ? { zh: `${zh}本级`, en: `${en} itself` } : { zh, en } };
}

const rests = {
  industry: { zh: '未填行业', en: 'Industry not given' },
  organisation: { zh: '没有调解组织', en: 'Without an organisation' },
  stage: { zh: '进入各阶段之前', en: 'Before any stage' },
};

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

function nameOf(by: Slice, value: string, known?: Person) {
  return by === 'organisation'
    ? { zh: known?.name ?? value, en: known?.nameEn ?? known?.name ?? value }
    : { zh: lists[by].name(value, 'zh'), en: lists[by].name(value, 'en') };
}

const row = (value: string, name: Row['name'], figures: Figure[]): Row => ({
  value,
  name,
  figures: sum(figures),
});
const figuresOf = (filter: Record<string, unknown>): Promise<Figure[]> => Figures.find(filter).lean<Figure[]>().exec();

const sum = (figures: Figure[]): Sums => sums(figures.map(({ n }) => n));

function sums(all: Partial<Sums>[]): Sums {
  const added: Sums = {};
  for (const each of all)
    for (const [name, value] of Object.entries(each)) added[name] = (added[name] ?? 0) + (value ?? 0);
  return added;
}

/** Converts fen to yuan and milliseconds to days. */
function inUnits(sums: Sums): Sums {
  return Object.fromEntries(
    Object.entries(sums).map(([name, value]) => [
      name,
      name.startsWith('amount') ? value / 100 : name.endsWith('Time') ? value / DAY : value,
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

const counts: [name: string, zh: string, en: string][] = [
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
  ...counts.map(([name, zh, en]): Column => ({ zh, en, of: (figures) => figures[name] ?? 0 })),
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
