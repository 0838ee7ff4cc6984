import { Button } from 'antd';
import { causes } from '../../../domain/causes';
import { filingChannels } from '../../../domain/channels';
import { keyGroups } from '../../../domain/groups';
import { industries } from '../../../domain/industries';
import { children, level, parent, province, regionName, regions } from '../../../domain/regions';
import { pipelineStages } from '../../../domain/stages';
import { useLanguage } from '../../texts';
import { ChecksField, DateField, NumberField, RadioField, SelectField, TextField } from './fields';
import { useFilingTexts } from './texts';
import { useFilingContext } from './useFiling';

interface List { codes: readonly string[]; name(code: string, language: 'zh' | 'en'): string }
const useOptions = () => {
  const language = useLanguage();
  return (list: List) => list.codes.map((code) => ({ value: code, label: list.name(code, language) }));
};

export function WorkerStep() {
  const t = useFilingTexts();
  const filing = useFilingContext();
  const options = useOptions();
  const count = Number(filing.get('workers.count') ?? 1);
  const number = filing.get('workers.identityNumber') as string | undefined;
  const numberFine = number?.length === 18 && !filing.all.some((one) => one.path === 'workers.identityNumber');
  const representatives = (filing.get('workers.representatives') as unknown[]) ?? [];
  return (
    <>
      <TextField path="workers.label" label={t('name')} help={count > 1 ? t('nameHelp') : undefined} autoComplete="name" />
      <TextField path="workers.identityNumber" label={t('identityNumber')} help={t('identityHelp')} upper good={numberFine && t('identityGood')} />
      <TextField path="workers.phone" label={t('phone')} help={t('phoneHelp')} inputMode="tel" autoComplete="tel" />
      <NumberField path="workers.count" label={t('count')} min={1} decimals={0} help={count >= 10 ? t('many') : undefined} />
      {count >= 10 && (
        <div className="field">
          <div className="label">{t('representatives')}</div>
          {representatives.map((_, index) => (
            <div key={index} className="form-list-row">
              <TextField path={`workers.representatives.${index}.name`} label={`${t('name')} ${index + 1}`} />
              <TextField path={`workers.representatives.${index}.identityNumber`} label={t('identityNumber')} upper />
              <Button onClick={() => filing.set('workers.representatives', representatives.filter((_one, i) => i !== index))}>{t('removeClaim')}</Button>
            </div>
          ))}
          {representatives.length < 5 && <Button onClick={() => filing.set('workers.representatives', [...representatives, {}])}>+ {t('addRepresentative')}</Button>}
          {filing.wrong('workers.representatives') && <div className="problem" role="alert">{filing.wrong('workers.representatives')}</div>}
        </div>
      )}
      <ChecksField path="workers.keyGroups" label={t('groups')} options={options(keyGroups)} />
    </>
  );
}

export function EmployerStep() {
  const t = useFilingTexts();
  const language = useLanguage();
  const filing = useFilingContext();
  const options = useOptions();
  const place = (filing.get('region') as string | undefined) ?? '';
  const city = level(place) === 'city' ? place : place && parent(place) !== province ? parent(place)! : place;
  const counties = level(city) === 'city' ? children(city) : [];
  // Places that the province administers directly stand beside the cities.
  const tops = regions.filter(({ code }) => parent(code) === province);
  const code = filing.get('employer.creditCode') as string | undefined;
  const codeFine = code?.length === 18 && !filing.all.some((one) => one.path === 'employer.creditCode');
  return (
    <>
      <TextField path="employer.name" label={t('employerName')} autoComplete="organization" />
      <TextField path="employer.creditCode" label={t('creditCode')} help={t('creditHelp')} upper good={codeFine && t('identityGood')} />
      <SelectField path="employer.industry" label={t('industry')} options={options(industries)} />
      <SelectField path="region" label={t('city')} help={t('regionHelp')} value={city || undefined} options={tops.map((one) => ({ value: one.code, label: regionName(one.code, language) }))} onPick={(next) => filing.set('region', next)} />
      {counties.length > 0 && <SelectField path="region" label={t('county')} value={place} options={[{ value: city, label: t('cityItself') }, ...counties.map((one) => ({ value: one.code, label: one[language] }))]} onPick={(next) => filing.set('region', next)} />}
    </>
  );
}

export function ClaimsStep() {
  const t = useFilingTexts();
  const filing = useFilingContext();
  const options = useOptions();
  const claims = (filing.get('claims') as unknown[]) ?? [];
  const employed = filing.get('employed');
  return (
    <>
      {claims.map((_, index) => (
        <div key={index} className="form-list-row">
          <SelectField path={`claims.${index}.cause`} label={t('cause')} options={options(causes)} />
          <NumberField path={`claims.${index}.amount`} label={t('amount')} min={0} decimals={2} />
          <TextField path={`claims.${index}.facts`} label={t('facts')} help={t('factsHelp')} rows={3} />
          {claims.length > 1 && <Button onClick={() => filing.set('claims', claims.filter((_one, i) => i !== index))}>{t('removeClaim')}</Button>}
        </div>
      ))}
      <div><Button size="large" onClick={() => filing.set('claims', [...claims, {}])}>+ {t('addClaim')}</Button></div>
      <RadioField path="employed" label={t('employed')} options={[{ value: true, label: t('still') }, { value: false, label: t('ended') }]} />
      {employed === false && <DateField path="employmentEnded" label={t('endedOn')} />}
      <DateField path="rightInfringedOn" label={t('infringedOn')} />
    </>
  );
}

export function WishStep({ staff }: { staff: boolean }) {
  const t = useFilingTexts();
  const filing = useFilingContext();
  const options = useOptions();
  const stages = pipelineStages.codes.filter((code) => staff || code !== 'litigation');
  return (
    <>
      <RadioField path="entryStage" label={t('entry')} options={stages.map((code) => ({ value: code, label: t(`${code}Words`) }))} />
      {filing.get('entryStage') === 'arbitration' && <RadioField path="mediateFirst" label={t('mediateFirst')} help={t('mediateHelp')} options={[{ value: true, label: t('yes') }, { value: false, label: t('no') }]} />}
      {staff && <SelectField path="channel" label={t('channel')} options={options(filingChannels)} />}
      <RadioField path="legalAidWanted" label={t('legalAid')} options={[{ value: true, label: t('yes') }, { value: false, label: t('no') }]} />
    </>
  );
}
