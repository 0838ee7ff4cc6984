import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useId, useState } from 'react';
import { caseAppointmentsQuery, setUnavailable } from '../../api/appointments';
import { isParty, useSession } from '../../session';
import { useLanguage } from '../../texts';
import { Loaded } from '../../ui/State';
import { useAction } from '../../ui/useAction';
import { day } from '../../ui/time';
import { AppointmentList } from './AppointmentList';
import { useCalendarTexts } from './texts';

/** What is fixed in a case, and the days that do not suit its sides. */
export function CaseAppointments({ number }: { number: string }) {
  const t = useCalendarTexts();
  const language = useLanguage();
  const party = isParty(useSession());
  return (
    <Loaded query={useQuery(caseAppointmentsQuery(number))}>
      {({ rows, unavailable, own }) => (
        <div className="stack">
          {rows.length === 0 ? <p className="muted">{t('none')}</p> : <AppointmentList rows={rows} />}
          {party && own[0] ? (
            <Unavailable number={number} days={unavailable.find(({ side }) => side === own[0])?.days ?? []} />
          ) : (
            unavailable
              .filter(({ days }) => days.length > 0)
              .map(({ side, days }) => (
                <p key={side} className="small">
                  {t('unavailableOf', { side: t(side), days: days.map(day).join(language === 'zh' ? '、' : ', ') })}
                </p>
              ))
          )}
        </div>
      )}
    </Loaded>
  );
}

function Unavailable({ number, days }: { number: string; days: string[] }) {
  const t = useCalendarTexts();
  const id = useId();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [entered, setEntered] = useState('');
  const save = useAction(
    (key: string, next: string[]) => setUnavailable(key, number, next),
    () => {
      setEntered('');
      void message.success(t('saved'));
      void client.invalidateQueries({ queryKey: ['cases', number] });
    },
  );
  return (
    <section className="stack">
      <h3>{t('unavailable')}</h3>
      <p className="small muted">{t('unavailableHelp')}</p>
      {days.length > 0 && (
        <div className="row">
          {days.map((each) => (
            <Button
              key={each}
              size="small"
              aria-label={t('remove', { day: day(each) })}
              onClick={() => void save.run(days.filter((other) => other !== each))}
            >
              {day(each)} ✕
            </Button>
          ))}
        </div>
      )}
      <div className="row">
        <label htmlFor={id} className="skip">
          {t('addDay')}
        </label>
        <input
          id={id}
          type="date"
          className="native"
          value={entered}
          onChange={(event) => setEntered(event.target.value)}
        />
        <Button loading={save.busy} disabled={!entered} onClick={() => void save.run([...days, entered])}>
          {t('addDay')}
        </Button>
      </div>
      {save.problem && (
        <div className="problem" role="alert">
          {save.problem.message}
        </div>
      )}
    </section>
  );
}
