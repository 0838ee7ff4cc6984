import { Checkbox, Select } from 'antd';
import { powers, type Power } from '../../../domain/mandates';
import { pick, useLanguage } from '../../texts';
import type { CaseDetail } from '../../api/cases';
import { useMandateTexts } from './texts';

/** What a power of attorney says. */
export interface Terms {
  powers: Power[];
  until?: string;
  paper?: string;
}

/** Asks for what a power of attorney says; `documents`: of the case, among which the paper is. */
export function PowerFields({
  value,
  documents,
  onChange,
}: {
  value: Terms;
  documents: CaseDetail['documents'];
  onChange(value: Terms): void;
}) {
  const t = useMandateTexts();
  const language = useLanguage();
  return (
    <>
      <div role="group" aria-label={t('powers')}>
        <div className="label">{t('powers')}</div>
        <Checkbox.Group
          value={value.powers}
          onChange={(chosen) => onChange({ ...value, powers: chosen })}
          options={powers.codes.map((code) => ({ value: code, label: powers.name(code, language) }))}
        />
      </div>
      <label className="field">
        <span className="label">{t('until')}</span>
        <input
          type="date"
          className="native"
          value={value.until ?? ''}
          onChange={(event) => onChange({ ...value, until: event.target.value || undefined })}
        />
      </label>
      <label className="field">
        <span className="label">{t('paper')}</span>
        <Select
          aria-label={t('paper')}
          style={{ width: '100%' }}
          allowClear
          value={value.paper}
          onChange={(paper) => onChange({ ...value, paper })}
          options={documents.map(({ id, name, fileName }) => ({
            value: id,
            label: `${pick(name, language)} · ${fileName}`,
          }))}
        />
      </label>
    </>
  );
}
