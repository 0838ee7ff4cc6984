import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { staffQuery, type StaffRow } from '../../api/absences';
import { pick, useLanguage } from '../../texts';
import { More } from '../../ui/More';
import { Empty, Loaded } from '../../ui/State';
import { day } from '../../ui/time';
import { AbsenceForm } from './AbsenceForm';
import { Reviews } from './Reviews';
import { useStaffTexts } from './texts';

const columns = ['open', 'cases', 'overdue', 'soon'] as const;
const heads = { open: 'open', cases: 'cases', overdue: 'late', soon: 'dueSoon' } as const;

/** Who works on cases in the reader's area: load and ageing by organisation and person, absences, and where work is stuck. */
export default function Staff() {
  const t = useStaffTexts();
  const language = useLanguage();
  const list = useInfiniteQuery(staffQuery);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const [away, setAway] = useState<StaffRow>();
  const houses = byHouse(rows);
  const sum = (of: StaffRow[], column: (typeof columns)[number]) => of.reduce((all, { load }) => all + load[column], 0);
  return (
    <article className="stack">
      <header className="page-head">
        <h1>{t('title')}</h1>
      </header>
      <p className="muted">{t('help')}</p>
      <nav className="row" aria-label={t('title')}>
        <Link to="/work?view=escalated">{t('escalations')}</Link>
        <Link to="/work?view=overseen&dueWithin=0">{t('overdue')}</Link>
        <Link to="/work?view=overseen&dueWithin=3">{t('soon')}</Link>
      </nav>
      <Loaded query={{ data: list.data, error: list.error, isPending: list.isPending, refetch: list.refetch }}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t('empty')} />
          ) : (
            <div className="card scroll-x" tabIndex={0} role="region" aria-label={t('title')}>
              <table className="list figures">
                <thead>
                  <tr>
                    <th>{t('person')}</th>
                    {columns.map((column) => (
                      <th key={column}>{t(heads[column])}</th>
                    ))}
                    <th>{t('oldest')}</th>
                    <th>{t('absence')}</th>
                  </tr>
                </thead>
                {houses.map(([house, people]) => (
                  <tbody key={house}>
                    <tr>
                      <th scope="rowgroup">
                        {people[0]!.organisationName ? pick(people[0]!.organisationName, language) : t('none')}
                      </th>
                      {columns.map((column) => (
                        <td key={column} className="number">
                          <strong>{column === 'cases' ? '' : sum(people, column)}</strong>
                        </td>
                      ))}
                      <td />
                      <td />
                    </tr>
                    {people.map((row) => (
                      <tr key={row.id}>
                        <th scope="row">{row.name}</th>
                        {columns.map((column) => (
                          <td key={column} className="number">
                            {row.load[column] > 0 && column !== 'cases' ? (
                              <Link
                                to={`/work?view=overseen&person=${row.id}${column === 'open' ? '' : `&dueWithin=${column === 'overdue' ? 0 : 3}`}`}
                                aria-label={`${row.name} ${t(heads[column])} ${row.load[column]}`}
                              >
                                {row.load[column]}
                              </Link>
                            ) : (
                              row.load[column]
                            )}
                          </td>
                        ))}
                        <td>{row.load.since ? day(row.load.since) : '–'}</td>
                        <td>
                          {row.absences.map(({ id, from, to, deputy }) => (
                            <div key={id} className="small">
                              {t('away', { from: day(from), to: day(to), deputy: deputy.name })}
                            </div>
                          ))}
                          <Button
                            size="small"
                            aria-label={t('enterFor', { name: row.name })}
                            onClick={() => setAway(row)}
                          >
                            {t('enter')}
                          </Button>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                ))}
              </table>
            </div>
          )
        }
      </Loaded>
      <More list={list}>{t('more')}</More>
      <Reviews />
      <Modal
        open={away !== undefined}
        title={t('enterFor', { name: away?.name ?? '' })}
        footer={null}
        destroyOnHidden
        onCancel={() => setAway(undefined)}
      >
        {away && <AbsenceForm user={away.id} onDone={() => setAway(undefined)} />}
      </Modal>
    </article>
  );
}

/** People by organisation, those with most to do first; without one, such as arbitrators of a place, before all. */
function byHouse(rows: readonly StaffRow[]): [string, StaffRow[]][] {
  const houses = new Map<string, StaffRow[]>();
  for (const row of rows) {
    const house = row.organisation ?? '';
    houses.set(house, [...(houses.get(house) ?? []), row]);
  }
  for (const people of houses.values()) people.sort((a, b) => b.load.open - a.load.open);
  return [...houses].sort(([a], [b]) => (a < b ? -1 : 1));
}
