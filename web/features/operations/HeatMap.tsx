import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { definitionQuery, definitionsQuery, fileQuery, heatQuery, versionsQuery, type Definition, type Heat } from '../../api/definitions';
import { Diagram, type Marks } from '../../bpmn/Diagram';
import { pick, useLanguage } from '../../texts';
import { Empty, Loaded, Loading } from '../../ui/State';
import { count } from '../../ui/time';
import { pages } from '../processes/names';
import { useOperationTexts } from './texts';

/** Where the cases of a version wait now, and where its limits broke. */
export default function HeatMap() {
  const { id } = useParams();
  const t = useOperationTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const list = useQuery(definitionsQuery({ kind: 'process' }));
  const rows = list.data?.rows ?? [];
  // Unless one is chosen, the process that most cases run is the one to look at.
  const busiest = rows.reduce<typeof rows[number] | undefined>((most, row) => (!most || (row.running ?? 0) > (most.running ?? 0) ? row : most), undefined);
  const key = id?.split(':')[1] ?? busiest?.key;
  const versions = useQuery({ ...versionsQuery('process', key ?? ''), enabled: key !== undefined }).data?.rows.filter(({ status }) => status !== 'draft') ?? [];
  const chosen = id ?? versions[0]?.id;
  return (
    <>
      <div className="filters">
        <label className="filter"><span>{t('process')}</span><Select aria-label={t('process')} value={key} popupMatchSelectWidth={false} onChange={(next: string) => { const row = rows.find((one) => one.key === next); if (row) void navigate(pages.heat(row.id)); }} options={rows.map((row) => ({ value: row.key, label: (row.name && pick(row.name, language)) || row.key }))} /></label>
        <label className="filter"><span>{t('version')}</span><Select aria-label={t('version')} value={chosen} popupMatchSelectWidth={false} onChange={(next: string) => void navigate(pages.heat(next))} options={versions.map((row) => ({ value: row.id, label: `${t('version_', { version: row.version })} · ${count(row.running ?? 0)}` }))} /></label>
      </div>
      {chosen ? <Map key={chosen} id={chosen} /> : <Loaded query={list}>{() => <Empty title={t('chooseProcess')} />}</Loaded>}
    </>
  );
}

function Map({ id }: { id: string }) {
  const definition = useQuery(definitionQuery(id));
  const heat = useQuery(heatQuery(id));
  return <Loaded query={definition}>{(data) => <Painted data={data} heat={heat} />}</Loaded>;
}

type Shown = 'waiting' | 'breached';

function Painted({ data, heat }: { data: Definition; heat: { data?: Heat; isPending: boolean } }) {
  const t = useOperationTexts();
  const language = useLanguage();
  const [shown, setShown] = useState<Shown>('waiting');
  const source = useQuery(fileQuery(data));
  const marks = useMemo(() => heat.data && heatMarks(heat.data, shown), [heat.data, shown]);
  const rows = Object.entries(heat.data?.[shown] ?? {}).sort(([, a], [, b]) => b - a);
  return (
    <div className="stack">
      <div className="row"><Segmented<Shown> value={shown} onChange={setShown} options={[{ value: 'waiting', label: t('heatWaiting') }, { value: 'breached', label: t('heatBreached') }]} /></div>
      <Loaded query={source}>{(xml) => (heat.isPending ? <Loading /> : <Diagram xml={xml} marks={marks} focus={rows[0]?.[0]} height="min(60vh, 600px)" label={t('heat')} />)}</Loaded>
      <section className="card scroll-x">
        {heat.data && rows.length === 0 ? <p className="muted">{t(`nothing_${shown}`)}</p> : (
          <table className="list figures">
            <thead><tr><th>{t('element')}</th><th>{t(shown === 'waiting' ? 'waitingHere' : 'breached')}</th><th>{t('incidentsHere')}</th><th>{t('actions')}</th></tr></thead>
            <tbody>{rows.map(([element, n]) => <tr key={element}><th scope="row">{(heat.data?.names[element] && pick(heat.data.names[element], language)) || element} <span className="small muted">{element}</span></th><td className="number">{count(n)}</td><td className="number">{count(heat.data?.incidents[element] ?? 0)}</td><td><Link to={`/operations/instances?definition=${data.hash}&element=${encodeURIComponent(element)}&status=active`}>{t('seeInstances')}</Link></td></tr>)}</tbody>
          </table>
        )}
      </section>
    </div>
  );
}

/** The more, the redder; incidents are told beside. */
export function heatMarks({ waiting, breached, incidents }: Omit<Heat, 'names'>, shown: Shown): Marks {
  const figures = shown === 'waiting' ? waiting : breached;
  const most = Math.max(...Object.values(figures), 1);
  const classes: Record<string, string[]> = {};
  const badges: NonNullable<Marks['badges']> = {};
  for (const [element, n] of Object.entries(figures)) {
    const tone = n > most * 0.6 ? 'late' : n > most * 0.2 ? 'soon' : 'at';
    classes[element] = [tone];
    badges[element] = { text: count(n), tone: tone === 'at' ? 'brand' : tone };
  }
  for (const [element, n] of Object.entries(incidents)) {
    classes[element] = ['incident'];
    badges[element] = { text: `${badges[element]?.text ?? ''} !${n}`.trim(), tone: 'late' };
  }
  return { classes, badges };
}
