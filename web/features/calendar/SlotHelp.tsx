import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { minutesOf, type AppointmentField } from '../../../domain/appointments';
import { slotsQuery } from '../../api/appointments';
import { pick, useLanguage } from '../../texts';
import { day } from '../../ui/time';
import { useCalendarTexts } from './texts';

interface Props {
  task: string;
  keys: Partial<Record<AppointmentField, string>>;
  values: Record<string, unknown>;
  onPick(values: Record<string, unknown>): void;
}

/** Below the fields of a meeting: free times to pick, and what speaks against the time that was entered. */
export function SlotHelp({ task, keys, values, onPick }: Props) {
  const t = useCalendarTexts();
  const language = useLanguage();
  const of = (field: AppointmentField) => (keys[field] ? values[keys[field]] : undefined);
  const [on, at, room] = [of('on'), of('at'), of('room')];
  const minutes = Number(of('minutes'));
  const known = useQuery(
    slotsQuery(task, {
      ...(typeof on === 'string' && /^\d{4}-\d\d-\d\d/.test(on) && { on: on.slice(0, 10) }),
      ...(minutesOf(at) !== undefined && { at: String(at).slice(0, 5) }),
      ...(minutes >= 15 && minutes <= 600 && { minutes: Math.round(minutes) }),
      ...(typeof room === 'string' && room && { room }),
    }),
  );
  if (!known.data) return null;
  const { free, objections, earliest } = known.data;
  return (
    <div className="slots stack" aria-live="polite">
      {objections.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t('against')}
          description={
            <ul className="hints">
              {objections.map(({ field, text }) => (
                <li key={field + text.en}>{pick(text, language)}</li>
              ))}
            </ul>
          }
        />
      ) : (
        Boolean(on) && minutesOf(at) !== undefined && <p className="small">✓ {t('clear')}</p>
      )}
      <div role="group" aria-label={t('free')}>
        <div className="label">{t('free')}</div>
        <p className="help">{free.length ? t('freeHelp', { day: day(earliest) }) : t('noFree')}</p>
        <div className="row">
          {free.map((slot) => (
            <Button
              key={`${slot.on}${slot.at}`}
              size="small"
              data-slot={`${slot.on} ${slot.at}`}
              onClick={() =>
                onPick({
                  [keys.on!]: slot.on,
                  ...(keys.at && { [keys.at]: slot.at }),
                  ...(keys.room && slot.room && { [keys.room]: slot.room.id }),
                })
              }
            >
              {day(slot.on)} {slot.at}
              {slot.room && ` · ${pick(slot.room.name, language)}`}
            </Button>
          ))}
        </div>
      </div>
    </div>
  );
}
