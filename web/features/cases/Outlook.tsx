import { useQuery } from '@tanstack/react-query';
import { outlookQuery } from '../../api/cases';
import { pick, useLanguage } from '../../texts';
import { Loaded } from '../../ui/State';
import { instant } from '../../ui/time';
import { useCaseTexts } from './texts';

/** Why the case is where it is, and what will happen if nobody acts: the engine's own knowledge, in words. */
export function Outlook({ number }: { number: string }) {
  const t = useCaseTexts();
  const language = useLanguage();
  return (
    <Loaded query={useQuery(outlookQuery(number))}>
      {({ here, next }) => (
        <section className="card outlook">
          <h2>{t('why')}</h2>
          <ul className="plain-list">{here.map((one) => <li key={`${one.instance}${one.element}`}><strong>{pick(one.name, language)}</strong><div>{pick(one.why, language)}</div><div className="small muted">{t('since', { at: instant(one.since) })}</div></li>)}</ul>
          <h2>{t('next')}</h2>
          {next.length === 0 && <p className="muted">{t('nothingNext')}</p>}
          <ol className="timeline">{next.map((one, index) => <li key={index} className={index === 0 ? 'soon' : undefined}><strong>{one.at ? instant(one.at) : '—'}</strong> {pick(one.name, language)}<div className="small">{pick(one.then, language)}</div></li>)}</ol>
        </section>
      )}
    </Loaded>
  );
}
