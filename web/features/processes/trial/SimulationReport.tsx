import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { roles } from '../../../../domain/roles';
import { stages } from '../../../../domain/stages';
import type { SimulationResult } from '../../../../engine/simulate/Observer';
import type { Summary } from '../../../../engine/simulate/Tally';
import { limitsQuery } from '../../../api/oversight';
import { Diagram, type Marks } from '../../../bpmn/Diagram';
import { pick, useLanguage } from '../../../texts';
import { count, share } from '../../../ui/time';
import { nameIn } from './story';
import { useSimulationTexts, useTrialTexts } from './texts';
import { UnarmedStarts } from './UnarmedStarts';
import type { Library } from './useLibrary';

/** The result of the simulation. */
export function SimulationReport({ result, library }: { result: SimulationResult; library: Library }) {
  const t = useSimulationTexts();
  const time = useMinutes();
  const { cases, duration, incidents } = result;
  return (
    <section className="stack" aria-label={t('result')} data-simulation="result">
      <div className="tiles">
        {(['started', 'completed', 'open', 'failed'] as const).map((key) => (
          <div key={key} className="card tile">
            <div className="muted small">{t(key)}</div>
            <div className="big number">{count(cases[key])}</div>
          </div>
        ))}
        <div className="card tile">
          <div className="muted small">
            {t('duration')} · {t('mean')}
          </div>
          <div className="big number">{time(duration.mean)}</div>
          <div className="small muted">
            {t('p90')} {time(duration.p90)}
          </div>
        </div>
      </div>
      <UnarmedStarts unarmed={result.unarmed} graphs={library.graphs} />
      <LimitTable limits={result.limits} />
      <div className="two">
        <SummaryTable
          title={t('waiting')}
          rows={result.roles}
          nameOf={(code, language) => (roles.has(code) ? roles.name(code, language) : code)}
        />
        <SummaryTable
          title={t('stages')}
          rows={result.stages}
          nameOf={(code, language) => (stages.has(code) ? stages.name(code, language) : code)}
        />
      </div>
      {Object.keys(incidents).length > 0 && (
        <section className="card">
          <h2>{t('incidents')}</h2>
          <ul className="plain-list">
            {Object.entries(incidents).map(([code, n]) => (
              <li key={code}>
                <span className="tag late">{code}</span> {count(n)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <HeatDiagram result={result} library={library} />
    </section>
  );
}

function LimitTable({ limits }: { limits: SimulationResult['limits'] }) {
  const t = useSimulationTexts();
  const language = useLanguage();
  const law = useQuery(limitsQuery).data?.limits;
  const rows = Object.entries(limits)
    .map(([name, figures]) => {
      const [id, moment = 'breach'] = name.split('/') as [string, 'breach' | 'remind' | 'escalate' | undefined];
      const row = law?.find((limit) => limit.id === id);
      return {
        name,
        moment,
        title: row ? pick(row.title, language) : id,
        duty: row?.kind === 'duty' || row?.kind === 'response',
        ...figures,
      };
    })
    .sort((a, b) => Number(b.moment === 'breach') - Number(a.moment === 'breach') || b.fired - a.fired);
  return (
    <section className="card scroll-x">
      <h2>{t('limits')}</h2>
      {rows.length === 0 ? (
        <p className="muted">{t('none')}</p>
      ) : (
        <table className="list figures">
          <thead>
            <tr>
              <th>{t('limit')}</th>
              <th>{t('moment')}</th>
              <th>{t('armed')}</th>
              <th>{t('fired')}</th>
              <th>{t('share')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, moment, title, duty, armed, fired }) => (
              <tr key={name}>
                <th scope="row">{title}</th>
                <td>
                  <span className={`tag ${moment === 'breach' && duty && fired > 0 ? 'late' : ''}`}>{t(moment)}</span>
                </td>
                <td className="number">{count(armed)}</td>
                <td className="number">{count(fired)}</td>
                <td className="number">{share(fired, armed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function SummaryTable({
  title,
  rows,
  nameOf,
}: {
  title: string;
  rows: Record<string, Summary>;
  nameOf(code: string, language: 'zh' | 'en'): string;
}) {
  const t = useSimulationTexts();
  const language = useLanguage();
  const time = useMinutes();
  return (
    <section className="card scroll-x">
      <h2>{title}</h2>
      {Object.keys(rows).length === 0 ? (
        <p className="muted">{t('none')}</p>
      ) : (
        <table className="list figures">
          <thead>
            <tr>
              <th />
              <th>{t('count')}</th>
              <th>{t('mean')}</th>
              <th>{t('p90')}</th>
              <th>{t('max')}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(rows).map(([code, each]) => (
              <tr key={code}>
                <th scope="row">{nameOf(code, language)}</th>
                <td className="number">{count(each.count)}</td>
                <td className="number">{time(each.mean)}</td>
                <td className="number">{time(each.p90)}</td>
                <td className="number">{time(each.max)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function HeatDiagram({ result, library }: { result: SimulationResult; library: Library }) {
  const t = useSimulationTexts();
  const trial = useTrialTexts();
  const language = useLanguage();
  const time = useMinutes();
  const [process, setProcess] = useState(library.own[0]!);
  const graph = library.graphs.find((one) => one.process === process)!;
  const marks = useMemo<Marks>(() => {
    const known = Object.entries(result.elements).filter(([element]) => graph.nodes[element] && element !== process);
    const longest = Math.max(...known.map(([, { mean }]) => mean), 1);
    const tone = (mean: number) => (mean > longest * 0.6 ? 'late' : mean > longest * 0.2 ? 'soon' : 'done');
    return {
      classes: Object.fromEntries(known.map(([element, { mean }]) => [element, [tone(mean)]])),
      badges: Object.fromEntries(
        known.map(([element, { mean, count: n }]) => [
          element,
          {
            text: time(mean),
            tone: tone(mean) === 'done' ? ('brand' as const) : (tone(mean) as 'late' | 'soon'),
            title: `${t('count')} ${n}`,
          },
        ]),
      ),
    };
  }, [result, graph, process, time, t]);
  return (
    <section className="card stack">
      <h2>{t('heat')}</h2>
      {library.graphs.length > 1 && (
        <div className="scroll-x">
          <Segmented
            value={process}
            onChange={(next) => setProcess(next as string)}
            options={library.graphs.map((one) => ({ value: one.process, label: nameIn(one, one.process, language) }))}
          />
        </div>
      )}
      <Diagram key={process} xml={library.diagrams[process]!} marks={marks} height={480} label={trial('diagram')} />
    </section>
  );
}

/** Minutes in the unit that reads best. */
function useMinutes(): (minutes: number) => string {
  const t = useSimulationTexts();
  const round = (value: number) => (value >= 10 ? Math.round(value) : Math.round(value * 10) / 10);
  return (minutes) =>
    minutes >= 24 * 60
      ? t('days', { n: round(minutes / 1440) })
      : minutes >= 60
        ? t('hoursUnit', { n: round(minutes / 60) })
        : t('minutesUnit', { n: round(minutes) });
}
