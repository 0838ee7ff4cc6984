import type { ReactNode } from 'react';
import { Tabs } from '../../ui/Tabs';
import { useFilters } from '../../ui/useFilters';
import { CalendarYears } from './CalendarYears';
import { Limits } from './Limits';
import { NoticeTexts } from './NoticeTexts';
import { Parameters } from './Parameters';
import { useAdminTexts } from './texts';

const tabs = ['calendar', 'limits', 'parameters', 'noticeTexts'] as const;
const parts: Record<(typeof tabs)[number], ReactNode> = {
  calendar: <CalendarYears />,
  limits: <Limits />,
  parameters: <Parameters />,
  noticeTexts: <NoticeTexts />,
};

/**
 * What dates are derived from: the calendar, the statutory limits, and the parameters by place and date; and the words
 * in which people are told.
 */
export default function Calendars() {
  const t = useAdminTexts();
  const [filters, change] = useFilters(['tab'] as const);
  const open = tabs.find((tab) => tab === filters.tab) ?? 'calendar';
  return (
    <>
      <header className="page-head">
        <h1>{t('calendars')}</h1>
      </header>
      <Tabs
        label={t('calendars')}
        value={open}
        onChange={(tab) => change({ tab })}
        items={tabs.map((key) => ({ key, label: t(key) }))}
      >
        {parts[open]}
      </Tabs>
    </>
  );
}
