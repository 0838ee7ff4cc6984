import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import { keyGroups } from '../../../domain/groups';
import { ChecksField, NumberField, TextField } from './fields';
import { useFilingTexts } from './texts';
import { useFilingContext } from './useFiling';
import { useOptions } from './useOptions';

// Loaded together with the validation, so that the first page of filing stays small.
const PartyDetails = lazy(() => import('./PartyDetails').then((module) => ({ default: module.PartyDetails })));
const Roster = lazy(() => import('./Roster').then((module) => ({ default: module.Roster })));
const OtherDocument = lazy(() => import('./PartyDetails').then((module) => ({ default: module.OtherDocument })));

export function WorkerStep() {
  const t = useFilingTexts();
  const filing = useFilingContext();
  const options = useOptions();
  const count = Number(filing.get('workers.count') ?? 1);
  const number = filing.get('workers.identityNumber') as string | undefined;
  const numberFine =
    filing.checked && number?.length === 18 && !filing.all.some((one) => one.path === 'workers.identityNumber');
  const representatives = (filing.get('workers.representatives') as unknown[]) ?? [];
  return (
    <>
      <TextField
        path="workers.label"
        label={t('name')}
        help={count > 1 ? t('nameHelp') : undefined}
        autoComplete="name"
      />
      {filing.get('workers.identityDocument') === undefined && (
        <TextField
          path="workers.identityNumber"
          label={t('identityNumber')}
          help={t('identityHelp')}
          upper
          good={numberFine && t('identityGood')}
        />
      )}
      <Suspense fallback={null}>
        <OtherDocument />
      </Suspense>
      <TextField
        path="workers.phone"
        label={t('phone')}
        help={filing.get('applicant') === 'employer' ? undefined : t('phoneHelp')}
        inputMode="tel"
        autoComplete="tel"
      />
      <NumberField
        path="workers.count"
        label={t('count')}
        min={1}
        decimals={0}
        help={count >= 10 ? t('many') : undefined}
      />
      {count > 1 && (
        <Suspense fallback={null}>
          <Roster />
        </Suspense>
      )}
      {count >= 10 && (
        <div className="field">
          <div className="label">{t('representatives')}</div>
          {representatives.map((_, index) => (
            <div key={index} className="form-list-row">
              <TextField path={`workers.representatives.${index}.name`} label={`${t('name')} ${index + 1}`} />
              <TextField path={`workers.representatives.${index}.identityNumber`} label={t('identityNumber')} upper />
              <Button
                onClick={() =>
                  filing.set(
                    'workers.representatives',
                    representatives.filter((_one, i) => i !== index),
                  )
                }
              >
                {t('removeClaim')}
              </Button>
            </div>
          ))}
          {representatives.length < 5 && (
            <Button onClick={() => filing.set('workers.representatives', [...representatives, {}])}>
              + {t('addRepresentative')}
            </Button>
          )}
          {filing.wrong('workers.representatives') && (
            <div className="problem" role="alert">
              {filing.wrong('workers.representatives')}
            </div>
          )}
        </div>
      )}
      <Suspense fallback={null}>
        <PartyDetails side="workers" />
      </Suspense>
      <ChecksField path="workers.keyGroups" label={t('groups')} options={options(keyGroups)} />
    </>
  );
}
