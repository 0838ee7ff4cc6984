import { Button } from 'antd';
import { evidenceKinds } from '../../../domain/evidence/evidence';
import { useLanguage } from '../../texts';
import { SelectField } from './choices';
import { TextField } from './fields';
import { useFilingTexts } from './texts';
import { useFilingContext } from './useFiling';

/** The kinds that parties know by an example, the others by their legal name. */
const known = ['documentary', 'electronic', 'audio-visual', 'witness', 'physical'] as const;
const most = 50;

/** What the applicant has as evidence, at filing (Law art. 28(2)). */
export function EvidenceField() {
  const t = useFilingTexts();
  const language = useLanguage();
  const filing = useFilingContext();
  const items = (filing.get('evidence') as unknown[] | undefined) ?? [];
  const options = [
    ...known.map((value) => ({ value: value as string, label: t(value) })),
    ...evidenceKinds.codes
      .filter((code) => !(known as readonly string[]).includes(code))
      .map((value) => ({ value: value as string, label: evidenceKinds.name(value, language) })),
  ];
  return (
    <div className="field" role="group" aria-labelledby="evidence-label" data-path="evidence">
      <div className="label" id="evidence-label">
        {t('evidence')}
      </div>
      <div className="help">{t('evidenceHelp')}</div>
      {items.map((_, index) => (
        <div key={index} className="form-list-row">
          <SelectField path={`evidence.${index}.kind`} label={t('evidenceKind')} options={options} />
          <TextField path={`evidence.${index}.name`} label={t('evidenceName')} />
          <TextField path={`evidence.${index}.proves`} label={t('evidenceProves')} />
          <Button
            onClick={() =>
              filing.set(
                'evidence',
                items.filter((_one, i) => i !== index),
              )
            }
          >
            {t('removeClaim')}
          </Button>
        </div>
      ))}
      {items.length < most && (
        <div>
          <Button size="large" onClick={() => filing.set('evidence', [...items, { kind: 'documentary' }])}>
            + {t('addEvidence')}
          </Button>
        </div>
      )}
    </div>
  );
}
