import { Tabs } from '../../ui/Tabs';
import { useFilters } from '../../ui/useFilters';
import { CalendarYears } from './CalendarYears';
import { Limits } from './Limits';
import { Parameters } from './Parameters';
import { useAdminTexts } from './texts';

/** What dates are derived from: the calendar, the statutory limits, and the parameters by place and date. */
export default function Calendars() {
  const t = useAdminTexts();
  const [filters, change] = useFilters(['tab'] as const);
  const open = filters.tab === 'limits' || filters.tab === 'parameters' ? filters.tab : 'calendar';
  return (
    <>
      <header className="page-head">
        <h1>{t('calendars')}</h1>
      </header>
      <Tabs
        label={t('calendars')}
        value={open}
        onChange={(tab) => change({ tab })}
        items={(['calendar', 'limits', 'parameters'] as const).map((key) => ({ key, label: t(key) }))}
      >
        {open === 'limits' ? <Limits /> : open === 'parameters' ? <Parameters /> : <CalendarYears />}
      </Tabs>
    </>
  );
}
