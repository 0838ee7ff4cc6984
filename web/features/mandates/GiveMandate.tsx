import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { agentKinds } from '../../../domain/capacities';
import type { CaseDetail } from '../../api/cases';
import { giveMandate, sendMandateCode } from '../../api/mandates';
import { useLanguage } from '../../texts';
import { CodeEntry, useOneTimeCode } from '../../ui/CodeEntry';
import { useAction } from '../../ui/useAction';
import { PowerFields, type Terms } from './Powers';
import { useMandateTexts } from './texts';

const nothing: Terms = { powers: [] };

/** A party names an agent, with powers, last day and paper, and confirms it by a one-time code. */
export function GiveMandate({ data: { number, documents }, tail }: { data: CaseDetail; tail?: string }) {
  const t = useMandateTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [account, setAccount] = useState('');
  const [capacity, setCapacity] = useState<(typeof agentKinds.codes)[number]>('agent');
  const [firm, setFirm] = useState('');
  const [terms, setTerms] = useState(nothing);
  const code = useOneTimeCode((key) => sendMandateCode(key, number, account.trim()));
  const give = useAction(
    (key) =>
      giveMandate(key, number, {
        account: account.trim(),
        capacity,
        ...(firm.trim() && { firm: firm.trim() }),
        ...terms,
        paper: terms.paper!,
        ...(tail !== undefined && { code: code.value }),
      }),
    () => {
      setAccount('');
      setTerms(nothing);
      code.clear();
      void message.success(t('given'));
      void client.invalidateQueries({ queryKey: ['cases', number, 'mandates'] });
    },
  );
  const ready = account.trim() !== '' && terms.paper !== undefined && (tail === undefined || code.complete);
  return (
    <form
      className="stack"
      aria-label={t('give')}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void give.run();
      }}
    >
      <label className="field">
        <span className="label">{t('account')}</span>
        <Input
          size="large"
          value={account}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => {
            setAccount(event.target.value);
            code.clear();
          }}
        />
        <span className="help">{t('accountHelp')}</span>
      </label>
      <label className="field">
        <span className="label">{t('capacity')}</span>
        <Select
          size="large"
          aria-label={t('capacity')}
          value={capacity}
          onChange={setCapacity}
          options={agentKinds.codes.map((value) => ({ value, label: agentKinds.name(value, language) }))}
        />
      </label>
      <label className="field">
        <span className="label">{t('firm')}</span>
        <Input size="large" value={firm} maxLength={120} onChange={(event) => setFirm(event.target.value)} />
      </label>
      <PowerFields value={terms} documents={documents} onChange={setTerms} />
      {tail !== undefined && account.trim() !== '' && <CodeEntry code={code} />}
      <Button size="large" type="primary" htmlType="submit" disabled={!ready} loading={give.busy}>
        {t('give')}
      </Button>
      {give.problem && (
        <div className="problem" role="alert">
          {give.problem.fields[0]?.message ?? give.problem.message}
        </div>
      )}
    </form>
  );
}
