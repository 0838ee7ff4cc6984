import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { nextInCaseQuery, type TaskRow } from '../../api/tasks';
import { pick, useLanguage } from '../../texts';
import { useWorkTexts } from './texts';

interface Props {
  /** What was completed, and its case. */
  name: string;
  number: string;
  /** The next one in the list that was open. */
  next: TaskRow | undefined;
  onOpen(id: string): void;
  onBack(): void;
}

/** After completing: what was done, and the choice to go on in this case or with the next in the list. */
export function Done({ name, number, next, onOpen, onBack }: Props) {
  const t = useWorkTexts();
  const language = useLanguage();
  const here = useInfiniteQuery(nextInCaseQuery(number)).data?.pages[0]?.rows[0];
  // The next of the list is offered apart, unless it is the same.
  const other = next?.id === here?.id ? undefined : next;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    scrollTo({ top: 0 });
  }, []);
  return (
    <section className="card stack done" aria-labelledby="done">
      <h2 id="done" ref={heading} tabIndex={-1}>
        ✓ {t('completed', { name, number })}
      </h2>
      {here && (
        <div>
          <h3>{t('nextInCase')}</h3>
          <Button type="primary" onClick={() => onOpen(here.id)}>
            {pick(here.name, language)}
          </Button>
        </div>
      )}
      {other && (
        <div>
          <h3>{t('nextInList')}</h3>
          <Button type={here ? 'default' : 'primary'} onClick={() => onOpen(other.id)}>
            {pick(other.name, language)} · {other.title || other.case}
          </Button>
        </div>
      )}
      {!here && !other && <p className="muted">{t('nothingNext')}</p>}
      <div className="row">
        <Link to={`/cases/${number}`}>{t('openCase')}</Link>
        <Button className="only-phone" onClick={onBack}>
          ← {t('back')}
        </Button>
      </div>
    </section>
  );
}
