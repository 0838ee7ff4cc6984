import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { appointmentKinds } from '../../../domain/appointments';
import { appointmentsQuery } from '../../api/appointments';
import { lettersQuery } from '../../api/letters';
import { servicesQuery } from '../../api/services';
import { tasksQuery } from '../../api/tasks';
import { may, useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { Loaded } from '../../ui/State';
import { day, instant } from '../../ui/time';
import { dayInChina } from '../../ui/useNow';
import { LetterTable } from '../letters/LetterTable';
import { ServiceTable } from '../services/ServiceTable';
import { TaskLine } from '../work/TaskLine';
import { useDeskTexts } from './texts';

const DAY = 86_400_000;
const SHOWN = 8;

/**
 * What a clerk has to do today, from the lists that there are: the next steps, the papers to serve with their attempts and
 * proofs, the letters to post, and the hearings to prepare.
 */
export default function Desk() {
  const t = useDeskTexts();
  const session = useSession();
  return (
    <article className="stack">
      <header className="page-head">
        <h1>{t('title')}</h1>
      </header>
      <Steps />
      <ToServe status="pending" title={t('serve')} />
      <ToServe status="waiting" title={t('counting')} />
      {may(session, 'letter.post') && <ToPost />}
      <Hearings />
    </article>
  );
}

function Section({ title, to, count, children }: { title: string; to: string; count: string; children: ReactNode }) {
  const t = useDeskTexts();
  const id = useId();
  return (
    <section className="stack" aria-labelledby={id}>
      <header className="row">
        <h2 id={id} className="grow">
          {title} <span className="muted">{count}</span>
        </h2>
        <Link to={to}>{t('all')}</Link>
      </header>
      {count === '0' ? <p className="muted">{t('nothing')}</p> : children}
    </section>
  );
}

/** How many there are, as far as they have been read. */
const counted = (rows: number, more: boolean): string => `${rows}${more ? '+' : ''}`;

function Steps() {
  const t = useDeskTexts();
  const navigate = useNavigate();
  const query = useInfiniteQuery(tasksQuery({ view: 'team' }));
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows);
        return (
          <Section title={t('issue')} to="/work?view=team" count={counted(rows.length, query.hasNextPage)}>
            <ul className="plain-list card">
              {rows.slice(0, SHOWN).map((row) => (
                <TaskLine key={row.id} row={row} selected={false} onOpen={() => void navigate(`/work/${row.id}`)} />
              ))}
            </ul>
          </Section>
        );
      }}
    </Loaded>
  );
}

function ToServe({ status, title }: { status: 'pending' | 'waiting'; title: string }) {
  const query = useInfiniteQuery(servicesQuery({ status }));
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows);
        return (
          <Section title={title} to={`/services?status=${status}`} count={counted(rows.length, query.hasNextPage)}>
            <ServiceTable rows={rows.slice(0, SHOWN)} withCase />
          </Section>
        );
      }}
    </Loaded>
  );
}

function ToPost() {
  const t = useDeskTexts();
  const query = useInfiniteQuery(lettersQuery({ status: 'waiting' }));
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows);
        return (
          <Section title={t('letters')} to="/letters" count={counted(rows.length, query.hasNextPage)}>
            <LetterTable rows={rows.slice(0, SHOWN)} />
          </Section>
        );
      }}
    </Loaded>
  );
}

function Hearings() {
  const t = useDeskTexts();
  const language = useLanguage();
  const [now] = useState(() => Date.now());
  const query = useQuery(appointmentsQuery({ from: dayInChina(now), to: dayInChina(now + 14 * DAY), of: 'area' }));
  return (
    <Loaded query={query}>
      {({ rows, capped }) => {
        const known = rows.flatMap(({ shown, ...row }) => (shown ? [{ ...row, shown }] : []));
        return (
          <Section title={t('hearings')} to="/calendar?of=area" count={counted(known.length, capped)}>
            <ul className="plain-list card">
              {known.slice(0, SHOWN).map(({ start, allDay, room, shown }) => (
                <li key={shown.id} className="row">
                  <span style={{ flex: 1 }}>
                    <Link to={`/cases/${shown.case}`}>{shown.title || shown.case}</Link>
                    <span className="small muted" style={{ display: 'block' }}>
                      {appointmentKinds.name(shown.kind, language)} ·{' '}
                      {allDay ? `${day(start)} ${t('noTime')}` : instant(start)} ·{' '}
                      {room ? pick(room.name, language) : shown.place ? pick(shown.place, language) : t('noRoom')}
                    </span>
                  </span>
                  <Link to={`/cases/${shown.case}/file`}>{t('fileOf')}</Link>
                </li>
              ))}
            </ul>
          </Section>
        );
      }}
    </Loaded>
  );
}
