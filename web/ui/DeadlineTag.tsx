import { lastDay } from './time';
import { texts } from '../texts';
import { useNow } from './useNow';

const useDeadlineTexts = texts({
  daysLeft: ['还剩 {{n}} 个工作日', '{{n|working day|working days}} left'],
  today: ['今天到期', 'Due today'],
  over: ['已超期 {{n}} 个工作日', '{{n|working day|working days}} overdue'],
  overToday: ['已到期', 'Overdue'],
  none: ['没有法定期限', 'No legal limit'],
  stopped: ['期限中止', 'Suspended'],
  until: ['至 {{day}}', 'until {{day}}'],
  provisional: ['暂定', 'provisional'],
});

interface Props {
  due?: string | null;
  workingDaysLeft?: number | null;
  name?: string;
  article?: string;
  provisional?: boolean;
  stopped?: boolean;
  compact?: boolean;
}

/** The limit, its article, and the remaining working days. */
export function DeadlineTag({ due, workingDaysLeft, name, article, provisional, stopped, compact }: Props) {
  const t = useDeadlineTexts();
  const now = useNow();
  if (stopped)
    return (
      <span className="tag">
        {name} {t('stopped')}
      </span>
    );
  if (!due) return compact ? null : <span className="muted small">{t('none')}</span>;
  const over = new Date(due).getTime() <= now;
  const left = workingDaysLeft ?? 0;
  const words = over
    ? left < 0
      ? t('over', { n: -left })
      : t('overToday')
    : left <= 0
      ? t('today')
      : t('daysLeft', { n: left });
  return (
    <span className="deadline">
      <span className={`tag ${over ? 'late' : left <= 2 ? 'soon' : ''}`}>{words}</span>
      {!compact && (
        <span className="small muted">
          {' '}
          {name && `${name} · `}
          {t('until', { day: lastDay(due) })}
          {provisional && ` (${t('provisional')})`}
          {article && <span title={article}> · {firstOf(article)}</span>}
        </span>
      )}
    </span>
  );
}

/** The first of several laws; all of them are listed with the case's limits. */
const firstOf = (article: string) => {
  const [first, ...more] = article.split(/；|; /);
  return more.length > 0 ? `${first} …` : first;
};
