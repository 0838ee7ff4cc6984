import type { ReactNode } from 'react';
import { isRight } from '../../../domain/offers';
import { acts } from '../../../domain/acts';
import type { Task, TaskOutlook } from '../../api/tasks';
import { address } from '../../http';
import { pick, useLanguage } from '../../texts';
import { DeadlineTag } from '../../ui/DeadlineTag';
import { instant, moment } from '../../ui/time';
import { TaskForm } from '../work/TaskForm';
import { useLinkTexts } from './texts';

interface Props {
  task: Task;
  known: TaskOutlook;
  /** How long the link lasts. */
  until: string;
  onDone(): void;
  /** Where to go on once it is done. */
  children: ReactNode;
}

/** One step for somebody without an account: what happened, what they can do, until when and why, and what silence means. */
export function LinkedTask({ task, known, until, onDone, children }: Props) {
  const t = useLinkTexts();
  const language = useLanguage();
  return (
    <article className="stack">
      <header>
        <h1>{pick(task.name, language)}</h1>
        <div className="muted">
          {task.title} · {t('number')} <span className="number">{task.case}</span>
        </div>
      </header>
      {task.status === 'open' ? (
        <>
          {known.last && (
            <section className="card" data-happened>
              <h2>{t('happened')}</h2>
              <p>
                {pick(known.last.text, language)} <span className="small muted">{instant(known.last.at)}</span>
              </p>
            </section>
          )}
          <section className="card" data-until>
            <h2>{t('until')}</h2>
            {known.day ? (
              <>
                <p>
                  <strong>{known.day}</strong>{' '}
                  <DeadlineTag
                    due={task.limit?.due}
                    workingDaysLeft={task.limit?.workingDaysLeft}
                    name={task.limit && pick(task.limit, language)}
                    article={task.limit?.article}
                    provisional={task.limit?.provisional}
                  />
                </p>
                {known.why && (
                  <p>
                    {t('why')}: {pick(known.why, language)}
                  </p>
                )}
              </>
            ) : (
              <p>{t('noLimit')}</p>
            )}
          </section>
          <section className="card" data-silence>
            <h2>{t('silence')}</h2>
            <Silence rows={known.next} />
          </section>
          <section className="card turn" data-can>
            <h2>{t('can')}</h2>
            {isRight(task.acts) && <p>{t('mayAct')}</p>}
            {task.instructions && <p>{pick(task.instructions, language)}</p>}
            <TaskForm task={task} onDone={onDone} large />
          </section>
        </>
      ) : (
        <section className="card stack" data-link-done>
          <h2>{t('done')}</h2>
          <p role="status">
            {t('doneAct', { act: task.act ? acts.name(task.act, language) : pick(task.name, language) })}{' '}
            {task.closedAt && <span className="small muted">{instant(task.closedAt)}</span>}
          </p>
          <p>{t('spent')}</p>
          <div className="row">{children}</div>
        </section>
      )}
      {known.papers.length > 0 && (
        <section className="card">
          <h2>{t('papers')}</h2>
          <ul className="plain-list">
            {known.papers.map(({ id, name, fileName }) => (
              <li key={id}>
                <a href={address(`/documents/${id}/content`)} download={fileName}>
                  {t('download', { name: pick(name, language) })}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {task.status === 'open' && <p className="small muted">{t('works', { at: instant(until) })}</p>}
    </article>
  );
}

/** What follows by when if nobody acts: what silence means. */
function Silence({ rows }: { rows: TaskOutlook['next'] }) {
  const t = useLinkTexts();
  const language = useLanguage();
  if (rows.length === 0) return <p>{t('nothing')}</p>;
  return (
    <ol className="timeline">
      {rows.map((one, index) => (
        <li key={index} className={index === 0 ? 'soon' : undefined}>
          <strong>{moment(one.at)}</strong> {pick(one.name, language)}
          <div className="small">{pick(one.then, language)}</div>
        </li>
      ))}
    </ol>
  );
}
