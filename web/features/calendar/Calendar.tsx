import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { appointmentsQuery, roomsQuery } from '../../api/appointments';
import { organisationsQuery } from '../../api/oversight';
import { useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { Loading } from '../../ui/State';
import { useFilters } from '../../ui/useFilters';
import { dayInChina } from '../../ui/useNow';
import { SearchSelect } from '../admin/SearchSelect';
import { Door } from './Door';
import { Feed } from './Feed';
import { useCalendarTexts } from './texts';

const Grid = lazy(() => import('./Grid'));
const today = (): string => dayInChina(Date.now());
const NONE: never[] = [];

/** Sessions and hearings: one's own, those of one's area, or the rooms of an organisation. */
export default function Calendar() {
  const t = useCalendarTexts();
  const language = useLanguage();
  const session = useSession();
  const navigate = useNavigate();
  const [{ of = 'mine', organisation: chosen, view, from, door }, change] = useFilters([
    'of',
    'organisation',
    'view',
    'from',
    'door',
  ]);
  const [shown, setShown] = useState<{ from: string; to: string }>();
  const organisation = of === 'rooms' ? (chosen ?? session.organisation) : undefined;
  const rows = useQuery({
    ...appointmentsQuery({
      from: shown?.from ?? today(),
      to: shown?.to ?? today(),
      ...(organisation ? { organisation } : { of: of === 'rooms' ? 'mine' : of }),
    }),
    enabled: shown !== undefined,
  });
  const rooms = useInfiniteQuery({ ...roomsQuery({ organisation }), enabled: organisation !== undefined });
  const columns = useMemo(
    () =>
      organisation
        ? (rooms.data?.pages.flatMap((page) => page.rows) ?? []).map(({ id, name }) => ({
            id,
            title: pick(name, language),
          }))
        : NONE,
    [rooms.data, organisation, language],
  );
  const narrow = matchMedia('(max-width: 720px)').matches;
  const first = columns.length ? (narrow ? 'listWeek' : 'resourceTimeGridDay') : narrow ? 'listWeek' : 'timeGridWeek';
  if (door && organisation)
    return (
      <Door
        organisation={organisation}
        on={door}
        onDay={(on) => change({ door: on })}
        onClose={() => change({ door: undefined })}
      />
    );
  return (
    <>
      <header className="page-head">
        <h1>{t('title')}</h1>
        <span className="grow" />
        {organisation && <Button onClick={() => change({ door: shown?.from ?? today() })}>{t('door')}</Button>}
        <Feed />
      </header>
      <div className="card filters" role="search">
        <label className="filter">
          <span>{t('show')}</span>
          <Select
            aria-label={t('show')}
            value={of}
            onChange={(next) => change({ of: next, view: undefined })}
            options={(['mine', 'area', 'rooms'] as const).map((value) => ({ value, label: t(value) }))}
            popupMatchSelectWidth={false}
          />
        </label>
        {of === 'rooms' && (
          <div className="filter grow">
            <label htmlFor="calendar-organisation">{t('organisation')}</label>
            <SearchSelect
              id="calendar-organisation"
              source={{
                query: organisationsQuery,
                option: (row: { id: string; name: { zh: string; en: string } }) => ({
                  value: row.id,
                  label: pick(row.name, language),
                }),
              }}
              value={organisation}
              wrong={false}
              onChange={(next) => change({ organisation: next })}
            />
          </div>
        )}
      </div>
      {rows.data?.capped && <Alert type="warning" showIcon title={t('capped')} />}
      <div className="card">
        <Suspense fallback={<Loading />}>
          <Grid
            rows={rows.data?.rows ?? NONE}
            rooms={columns}
            view={view && columns.length > 0 === view.startsWith('resource') ? view : first}
            date={from}
            language={language}
            t={t}
            onDates={({ view: now, ...dates }) => {
              setShown(dates);
              change({ view: now, from: dates.from });
            }}
            onOpen={(number) => navigate(`/cases/${number}`)}
          />
        </Suspense>
      </div>
    </>
  );
}
