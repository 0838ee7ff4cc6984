import { Input, Select } from 'antd';
import type { Side } from '../../../domain/reach';
import { appointedAgents, capacities, type Capacity } from '../../../domain/capacities';
import { identificationMeans, type IdentificationMeans } from '../../../domain/identification';
import { roles } from '../../../domain/roles';
import { useLanguage } from '../../texts';
import { useCaseTexts } from './texts';

/** The person who appears before staff, and how they were identified. */
export interface Present {
  name: string;
  capacity: Capacity;
  firm?: string;
  means?: IdentificationMeans;
}

export const somebody: Present = { name: '', capacity: 'party' };
export const isComplete = ({ name, means }: Present): boolean => name.trim() !== '' && means !== undefined;

/** The capacities in which a person may appear for a side. */
const comesAs: readonly Capacity[] = [
  'party',
  'legal-representative',
  'representative',
  'statutory-agent',
  'agent',
  'legal-aid',
  'union',
];

/** Asks who appeared for a side, in what capacity, and how staff identified them. */
export function PresentFields({
  side,
  value,
  onChange,
}: {
  side: Side;
  value: Present;
  onChange(value: Present): void;
}) {
  const t = useCaseTexts();
  const language = useLanguage();
  return (
    <fieldset className="stack" data-present={side}>
      <legend>{t('present', { side: roles.name(side, language) })}</legend>
      <label className="field">
        <span className="label">{t('presentName')}</span>
        <Input
          value={value.name}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => onChange({ ...value, name: event.target.value })}
        />
      </label>
      <label className="field">
        <span className="label">{t('presentAs')}</span>
        <Select
          aria-label={t('presentAs')}
          style={{ width: '100%' }}
          value={value.capacity}
          onChange={(capacity) => onChange({ ...value, capacity, firm: undefined })}
          options={comesAs.map((code) => ({ value: code, label: capacities.name(code, language) }))}
        />
      </label>
      {appointedAgents.includes(value.capacity) && (
        <label className="field">
          <span className="label">{t('presentFirm')}</span>
          <Input
            value={value.firm}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => onChange({ ...value, firm: event.target.value || undefined })}
          />
        </label>
      )}
      <label className="field">
        <span className="label">{t('presentBy')}</span>
        <Select
          aria-label={t('presentBy')}
          style={{ width: '100%' }}
          value={value.means}
          onChange={(means) => onChange({ ...value, means })}
          options={identificationMeans.codes.map((code) => ({
            value: code,
            label: identificationMeans.name(code, language),
          }))}
        />
      </label>
    </fieldset>
  );
}
