import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId } from 'react';
import { appointmentKinds } from '../../../domain/appointments';
import { doorQuery } from '../../api/appointments';
import { pick, useLanguage } from '../../texts';
import { Empty, Loaded } from '../../ui/State';
import { day } from '../../ui/time';
import { useCalendarTexts } from './texts';

const clock = (iso: string): string => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(11, 16);

interface Props {
  organisation: string;
  on: string;
  onDay(on: string): void;
  onClose(): void;
}

/** The day list for the door, to be printed: case number, room and time, and nothing else. */
export function Door({ organisation, on, onDay, onClose }: Props) {
  const t = useCalendarTexts();
  const language = useLanguage();
  const id = useId();
  return (
    <>
      <header className="page-head no-print">
        <h1>{t('door')}</h1>
        <span className="grow" />
        <label className="skip" htmlFor={id}>
          {t('day')}
        </label>
        <input
          id={id}
          type="date"
          className="native fit"
          value={on}
          onChange={(event) => event.target.value && onDay(event.target.value)}
        />
        <Button onClick={() => print()}>{t('print')}</Button>
        <Button onClick={onClose}>{t('close')}</Button>
      </header>
      <p className="muted no-print">{t('doorHelp')}</p>
      <Loaded query={useQuery(doorQuery(organisation, on))}>
        {({ organisation: name, rows }) => (
          <section className="card door">
            <h2>
              {pick(name, language)} · {day(on)}
            </h2>
            {rows.length === 0 ? (
              <Empty title={t('nothing')} />
            ) : (
              <table className="list">
                <thead>
                  <tr>
                    <th>{t('time')}</th>
                    <th>{t('room')}</th>
                    <th>{t('case')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.start + row.room.zh}>
                      <td>
                        {clock(row.start)}–{clock(row.end)}
                      </td>
                      <td>{pick(row.room, language)}</td>
                      <td>{row.case ? `${row.case} ${appointmentKinds.name(row.kind!, language)}` : t('taken')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </section>
        )}
      </Loaded>
    </>
  );
}
