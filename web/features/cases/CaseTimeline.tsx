import { useInfiniteQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { traceQuery } from '../../api/cases';
import { may, useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { More } from '../../ui/More';
import { Loaded } from '../../ui/State';
import { instant } from '../../ui/time';
import { useCaseTexts } from './texts';

/** What happened, in order, in words; for readers who may see internal details also every fact of the engine. */
export function CaseTimeline({ number, inside, compact }: { number: string; inside: boolean; compact?: boolean }) {
  const t = useCaseTexts();
  const language = useLanguage();
  const session = useSession();
  const [all, setAll] = useState(false);
  const query = useInfiniteQuery(traceQuery(number, all ? 'all' : 'story'));
  return (
    <div className={compact ? undefined : 'card'}>
      {inside && !compact && (
        <p>
          <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
            {t('detail')}
          </Checkbox>
        </p>
      )}
      <Loaded query={query}>
        {({ pages }) => (
          <ol className="timeline">
            {pages
              .flatMap((page) => page.rows)
              .map((entry, index) => (
                <li
                  key={`${entry.instance}${entry.sequence}${index}`}
                  className={entry.type === 'waitEnded' ? 'late' : undefined}
                >
                  <div>
                    {entry.task && inside && may(session, 'task.list') ? (
                      <Link to={`/work/${entry.task}`}>{pick(entry.text, language)}</Link>
                    ) : (
                      pick(entry.text, language)
                    )}
                  </div>
                  <div className="small muted">
                    {instant(entry.at)} {entry.by && `· ${entry.by.name}`}
                  </div>
                  {all && entry.fact && (
                    <details className="small">
                      <summary>
                        {entry.type} {entry.element}
                      </summary>
                      <pre className="fact">{JSON.stringify(entry.fact, null, 1)}</pre>
                    </details>
                  )}
                </li>
              ))}
          </ol>
        )}
      </Loaded>
      <More list={query}>{t('more')}</More>
    </div>
  );
}
