import { Button } from 'antd';
import { useState } from 'react';
import { renewCode } from '../../api/cases';
import { useAction } from '../../ui/useAction';
import { useSelfTexts } from './texts';

/** What a party can and cannot do with a tracking code, and how to renew it when somebody else has seen it. */
export function CodeHelp() {
  const t = useSelfTexts();
  const [code, setCode] = useState<string>();
  const renew = useAction(renewCode, (renewed) => setCode(renewed.code));
  return (
    <section className="card" aria-label={t('codeTitle')}>
      <h2>{t('codeTitle')}</h2>
      <p>{t('codeMay')}</p>
      <p>{t('codeMayNot')}</p>
      <p>{t('codeRenewHelp')}</p>
      {code ? (
        <p role="status">
          {t('codeRenewed')} <strong className="code">{code}</strong>
        </p>
      ) : (
        <Button size="large" loading={renew.busy} onClick={() => void renew.run()}>
          {t('codeRenew')}
        </Button>
      )}
    </section>
  );
}
