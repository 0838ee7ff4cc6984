import { Tabs } from 'antd';
import { useFilters } from '../../ui/useFilters';
import { CalendarYears } from './CalendarYears';
import { Limits } from './Limits';
import { Parameters } from './Parameters';
import { useAdminTexts } from './texts';

/** What dates are derived from: the calendar, the law's limits, and the values that hold by place and date. */
export default function Calendars() {
  const t = useAdminTexts();
  const [filters, change] = useFilters(['tab'] as const);
  return (
    <>
      <header className="page-head"><h1>{t('calendars')}</h1></header>
      <Tabs activeKey={filters.tab ?? 'calendar'} onChange={(tab) => change({ tab })} items={[
        { key: 'calendar', label: t('calendar'), children: <CalendarYears /> },
        { key: 'limits', label: t('limits'), children: <Limits /> },
        { key: 'parameters', label: t('parameters'), children: <Parameters /> },
      ]} />
    </>
  );
}
