import { Button } from 'antd';
import { employments } from '../../../domain/case';
import { causes, type Cause } from '../../../domain/causes';
import { causeWords, isMeant } from '../../../domain/causeWords';
import { filingChannels } from '../../../domain/channels';
import { industries } from '../../../domain/industries';
import { pipelineStages } from '../../../domain/stages';
import { pick, useLanguage } from '../../texts';
import { EmployerSuggestions } from '../../ui/EmployerSuggestions';
import { firstPlaceOf, firstPlaces } from '../../ui/places';
import { CheckStep } from './CheckStep';
import { EvidenceField } from './EvidenceField';
import { ClaimCalculator } from './ClaimCalculator';
import { RadioField, SelectField } from './choices';
import { DateField, NumberField, TextField } from './fields';
import { PartyDetails } from './PartyDetails';
import { useFilingTexts } from './texts';
import { useFilingContext, type Data } from './useFiling';
import { useOptions } from './useOptions';

/** The steps after the first, loaded while the first is being filled in. */
export default function LaterStep({
  step,
  staff,
  goTo,
}: {
  step: 'employer' | 'claims' | 'wish' | 'check';
  staff: boolean;
  goTo(path: string): void;
}) {
  if (step === 'employer') return <EmployerStep />;
  if (step === 'claims') return <ClaimsStep />;
  return step === 'wish' ? <WishStep staff={staff} /> : <CheckStep staff={staff} goTo={goTo} />;
}

function EmployerStep() {
  const t = useFilingTexts();
  const language = useLanguage();
  const filing = useFilingContext();
  const options = useOptions();
  const place = (filing.get('region') as string | undefined) ?? '';
  const { city, counties } = firstPlaceOf(place);
  const code = filing.get('employer.creditCode') as string | undefined;
  const codeFine =
    filing.checked && code?.length === 18 && !filing.all.some((one) => one.path === 'employer.creditCode');
  return (
    <>
      <TextField path="employer.name" label={t('employerName')} autoComplete="organization" />
      {!code && (
        <EmployerSuggestions
          text={(filing.get('employer.name') as string | undefined) ?? ''}
          onPick={({ name, creditCode, industry }) => {
            const { codeUnknown, ...given } = filing.get('employer') as Data;
            filing.set('employer', {
              ...(industry && { industry }),
              ...given,
              name,
              ...(creditCode ? { creditCode } : codeUnknown !== undefined && { codeUnknown }),
            });
          }}
        />
      )}
      {filing.get('employer.codeUnknown') !== true && (
        <TextField
          path="employer.creditCode"
          label={t('creditCode')}
          help={t('creditHelp')}
          upper
          good={codeFine && t('identityGood')}
        />
      )}
      <OtherNumber />
      <TextField path="employer.legalRepresentative" label={t('legalRepresentative')} />
      <TextField
        path="employer.phone"
        label={t('phone')}
        help={filing.get('applicant') === 'employer' ? t('phoneHelp') : undefined}
        inputMode="tel"
        autoComplete={filing.get('applicant') === 'employer' ? 'tel' : undefined}
      />
      <SelectField path="employer.industry" label={t('industry')} options={options(industries)} />
      <SelectField
        path="region"
        label={t('city')}
        help={t('regionHelp')}
        value={city || undefined}
        options={firstPlaces(language)}
        onPick={(next) => filing.set('region', next)}
      />
      {counties.length > 0 && (
        <SelectField
          path="region"
          label={t('county')}
          value={place}
          options={[
            { value: city, label: t('cityItself') },
            ...counties.map((one) => ({ value: one.code, label: one[language] })),
          ]}
          onPick={(next) => filing.set('region', next)}
        />
      )}
      <PartyDetails side="employer" />
    </>
  );
}

/** For whoever does not have the credit code: the owner's number, or nothing but an address or telephone number. */
function OtherNumber() {
  const t = useFilingTexts();
  const filing = useFilingContext();
  if (filing.get('employer.codeUnknown') === true)
    return (
      <div>
        <p className="muted">{t('codeUnknownHelp')}</p>
        <Button type="link" onClick={() => filing.set('employer.codeUnknown', undefined)}>
          {t('codeKnown')}
        </Button>
      </div>
    );
  const unknown = () => {
    filing.set('employer.creditCode', undefined);
    filing.set('employer.ownerIdentityNumber', undefined);
    filing.set('employer.codeUnknown', true);
  };
  return (
    <>
      {filing.get('employer.ownerIdentityNumber') === undefined ? (
        <div>
          <Button type="link" onClick={() => filing.set('employer.ownerIdentityNumber', '')}>
            {t('noLicence')}
          </Button>
        </div>
      ) : (
        <TextField path="employer.ownerIdentityNumber" label={t('ownerIdentity')} upper />
      )}
      {filing.get('applicant') !== 'employer' && (
        <div>
          <Button type="link" onClick={unknown}>
            {t('codeUnknown')}
          </Button>
        </div>
      )}
    </>
  );
}

function ClaimsStep() {
  const t = useFilingTexts();
  const filing = useFilingContext();
  const options = useOptions();
  const claims = (filing.get('claims') as unknown[]) ?? [];
  const employed = filing.get('employed');
  const causeOptions = useCauseOptions();
  return (
    <>
      <SelectField
        path="employment"
        label={t('employment')}
        help={t('employmentHelp')}
        value={(filing.get('employment') as string | undefined) ?? 'labour'}
        options={options(employments)}
        onPick={(next) => filing.set('employment', next)}
      />
      {claims.map((_, index) => (
        <div key={index} className="form-list-row">
          <SelectField
            path={`claims.${index}.cause`}
            label={t('cause')}
            help={t('causeHelp')}
            options={causeOptions}
            meant={(cause, typed) => isMeant(cause as Cause, typed, causes.name(cause, 'zh'))}
          />
          <NumberField path={`claims.${index}.amount`} label={t('amount')} min={0} decimals={2} />
          <ClaimCalculator index={index} />
          <TextField path={`claims.${index}.facts`} label={t('facts')} help={t('factsHelp')} rows={3} />
          {claims.length > 1 && (
            <Button
              onClick={() =>
                filing.set(
                  'claims',
                  claims.filter((_one, i) => i !== index),
                )
              }
            >
              {t('removeClaim')}
            </Button>
          )}
        </div>
      ))}
      <div>
        <Button size="large" onClick={() => filing.set('claims', [...claims, {}])}>
          + {t('addClaim')}
        </Button>
      </div>
      <EvidenceField />
      {claims.some((claim) => (claim as { cause?: string }).cause === 'collective-contract') && (
        <TextField path="unionApplicant" label={t('unionApplicant')} help={t('unionApplicantHelp')} />
      )}
      <RadioField
        path="employed"
        label={t(filing.get('applicant') === 'employer' ? 'employedThere' : 'employed')}
        options={[
          { value: true, label: t('still') },
          { value: false, label: t('ended') },
        ]}
      />
      {employed === false && <DateField path="employmentEnded" label={t('endedOn')} />}
      <DateField path="rightInfringedOn" label={t('infringedOn')} />
    </>
  );
}

/** The causes in plain words with their official names, what most people come with first. */
function useCauseOptions() {
  const t = useFilingTexts();
  const language = useLanguage();
  const of = (usual: boolean) =>
    (Object.keys(causeWords) as Cause[])
      .filter((code) => Boolean(causeWords[code].usual) === usual)
      .map((value) => {
        const [plain, official] = [pick(causeWords[value], language), causes.name(value, language)];
        const named = language === 'zh' ? `${plain}（${official}）` : `${plain} (${official})`;
        return { value, label: plain === official ? plain : named };
      });
  return [
    { label: t('usualCauses'), options: of(true) },
    { label: t('otherCauses'), options: of(false) },
  ];
}

function WishStep({ staff }: { staff: boolean }) {
  const t = useFilingTexts();
  const filing = useFilingContext();
  const options = useOptions();
  const stages = pipelineStages.codes.filter((code) => staff || code !== 'litigation');
  return (
    <>
      {staff && (
        <RadioField
          path="applicant"
          label={t('applicant')}
          options={[
            { value: 'worker', label: t('worker') },
            { value: 'employer', label: t('employer') },
          ]}
        />
      )}
      <RadioField
        path="entryStage"
        label={t('entry')}
        options={stages.map((code) => ({
          value: code,
          label: t(
            code === 'negotiation' && filing.get('applicant') === 'employer'
              ? 'negotiationEmployerWords'
              : `${code}Words`,
          ),
        }))}
      />
      {filing.get('entryStage') === 'arbitration' && (
        <RadioField
          path="mediateFirst"
          label={t('mediateFirst')}
          help={t('mediateHelp')}
          options={[
            { value: true, label: t('yes') },
            { value: false, label: t('no') },
          ]}
        />
      )}
      {staff && <SelectField path="channel" label={t('channel')} options={options(filingChannels)} />}
      <RadioField
        path="legalAidWanted"
        label={t('legalAid')}
        options={[
          { value: true, label: t('yes') },
          { value: false, label: t('no') },
        ]}
      />
    </>
  );
}
