import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import {
  definitionsQuery,
  fileQuery,
  heatQuery,
  versionsQuery,
  type DefinitionRow,
  type Heat,
} from '../../api/definitions';
import { Diagram, type Marks } from '../../bpmn/Diagram';
import { pick, useLanguage } from '../../texts';
import { Empty, Loaded } from '../../ui/State';
import { count } from '../../ui/time';
import { pages } from '../processes/names';
import { useOperationTexts } from './texts';

/** Where the cases of a version wait now, and where its limits were breached. */
export default function HeatMap() {
  const { id } = useParams();
  const t = useOperationTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const list = useQuery(definitionsQuery({ kind: 'process' }));
  const rows = list.data?.rows ?? [];
  // By default it shows the process with the most running cases.
  const busiest = rows.reduce<(typeof rows)[number] | undefined>(
    (most, row) => (!most || (row.running ?? 0) > (most.running ?? 0) ? row : most),
    undefined,
  );
  const key = id?.split(':')[1] ?? busiest?.key;
  const all = useQuery({ ...versionsQuery('process', key ?? ''), enabled: key !== undefined });
  const versions = all.data?.rows.filter(({ status }) => status !== 'draft') ?? [];
  // The list already contains the newest version, so the diagram need not wait for the others.
  const known = [...rows, ...versions].filter((row) => row.key === key && row.status !== 'draft');
  const chosen = known.find((row) => row.id === id) ?? (id && all.isPending ? undefined : known[0]);
  return (
    <>
      <div className="filters">
        <label className="filter">
          <span>{t('process')}</span>
          <Select
            aria-label={t('process')}
            value={key}
            popupMatchSelectWidth={false}
            onChange={(next: string) => {
              const row = rows.find((one) => one.key === next);
              if (row) void navigate(pages.heat(row.id));
            }}
            options={rows.map((row) => ({ value: row.key, label: (row.name && pick(row.name, language)) || row.key }))}
          />
        </label>
        <label className="filter">
          <span>{t('version')}</span>
          <Select
            aria-label={t('version')}
            value={chosen?.id}
            popupMatchSelectWidth={false}
            onChange={(next: string) => void navigate(pages.heat(next))}
            options={versions.map((row) => ({
              value: row.id,
              label: t('version_', { version: row.version, n: count(row.running ?? 0) }),
            }))}
          />
        </label>
      </div>
      {chosen ? (
        <Map key={chosen.id} version={chosen} />
      ) : (
        <Loaded query={key ? all : list}>{() => <Empty title={t('chooseProcess')} />}</Loaded>
      )}
    </>
  );
}

type Shown = 'waiting' | 'breached';

function Map({ version }: { version: DefinitionRow }) {
  const t = useOperationTexts();
  const language = useLanguage();
  const [shown, setShown] = useState<Shown>('waiting');
  const heat = useQuery(heatQuery(version.id));
  const source = useQuery(fileQuery(version));
  const marks = useMemo(() => heat.data && heatMarks(heat.data, shown), [heat.data, shown]);
  const rows = Object.entries(heat.data?.[shown] ?? {}).sort(([, a], [, b]) => b - a);
  return (
    <div className="stack">
      <div className="scroll-x">
        <Segmented<Shown>
          value={shown}
          onChange={setShown}
          options={[
            { value: 'waiting', label: t('heatWaiting') },
            { value: 'breached', label: t('heatBreached') },
          ]}
        />
      </div>
      <Loaded query={source}>
        {(xml) => <Diagram xml={xml} marks={marks} focus={rows[0]?.[0]} height="min(60vh, 600px)" label={t('heat')} />}
      </Loaded>
      <section className="card scroll-x">
        {heat.data && rows.length === 0 ? (
          <p className="muted">{t(`nothing_${shown}`)}</p>
        ) : (
          <table className="list figures">
            <thead>
              <tr>
                <th>{t('element')}</th>
                <th>{t(shown === 'waiting' ? 'waitingHere' : 'breached')}</th>
                <th>{t('incidentsHere')}</th>
                <th>{t('actions')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([element, n]) => (
                <tr key={element}>
                  <th scope="row">
                    {(heat.data?.names[element] && pick(heat.data.names[element], language)) || element}{' '}
                    <span className="small muted">{element}</span>
                  </th>
                  <td className="number">{count(n)}</td>
                  <td className="number">{count(heat.data?.incidents[element] ?? 0)}</td>
                  <td>
                    <Link
                      to={`/operations/instances?definition=${version.hash}&element=${encodeURIComponent(element)}&status=active`}
                    >
                      {t('seeInstances')}
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </div>
  );
}

/** The more cases, the redder; incidents are shown separately. */
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
