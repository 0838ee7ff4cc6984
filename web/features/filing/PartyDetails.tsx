import { Button } from 'antd';
import { agentKinds, identityDocuments } from '../../../domain/capacities';
import { SelectField } from './choices';
import { DateField, TextField } from './fields';
import { useFilingTexts } from './texts';
import { useFilingContext } from './useFiling';
import { useOptions } from './useOptions';

type Side = 'workers' | 'employer';

/** A party's address and agent, which an application states if known (调解仲裁法第24、25、28条). */
export function PartyDetails({ side }: { side: Side }) {
  const t = useFilingTexts();
  const filing = useFilingContext();
  const options = useOptions();
  const agent = `${side}.agent`;
  return (
    <>
      <TextField
        path={`${side}.address`}
        // Without a credit code staff find the employer by it.
        label={t(side === 'employer' && filing.get('employer.codeUnknown') === true ? 'addressToFind' : 'address')}
        help={t('addressHelp')}
        autoComplete="off"
      />
      {filing.get(agent) === undefined ? (
        <div>
          <Button onClick={() => filing.set(agent, { kind: 'agent' })}>+ {t('addAgent')}</Button>
        </div>
      ) : (
        <div className="form-list-row">
          <SelectField path={`${agent}.kind`} label={t('agentKind')} options={options(agentKinds)} />
          <TextField path={`${agent}.name`} label={t('agentName')} />
          <TextField path={`${agent}.organisation`} label={t('agentFirm')} />
          <TextField path={`${agent}.phone`} label={t('phone')} inputMode="tel" />
          <Button onClick={() => filing.set(agent, undefined)}>{t('removeClaim')}</Button>
        </div>
      )}
    </>
  );
}

/** How a worker without a resident identity card is identified. */
export function OtherDocument() {
  const t = useFilingTexts();
  const filing = useFilingContext();
  const options = useOptions();
  const document = 'workers.identityDocument';
  const change = (more: object) => filing.set('workers', { ...(filing.get('workers') as object), ...more });
  if (filing.get(document) === undefined)
    return (
      <div>
        <Button
          type="link"
          onClick={() => change({ identityNumber: undefined, identityDocument: { type: 'passport' } })}
        >
          {t('noCard')}
        </Button>
      </div>
    );
  return (
    <div className="form-list-row">
      <SelectField path={`${document}.type`} label={t('documentType')} options={options(identityDocuments)} />
      <TextField path={`${document}.number`} label={t('documentNumber')} upper />
      <DateField path={`${document}.birthDate`} label={t('birthDate')} />
      <Button onClick={() => change({ identityDocument: undefined })}>{t('hasCard')}</Button>
    </div>
  );
}
