import { appointmentKinds, appointmentStatuses } from '../../../domain/appointments';
import type { Appointment } from '../../api/appointments';
import { address } from '../../http';
import { pick, useLanguage } from '../../texts';
import { day, instant } from '../../ui/time';
import { useCalendarTexts } from './texts';

const tone: Record<string, string> = { fixed: 'tag brand', held: 'tag good', postponed: 'tag', cancelled: 'tag' };

/** The sessions and hearings of a case, in order. */
export function AppointmentList({ rows }: { rows: readonly Appointment[] }) {
  const t = useCalendarTexts();
  const language = useLanguage();
  return (
    <ul className="plain-list">
      {rows.map(({ start, allDay, status, shown, room }) =>
        shown ? (
          <li key={shown.id} data-appointment={status}>
            <div className="row">
              <strong>{allDay ? day(start) : instant(start)}</strong>
              <span className={tone[status] ?? 'tag'}>{appointmentStatuses.name(status, language)}</span>
            </div>
            <div>
              {appointmentKinds.name(shown.kind, language)}
              {allDay && ` · ${t('allDay')}`}
              {shown.side && ` · ${t('alone', { side: t(shown.side) })}`}
            </div>
            <div className="small muted">
              {shown.place ? pick(shown.place, language) : room && pick(room.name, language)}
              {shown.people.length > 0 &&
                ` · ${shown.people.map(({ name }) => name).join(language === 'zh' ? '、' : ', ')}`}
            </div>
            {status === 'fixed' && (
              <div className="row small">
                {shown.link && (
                  <a href={shown.link} target="_blank" rel="noreferrer">
                    {t('link')}
                  </a>
                )}
                <a href={address(`/appointments/${shown.id}/ics`)} download>
                  {t('file')}
                </a>
              </div>
            )}
            {shown.postponeBy && (
              <div className="small">
                {t('postponeBy', { day: day(shown.postponeBy.day), article: pick(shown.postponeBy.article, language) })}
              </div>
            )}
          </li>
        ) : null,
      )}
    </ul>
  );
}
