import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Progress } from 'antd';
import { useState } from 'react';
import { bulkQuery, calendarQuery, loadYear } from '../../api/oversight';
import { may, useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { Loaded } from '../../ui/State';
import { useAction } from '../../ui/useAction';
import { inChina, useNow } from '../../ui/useNow';
import { Editor } from './Editor';
import { yearOf } from './notice';
import { useAdminTexts } from './texts';

/** The years of the calendar, with a form to load a year's holiday notice, which running cases then adopt. */
export function CalendarYears() {
  const t = useAdminTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const session = useSession();
  const now = useNow();
  const query = useQuery(calendarQuery);
  const [open, setOpen] = useState(false);
  const { message } = App.useApp();
  const [bad, setBad] = useState<string>();
  const load = useAction(
    (key: string, year: string, body: unknown, note: string) => loadYear(key, year, body, note),
    () => {
      setOpen(false);
      void client.invalidateQueries({ queryKey: ['proposals'] });
      void message.success(t('proposedDone'));
    },
  );

  function save(values: Record<string, unknown>) {
    const read = yearOf(values);
    if ('line' in read) return setBad(t('badLine', { n: read.line }));
    setBad(undefined);
    void load.run(read.year, read.body, String(values.note || values.notice || ''));
  }

  return (
    <div className="stack">
      {may(session, 'reference.write') && (
        <div>
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('loadYear')}
          </Button>
        </div>
      )}
      <Loaded query={query}>
        {({ calendar }) => (
          <div className="scroll-x card" tabIndex={0} role="region" aria-label={t('calendar')}>
            <table className="list cards">
              <thead>
                <tr>
                  <th>{t('year')}</th>
                  <th>{t('notice')}</th>
                  <th>{t('holidays')}</th>
                  <th>{t('makeup')}</th>
                </tr>
              </thead>
              <tbody>
                {Object.entries(calendar.years)
                  .sort(([a], [b]) => b.localeCompare(a))
                  .map(([year, one]) => (
                    <tr key={year}>
                      <td>
                        <strong>{year}</strong>
                        <div>
                          <span className={one.confidence === 'sure' ? 'tag good' : 'tag soon'}>
                            {one.confidence === 'sure' ? t('sure') : t('provisional')}
                          </span>
                        </div>
                      </td>
                      <td>
                        <span translate="no">{one.notice}</span>
                        <div className="small muted">{one.noticeDate}</div>
                      </td>
                      <td>
                        {one.holidays.map((holiday) => (
                          <div key={holiday.from}>
                            {pick(holiday, language)}{' '}
                            <span className="small muted number">
                              {holiday.from.slice(5)} – {holiday.to.slice(5)}
                            </span>
                          </div>
                        ))}
                      </td>
                      <td className="number small">{one.makeupWorkdays.map((day) => day.slice(5)).join('、')}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      {open && (
        <Editor
          title={t('loadYear')}
          busy={load.busy}
          problem={load.problem}
          onCancel={() => setOpen(false)}
          onSave={save}
          initial={{ year: String(inChina(now).getUTCFullYear() + 1) }}
          fields={[
            { path: 'year', label: t('year') },
            { path: 'notice', label: t('notice') },
            { path: 'noticeDate', label: t('noticeDate'), help: 'YYYY-MM-DD' },
            { path: 'holidays', label: t('holidays'), type: 'area', help: bad ?? t('holidayLines') },
            { path: 'makeup', label: t('makeup'), type: 'area', help: t('makeupLines') },
            { path: 'note', label: t('note') },
          ]}
        />
      )}
    </div>
  );
}

/** How far running cases have adopted the new calendar. */
export function Update({ id }: { id: string }) {
  const t = useAdminTexts();
  const work = useQuery(bulkQuery(id)).data;
  if (!work) return null;
  const words =
    work.status === 'running'
      ? t('loading', { done: work.done, total: work.total })
      : t('loaded', { total: work.done, failed: work.failed });
  return (
    <Alert
      type={work.failed > 0 ? 'warning' : work.status === 'running' ? 'info' : 'success'}
      showIcon
      role="status"
      title={words}
      description={
        work.status === 'running' && (
          <Progress percent={work.total ? Math.round((work.done / work.total) * 100) : 0} aria-label={words} />
        )
      }
    />
  );
}
