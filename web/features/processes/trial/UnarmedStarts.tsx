import type { Graph, StuckStart } from '../../../../engine';
import { pick, useLanguage } from '../../../texts';
import { nameIn } from './story';
import { useTrialTexts } from './texts';

/** Start events that start nothing, because their time or name cannot be evaluated. */
export function UnarmedStarts({ unarmed, graphs }: { unarmed: readonly StuckStart[]; graphs: Graph[] }) {
  const t = useTrialTexts();
  const language = useLanguage();
  if (unarmed.length === 0) return null;
  return (
    <section className="card" data-trial="unarmed">
      <h2>{t('unarmed')}</h2>
      <p className="small muted">{t('unarmedHelp')}</p>
      <ul className="plain-list">
        {unarmed.map(({ process, startEvent, why }) => (
          <li key={`${process}/${startEvent}`}>
            <strong>
              {nameIn(
                graphs.find((graph) => graph.process === process)!,
                startEvent,
                language,
              )}
            </strong>
            <div className="small">{pick(why, language)}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}
