import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Filed } from '../../api/cases';
import { colon } from '../../texts';
import { useFilingTexts } from './texts';

/** A case just filed, and by whom. */
export type FiledBy = Filed & { applicant: 'worker' | 'employer' };

/** The number and the codes of a case just filed; shown this once. */
export function FiledCard({ filed, children }: { filed: FiledBy; children: ReactNode }) {
  const t = useFilingTexts();
  const [copied, setCopied] = useState(false);
  const label = (side: 'worker' | 'employer') =>
    side === filed.applicant ? t(`${side}Code`) : t('forOther', { code: t(`${side}Code`) });
  const text = `${t('number')}${colon()}${filed.number}\n${label('worker')}${colon()}${filed.codes.worker}\n${label('employer')}${colon()}${filed.codes.employer}`;
  return (
    <section className="card stack filed" aria-live="polite">
      <h2>✓ {t('filed')}</h2>
      <p>{t('keep')}</p>
      <dl className="facts">
        <dt>{t('number')}</dt>
        <dd className="code" data-case-number>
          {filed.number}
        </dd>
        <dt>{label('worker')}</dt>
        <dd className="code" data-worker-code>
          {filed.codes.worker}
        </dd>
        <dt>{label('employer')}</dt>
        <dd className="code" data-employer-code>
          {filed.codes.employer}
        </dd>
      </dl>
      <div className="row no-print">
        <Button size="large" onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}>
          {copied ? t('copied') : t('copyAll')}
        </Button>
        <Button size="large" onClick={() => print()}>
          {t('print')}
        </Button>
        {children}
      </div>
    </section>
  );
}
