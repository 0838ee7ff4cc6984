import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { lazy, Suspense } from 'react';
import { stageDays } from '../../../domain/figures';
import { parent } from '../../../domain/regions';
import { pipelineStages } from '../../../domain/stages';
import { statisticsQuery, type Statistics } from '../../api/oversight';
import { address } from '../../http';
import { useSession } from '../../session';
import { useLanguage } from '../../texts';
import { placeName, placeOptions } from '../../ui/places';
import { Empty, Loaded, Loading } from '../../ui/State';
import { count, monthName, share, shortYuan, yuan } from '../../ui/time';
import { useFilters } from '../../ui/useFilters';
import { inChina, useNow } from '../../ui/useNow';
import { requestedFigures, cuts, oversightFilters, ownArea, type Cut } from './requestedFigures';
import { FigureTable } from './FigureTable';
import { seen } from './figures';
import { Target } from './Target';
import { useOversightTexts } from './texts';
import { Warnings } from './Warnings';

const Chart = lazy(() => import('../../ui/Chart').then(({ Chart: chart }) => ({ default: chart })));

/**
 * How disputes are resolved in an area over a period: figures against targets, trends, warnings, with links to the
 * cases.
 */
export default function Oversight() {
  const t = useOversightTexts();
  const language = useLanguage();
  const session = useSession();
  const [filters, change] = useFilters(oversightFilters);
  const own = ownArea(session);
  const { by, ...query } = requestedFigures(session, useNow(), filters);
  const { area, from, to } = query;
  const figures = useQuery(statisticsQuery({ ...query, by }));
  const trend = useQuery(statisticsQuery({ ...query, by: 'period' }));
  const label = (cut: Cut) => t(`by${cut[0]!.toUpperCase()}${cut.slice(1)}` as 'byArea');
  const above = parent(area);

  return (
    <>
      <header className="page-head">
        <h1>
          {t('title')} · {placeName(area, language)}
        </h1>
        <span className="grow" />
        <Button className="no-print" onClick={() => print()}>
          {t('print')}
        </Button>
        <Button className="no-print" href={address('/statistics/export', { ...query, by })} download>
          {t('export')}
        </Button>
      </header>
      <div className="card filters no-print">
        <label className="filter">
          <span>{t('area')}</span>
          <Select
            aria-label={t('area')}
            value={area}
            onChange={(next) => change({ area: next })}
            popupMatchSelectWidth={false}
            showSearch={{ optionFilterProp: 'label' }}
            options={placeOptions(language, own)}
          />
        </label>
        {above && area !== own && <Button onClick={() => change({ area: above })}>↑ {t('up')}</Button>}
        <Month label={t('from')} value={from} onChange={(next) => change({ from: next })} />
        <Month label={t('to')} value={to} onChange={(next) => change({ to: next })} />
      </div>
      <p className="only-print">
        {monthName(from)} – {monthName(to)}
      </p>
      <Loaded query={figures}>
        {(data) => (
          <>
            <Headline data={data} area={area} />
            <div className="two">
              <section className="card">
                <h2>{t('trend')}</h2>
                <Loaded query={trend}>
                  {(months) =>
                    months.rows.length > 0 ? (
                      <Suspense fallback={<Loading />}>
                        <Chart label={t('trend')} option={trendOption(months, t)} />
                      </Suspense>
                    ) : (
                      <Empty title={t('empty')} />
                    )
                  }
                </Loaded>
              </section>
              <section className="card">
                <h2>{t('funnel')}</h2>
                <Suspense fallback={<Loading />}>
                  <Chart label={t('funnel')} option={funnelOption(data, t)} />
                </Suspense>
              </section>
            </div>
            {/* It makes eight more requests, so the page's own figures come first. */}
            <Warnings area={area} from={from} to={to} onArea={(next) => change({ area: next })} />
            <section className="card">
              <div className="page-head">
                <h2 className="grow">{t('table')}</h2>
                <div className="scroll-x no-print">
                  <Segmented
                    value={by}
                    onChange={(next) => change({ by: next as string })}
                    options={cuts.map((cut) => ({ value: cut, label: label(cut) }))}
                  />
                </div>
              </div>
              {data.rows.length === 0 ? (
                <Empty title={t('empty')} />
              ) : (
                <FigureTable data={data} by={by} onArea={(next) => change({ area: next })} />
              )}
            </section>
          </>
        )}
      </Loaded>
    </>
  );
}

const YEARS = 10;

/** A month of recent years, in the reader's language: not every browser has a month field. */
function Month({ label, value, onChange }: { label: string; value: string; onChange(month: string): void }) {
  const now = inChina(useNow());
  const months = Array.from({ length: YEARS * 12 }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  );
  const options = (months.includes(value) ? months : [value, ...months]).map((month) => ({
    value: month,
    label: monthName(month),
  }));
  return (
    <label className="filter">
      <span>{label}</span>
      <Select
        aria-label={label}
        value={value}
        onChange={onChange}
        options={options}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
      />
    </label>
  );
}

type T = ReturnType<typeof useOversightTexts>;

function Headline({ data, area }: { data: Statistics; area: string }) {
  const t = useOversightTexts();
  const n = seen(data.total);
  const [agreed, claimed] = [Math.round(n.agreed * 100), Math.round(n.claimed * 100)];
  const tiles: [label: string, value: string, more?: string, exact?: string][] = [
    [t('filed'), count(n.filed), `${t('workers')} ${count(n.workers)}`],
    [t('settled'), count(n.settled), `${t('closed')} ${count(n.closed)}`],
    [t('arbitrated'), count(n.arbitrated), `${t('sued')} ${count(n.sued)}`],
    [t('breached'), count(n.breached)],
    [t('agreed'), shortYuan(agreed), `${t('claimed')} ${shortYuan(claimed)}`, `${yuan(agreed)} / ${yuan(claimed)}`],
  ];
  return (
    <div className="tiles">
      {tiles.map(([label, value, more, exact]) => (
        <div key={label} className="card tile" title={exact}>
          <div className="small muted">{label}</div>
          <div className="big number">{value}</div>
          {more && <div className="small muted number">{more}</div>}
        </div>
      ))}
      <div className="card tile">
        <div className="small muted">{t('settledShare')}</div>
        <div className="big number">{n.settledShare === undefined ? '–' : share(n.settledShare, 1)}</div>
        <Target area={area} year={data.to.slice(0, 4)} reached={n.settledShare} />
      </div>
      {pipelineStages.codes.map((stage) => (
        <div key={stage} className="card tile">
          <div className="small muted">
            {t(stage)} {t('stageTime')}
          </div>
          <div className="big number">{stageDays(data.total, stage)?.toFixed(1) ?? '–'}</div>
        </div>
      ))}
    </div>
  );
}

function trendOption(data: Statistics, t: T) {
  const rows = [...data.rows].sort((a, b) => a.value.localeCompare(b.value));
  const series = (['filed', 'settled', 'arbitrated', 'breached'] as const).map((name) => ({
    name: t(name),
    type: 'line',
    data: rows.map((row) => seen(row.figures)[name]),
  }));
  return {
    legend: { type: 'scroll', bottom: 0 },
    grid: { left: 44, right: 12, top: 16, bottom: 56 },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: rows.map((row) => row.value) },
    yAxis: { type: 'value', minInterval: 1 },
    series,
  };
}

function funnelOption({ total }: Statistics, t: T) {
  return {
    grid: { left: 60, right: 24, top: 12, bottom: 56 },
    tooltip: { trigger: 'axis' },
    legend: { bottom: 0 },
    xAxis: { type: 'value', minInterval: 1 },
    yAxis: { type: 'category', inverse: true, data: pipelineStages.codes.map((stage) => t(stage)) },
    series: [
      { name: t('entered'), type: 'bar', data: pipelineStages.codes.map((stage) => total[`${stage}Entered`] ?? 0) },
      { name: t('settled'), type: 'bar', data: pipelineStages.codes.map((stage) => total[`${stage}Settled`] ?? 0) },
    ],
  };
}
