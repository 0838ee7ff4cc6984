import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Filed } from '../../api/cases';
import { colon } from '../../texts';
import { useFilingTexts } from './texts';

/** The number and the codes of a case just filed; shown this once. */
export function FiledCard({ filed, children }: { filed: Filed; children: ReactNode }) {
  const t = useFilingTexts();
  const [copied, setCopied] = useState(false);
  const text = `${t('number')}${colon()}${filed.number}\n${t('workerCode')}${colon()}${filed.codes.worker}\n${t('employerCode')}${colon()}${filed.codes.employer}`;
  return (
    <section className="card stack filed" aria-live="polite">
      <h2>✓ {t('filed')}</h2>
      <p>{t('keep')}</p>
      <dl className="facts">
        <dt>{t('number')}</dt><dd className="code" data-case-number>{filed.number}</dd>
        <dt>{t('workerCode')}</dt><dd className="code" data-worker-code>{filed.codes.worker}</dd>
        <dt>{t('employerCode')}</dt><dd className="code" data-employer-code>{filed.codes.employer}</dd>
      </dl>
      <div className="row no-print">
        <Button size="large" onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}>{copied ? t('copied') : t('copyAll')}</Button>
        <Button size="large" onClick={() => print()}>{t('print')}</Button>
        {children}
      </div>
    </section>
  );
}
