import { equipment, minutesOf, timeOf } from '../../../domain/appointments';
import { roomsQuery, saveRoom, type Room } from '../../api/appointments';
import { organisationsQuery, type Organisation } from '../../api/oversight';
import { pick, useLanguage } from '../../texts';
import { placeOptions } from '../../ui/places';
import { optionsOf } from './options';
import { Register } from './Register';
import { useAdminTexts } from './texts';

/** The rooms of organisations, in which sessions and hearings are held. */
export default function Rooms() {
  const t = useAdminTexts();
  const language = useLanguage();
  return (
    <Register<Room>
      title={t('rooms')}
      query={roomsQuery}
      filters={[{ path: 'region', label: t('region'), options: placeOptions(language) }]}
      columns={[
        { head: t('name'), cell: (row) => <strong>{pick(row.name, language)}</strong> },
        { head: t('organisation'), cell: (row) => row.organisationName && pick(row.organisationName, language) },
        { head: t('seats'), cell: (row) => row.seats },
        { head: t('hours'), cell: ({ hours }) => `${timeOf(hours.from)}–${timeOf(hours.to)}` },
        {
          head: t('equipment'),
          cell: (row) =>
            row.equipment.map((code) => equipment.name(code, language)).join(language === 'zh' ? '、' : ', '),
        },
        {
          head: t('state'),
          cell: (row) => (
            <span className={row.active ? 'tag good' : 'tag'}>{row.active ? t('active') : t('inactive')}</span>
          ),
        },
      ]}
      fields={(row) => [
        {
          path: 'organisation',
          label: t('organisation'),
          source: {
            query: organisationsQuery,
            option: (each: Organisation) => ({ value: each.id, label: pick(each.name, language) }),
            ...(row?.organisationName && {
              chosen: { value: row.organisation, label: pick(row.organisationName, language) },
            }),
          },
        },
        { path: 'name.zh', label: t('nameZh') },
        { path: 'name.en', label: t('nameEn') },
        { path: 'seats', label: t('seats') },
        { path: 'hours.from', label: t('opens'), help: t('hoursHelp') },
        { path: 'hours.to', label: t('closes') },
        { path: 'equipment', label: t('equipment'), type: 'many', options: optionsOf(equipment, language) },
        { path: 'active', label: t('active'), type: 'switch' },
      ]}
      values={(row) => ({
        organisation: row?.organisation,
        'name.zh': row?.name.zh,
        'name.en': row?.name.en,
        seats: String(row?.seats ?? 12),
        'hours.from': timeOf(row?.hours.from ?? 480),
        'hours.to': timeOf(row?.hours.to ?? 1080),
        equipment: row?.equipment ?? [],
        active: row?.active ?? true,
      })}
      save={(key, id, { 'name.zh': zh, 'name.en': en, 'hours.from': from, 'hours.to': to, seats, ...rest }) =>
        saveRoom(key, id, {
          name: { zh, en: en ?? zh },
          seats: Number(seats),
          hours: { from: minutesOf(from) ?? from, to: minutesOf(to) ?? to },
          ...rest,
        })
      }
    />
  );
}
